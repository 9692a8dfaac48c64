#pragma once

#include <string_view>
#include <vector>

#include "lab/play.hpp"

namespace pim::lab {

/// A sample tenant or prepared start, written in the scenario language under assets/tenants.
struct Sample {
    std::string_view id;       ///< file name without .txt: `start`, `one_of_each`, `seeds`, …
    std::string_view title;    ///< from its first line, `# title: …`
    std::string_view summary;  ///< one sentence, from `# summary: …`
    std::string_view text;
};

/// All samples: the three tenants first, then the states of `#/start/<id>`.
const std::vector<Sample>& samples();
/// Null where none has the id.
const Sample* find_sample(std::string_view id);

/// Plays a sample so that it ends now: its journal fills a new sandbox.
Outcome<Played> open_sample(const Sample& sample, Instant now);

/// A user of the sample or any tenant by the local part of its user principal name (`alice`).
Guid persona(const Tenant& tenant, std::string_view name);

}  // namespace pim::lab
