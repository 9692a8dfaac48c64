#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/tenant.hpp"
#include "ui/explorer.hpp"

namespace pim::ui {

/// A request to try, filled in with what the tenant has.
struct GraphSample {
    std::string_view title;
    ExplorerRequest request;
    std::string missing;  ///< why the tenant has nothing to try it on; else empty
};

/// The scenarios that there are samples for: those of S3's tables, and what stands around them.
std::vector<std::string_view> sample_scenarios();

/// The samples of a scenario; `persona` is who will ask.
std::vector<GraphSample> samples_of(std::string_view scenario, const Tenant& tenant,
                                    const Guid& persona);

}  // namespace pim::ui
