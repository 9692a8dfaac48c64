#include "graph/instance_id.hpp"

#include "core/text.hpp"
#include "graph/base64url.hpp"

namespace pim::graph {

namespace {

/// Appends `count` bytes of a number, lowest first.
void append_low_first(std::string& out, std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i) out += static_cast<char>((value >> (8 * i)) & 0xff);
}

/// The first three fields of a GUID are stored lowest byte first, the rest as written.
void append_guid(std::string& out, const Guid& guid) {
    append_low_first(out, guid.high >> 32, 4);
    append_low_first(out, guid.high >> 16, 2);
    append_low_first(out, guid.high, 2);
    for (int i = 7; i >= 0; --i) out += static_cast<char>((guid.low >> (8 * i)) & 0xff);
}

std::uint64_t low_first(std::string_view bytes, std::size_t from, int count) {
    std::uint64_t value = 0;
    for (int i = count - 1; i >= 0; --i) {
        value =
            (value << 8) | static_cast<unsigned char>(bytes[from + static_cast<std::size_t>(i)]);
    }
    return value;
}

Guid guid_at(std::string_view bytes, std::size_t from) {
    Guid guid;
    guid.high = (low_first(bytes, from, 4) << 32) | (low_first(bytes, from + 4, 2) << 16) |
                low_first(bytes, from + 6, 2);
    for (std::size_t i = 8; i < 16; ++i) {
        guid.low = (guid.low << 8) | static_cast<unsigned char>(bytes[from + i]);
    }
    return guid;
}

constexpr std::size_t guid_bytes = 16;
constexpr std::size_t guid_digits_of_two = 43;    ///< base64url of two GUIDs
constexpr std::size_t guid_digits_of_three = 64;  ///< and of three

std::string_view after_last_underscore(std::string_view id) {
    return id.substr(id.rfind('_') + 1);
}

}  // namespace

std::string instance_id(const Schedule& schedule) {
    std::string bytes;
    append_guid(bytes, schedule.role);
    append_guid(bytes, schedule.principal);
    if (schedule.scope.type != ScopeType::tenant) append_guid(bytes, schedule.scope.id);
    std::string id = encode_base64url(bytes);
    id += schedule.scope.type == ScopeType::administrative_unit ? "-2" : "-1";
    if (schedule.kind == AssignmentKind::eligible) id += "-e";
    return id;
}

std::optional<Guid> principal_of_instance(std::string_view id) {
    for (const std::size_t digits : {guid_digits_of_two, guid_digits_of_three}) {
        // The digits may hold a dash themselves; behind them one begins the suffix.
        if (id.size() <= digits || id[digits] != '-') continue;
        const auto bytes = decode_base64url(id.substr(0, digits));
        if (bytes && bytes->size() >= 2 * guid_bytes) return guid_at(*bytes, guid_bytes);
    }
    return std::nullopt;
}

std::string policy_id(const Tenant& tenant, const Guid& role) {
    return cat("DirectoryRole_", to_text(tenant.id), '_',
               to_text(alias_of_role(tenant.id, role, RoleAlias::settings)));
}

Guid role_of_policy(const Tenant& tenant, std::string_view id) {
    const auto guid = parse_guid(after_last_underscore(id));
    const RoleDefinition* role = guid ? role_of_alias(tenant, *guid, RoleAlias::settings) : nullptr;
    const bool known = role != nullptr && equals_ignoring_case(policy_id(tenant, role->id), id);
    return known ? role->id : Guid{};
}

std::string policy_assignment_id(const Tenant& tenant, const Guid& role) {
    return cat(policy_id(tenant, role), '_', to_text(role));
}

Guid role_of_policy_assignment(const Tenant& tenant, std::string_view id) {
    const auto role = parse_guid(after_last_underscore(id));
    const bool known = role && equals_ignoring_case(policy_assignment_id(tenant, *role), id);
    return known ? *role : Guid{};
}

}  // namespace pim::graph
