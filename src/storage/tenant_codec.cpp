#include "storage/tenant_codec.hpp"

#include <array>

#include "core/apply.hpp"
#include "core/text.hpp"
#include "storage/json_reader.hpp"
#include "storage/json_writer.hpp"
#include "storage/upcast.hpp"

namespace pim::storage {

namespace {

enum class Part {
    tenant,
    users,
    groups,
    service_principals,
    applications,
    administrative_units,
    roles,
    policies,
    schedules,
    requests,
    mails,
    audit,
    commands,
    alerts,
    origin,
    originals,
};

constexpr std::array<std::string_view, 16> part_names = {
    "tenant",   "users",    "groups",    "servicePrincipals", "applications", "administrativeUnits",
    "roles",    "policies", "schedules", "requests",          "mails",        "audit",
    "commands", "alerts",   "origin",    "originals"};

/// Adds the row at or after `row`, and moves `row` behind it; false at the table's end.
template <class T>
bool write_row_of(std::string& out, const Table<T>& table, std::size_t& row) {
    while (row < table.slot_end()) {
        const T* const found = table.row(static_cast<Slot>(row++));
        if (found == nullptr) continue;
        JsonWriter(out).write(*found);
        return true;
    }
    return false;
}

template <class T>
bool write_row_of(std::string& out, const std::deque<T>& rows, std::size_t& row) {
    if (row >= rows.size()) return false;
    JsonWriter(out).write(rows[row++]);
    return true;
}

bool write_row_of(std::string& out, const std::optional<Origin>& origin, std::size_t& row) {
    if (!origin || row++ > 0) return false;
    JsonWriter(out).write(*origin);
    return true;
}

bool write_row_of(std::string& out, const Alerts& alerts, std::size_t& row) {
    if (row >= alerts.size()) return false;
    JsonWriter(out).write(alerts[row++]);
    return true;
}

template <class T>
void read_row(JsonReader& reader, const JsonValue& json, Table<T>& table) {
    T row;
    reader.read(json, row);
    if (!reader.failed()) table.save(std::move(row));
}

template <class T>
void read_row(JsonReader& reader, const JsonValue& json, std::deque<T>& rows) {
    reader.read(json, rows.emplace_back());
}

void read_row_of(JsonReader& reader, const JsonValue& json, Part part, Tenant& tenant) {
    switch (part) {
        case Part::tenant:
            return reader.read(json, tenant);
        case Part::users:
            return read_row(reader, json, tenant.users);
        case Part::groups:
            return read_row(reader, json, tenant.groups);
        case Part::service_principals:
            return read_row(reader, json, tenant.service_principals);
        case Part::applications:
            return read_row(reader, json, tenant.applications);
        case Part::administrative_units:
            return read_row(reader, json, tenant.administrative_units);
        case Part::roles:
            return read_row(reader, json, tenant.roles);
        case Part::policies: {
            Policy policy;
            reader.read(json, policy);
            tenant.policies[policy.role] = std::move(policy);
            return;
        }
        case Part::schedules:
            return read_row(reader, json, tenant.schedules);
        case Part::requests:
            return read_row(reader, json, tenant.requests);
        case Part::mails:
            return read_row(reader, json, tenant.mails);
        case Part::audit:
            return read_row(reader, json, tenant.audit);
        case Part::commands:
            return read_row(reader, json, tenant.commands);
        case Part::alerts: {
            Alert alert;
            reader.read(json, alert);
            tenant.alerts[static_cast<std::size_t>(alert.result.alert)] = std::move(alert);
            return;
        }
        case Part::origin:
            return reader.read(json, tenant.origin.emplace());
        case Part::originals:
            return read_row(reader, json, tenant.originals);
    }
}

}  // namespace

bool TenantWriter::write_row(std::string& out) {
    switch (static_cast<Part>(table_)) {
        case Part::tenant:
            if (row_++ > 0) return false;
            JsonWriter(out).write(tenant_);
            return true;
        case Part::users:
            return write_row_of(out, tenant_.users, row_);
        case Part::groups:
            return write_row_of(out, tenant_.groups, row_);
        case Part::service_principals:
            return write_row_of(out, tenant_.service_principals, row_);
        case Part::applications:
            return write_row_of(out, tenant_.applications, row_);
        case Part::administrative_units:
            return write_row_of(out, tenant_.administrative_units, row_);
        case Part::roles:
            return write_row_of(out, tenant_.roles, row_);
        case Part::policies: {
            const auto next =
                policy_ ? tenant_.policies.upper_bound(*policy_) : tenant_.policies.begin();
            if (next == tenant_.policies.end()) return false;
            policy_ = next->first;
            JsonWriter(out).write(next->second);
            return true;
        }
        case Part::schedules:
            return write_row_of(out, tenant_.schedules, row_);
        case Part::requests:
            return write_row_of(out, tenant_.requests, row_);
        case Part::mails:
            return write_row_of(out, tenant_.mails, row_);
        case Part::audit:
            return write_row_of(out, tenant_.audit, row_);
        case Part::commands:
            return write_row_of(out, tenant_.commands, row_);
        case Part::alerts:
            return write_row_of(out, tenant_.alerts, row_);
        case Part::origin:
            return write_row_of(out, tenant_.origin, row_);
        case Part::originals:
            return write_row_of(out, tenant_.originals, row_);
    }
    return false;
}

std::optional<std::string> TenantWriter::next(std::size_t size) {
    for (; table_ < part_names.size(); ++table_, row_ = 0) {
        std::string out = cat("{\"table\":\"", part_names[table_], "\",\"rows\":[");
        bool any = false;
        std::string row;
        while (out.size() < size) {
            row.clear();
            if (!write_row(row)) break;
            if (any) out += ',';
            out += row;
            any = true;
        }
        if (any) return out + "]}";
    }
    return std::nullopt;
}

Outcome<void> TenantReader::add(const Record& record) {
    const auto json = payload_of(record);
    if (!json) return tl::unexpected<Error>(json.error());
    JsonReader reader;
    const JsonValue* const table = reader.member(*json, "table");
    const JsonValue* const rows = reader.member(*json, "rows");
    if (table == nullptr || rows == nullptr) return failure(reader.problem());
    if (json->members.size() != 2) return failure("a rows record has a member that is not known");
    for (std::size_t part = 0; part < part_names.size(); ++part) {
        if (part_names[part] != table->text) continue;
        for (std::size_t index = 0; index < rows->items.size(); ++index) {
            reader.enter(cat(table->text, ".", index));
            read_row_of(reader, rows->items[index], static_cast<Part>(part), tenant_);
            reader.leave();
            if (reader.failed()) return failure(reader.problem());
        }
        return {};
    }
    return failure(cat("there is no table `", table->text, "`"));
}

Tenant TenantReader::take() {
    rebuild_derived(tenant_);
    return std::exchange(tenant_, Tenant{});
}

}  // namespace pim::storage
