#include "graph/instance_id.hpp"

#include "core/text.hpp"

namespace pim::graph {

namespace {

constexpr std::string_view base64url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

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

std::string encode(std::string_view bytes) {
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = (held << 8) | static_cast<unsigned char>(c);
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            out += base64url[(held >> bits) & 63];
        }
    }
    if (bits > 0) out += base64url[(held << (6 - bits)) & 63];
    return out;
}

}  // namespace

std::string instance_id(const Schedule& schedule) {
    std::string bytes;
    append_guid(bytes, schedule.role);
    append_guid(bytes, schedule.principal);
    if (schedule.scope.type != ScopeType::tenant) append_guid(bytes, schedule.scope.id);
    std::string id = encode(bytes);
    id += schedule.scope.type == ScopeType::administrative_unit ? "-2" : "-1";
    if (schedule.kind == AssignmentKind::eligible) id += "-e";
    return id;
}

std::string policy_id(const Tenant& tenant, const Guid& role) {
    return cat("DirectoryRole_", to_text(tenant.id), '_', to_text(derive_guid(tenant.id, role, 0)));
}

Guid role_of_policy(const Tenant& tenant, std::string_view id) {
    Guid found;
    tenant.roles.each([&](const RoleDefinition& role) {
        if (found.is_null() && equals_ignoring_case(policy_id(tenant, role.id), id)) {
            found = role.id;
        }
    });
    return found;
}

}  // namespace pim::graph
