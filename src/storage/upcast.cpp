#include "storage/upcast.hpp"

#include <array>

#include "core/text.hpp"
#include "storage/record_versions.hpp"

namespace pim::storage {

namespace {

/// What a later version only added to: records of the earlier one are whole as they are.
JsonValue keep(JsonValue payload) {
    return payload;
}

/// Before, an activation that came to rest on another eligibility kept its end.
JsonValue add_end_of_rebased(JsonValue payload) {
    JsonValue* const events = payload.find("events");
    if (events == nullptr) return payload;
    for (JsonValue& event : events->items) {
        const JsonValue* const type = event.find("type");
        JsonValue* const body = event.find("body");
        if (type == nullptr || body == nullptr || type->text != "activationRebased") continue;
        body->members.emplace_back("end", JsonValue{});
    }
    return payload;
}

constexpr std::array<Upcaster, 10> lifts = {{
    {RecordType::decision, 1, keep},  // events of the alerts were added
    {RecordType::decision, 2, add_end_of_rebased},
    {RecordType::decision, 3, keep},       // customData was added
    {RecordType::decision, 4, keep},       // profiles, descriptions of groups, role versions were
    {RecordType::decision, 5, keep},       // owners of groups, and their events, were
    {RecordType::snapshot_rows, 1, keep},  // the table of alerts was added
    {RecordType::snapshot_rows, 2, keep},  // where a mirror came from was added
    {RecordType::snapshot_rows, 3, keep},  // customData was added
    {RecordType::snapshot_rows, 4, keep},  // the same were added
    {RecordType::snapshot_rows, 5, keep},  // owners of groups were added
}};

}  // namespace

std::span<const Upcaster> upcasters() {
    return lifts;
}

Outcome<JsonValue> lift(std::span<const Upcaster> table, RecordType type,
                        std::uint16_t from_version, std::uint16_t to_version, JsonValue payload) {
    for (std::uint16_t version = from_version; version < to_version; ++version) {
        const Upcaster* step = nullptr;
        for (const Upcaster& candidate : table) {
            if (candidate.type == type && candidate.from_version == version) step = &candidate;
        }
        if (step == nullptr) {
            return failure(cat("records of type ", static_cast<int>(type), " and version ",
                               static_cast<int>(version), " cannot be lifted to version ",
                               static_cast<int>(to_version)),
                           "open the sandbox with the version of pimlab that wrote it");
        }
        payload = step->lift(std::move(payload));
    }
    return payload;
}

Outcome<JsonValue> payload_of(const Record& record) {
    auto json = parse_json(record.payload);
    if (!json) return json;
    return lift(upcasters(), record.type, record.version, newest_version(record.type),
                std::move(*json));
}

}  // namespace pim::storage
