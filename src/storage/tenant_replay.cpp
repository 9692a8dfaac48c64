#include "storage/tenant_replay.hpp"

#include "core/apply.hpp"
#include "core/text.hpp"
#include "storage/event_codec.hpp"

namespace pim::storage {

Outcome<void> apply_decision(const Record& record, Tenant& tenant) {
    const auto events = decode_events(record);
    if (!events) return tl::unexpected<Error>(events.error());
    std::int64_t sequence = tenant.sequence;
    for (const Event& event : *events) {
        // INVARIANT: sequences rise by one without gaps.
        if (event.sequence != sequence + 1) {
            return failure(cat("event ", event.sequence, " follows on event ", sequence));
        }
        ++sequence;
    }
    for (const Event& event : *events) apply(tenant, event);
    return {};
}

Outcome<void> TenantReplay::add(const Record& record) {
    if (record.type == RecordType::snapshot_rows) return rows_.add(record);
    end_rows();
    return apply_decision(record, tenant_);
}

Tenant TenantReplay::take() {
    end_rows();
    return std::move(tenant_);
}

void TenantReplay::end_rows() {
    if (!std::exchange(reading_rows_, false)) return;
    tenant_ = rows_.take();
}

}  // namespace pim::storage
