#pragma once

#include "storage/tenant_codec.hpp"

namespace pim::storage {

/// Applies the events of a decision; the error names what does not fit, and nothing was applied.
[[nodiscard]] Outcome<void> apply_decision(const Record& record, Tenant& tenant);

/// Builds a tenant from the records of a replay: a snapshot's rows, then decisions.
class TenantReplay {
public:
    /// Adds the next record; the error names what does not fit.
    [[nodiscard]] Outcome<void> add(const Record& record);
    /// The tenant, with everything derived. The replay is empty afterwards.
    [[nodiscard]] Tenant take();

private:
    void end_rows();

    TenantReader rows_;
    Tenant tenant_;
    bool reading_rows_ = true;
};

}  // namespace pim::storage
