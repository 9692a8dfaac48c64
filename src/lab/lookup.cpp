#include "lab/lookup.hpp"

#include "core/digest.hpp"
#include "core/text.hpp"

namespace pim::lab {

namespace {

/// "pimlab" in bytes: keeps these ids apart from those that commands make.
constexpr Guid lab_namespace{0x70696d6c61620000ULL, 0};

Guid hashed(std::string_view text) {
    const Digest digest = sha256(text);
    Guid guid;
    for (std::size_t i = 0; i < 8; ++i) guid.high = (guid.high << 8) | digest[i];
    for (std::size_t i = 8; i < 16; ++i) guid.low = (guid.low << 8) | digest[i];
    return derive_guid(lab_namespace, guid, 0);
}

std::string compact(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != ' ') out += c;
    }
    return to_lower(out);
}

/// The user whose user principal name is the name, or has it in front of the `@`.
std::optional<Guid> find_user(const Tenant& tenant, std::string_view name) {
    const std::string key = to_lower(name);
    const auto exact = tenant.user_by_name.find(key);
    if (exact != tenant.user_by_name.end()) return exact->second;
    const std::string local = key + "@";
    const auto at = tenant.user_by_name.lower_bound(local);
    if (at == tenant.user_by_name.end() || at->first.compare(0, local.size(), local) != 0) {
        return std::nullopt;
    }
    return at->second;
}

}  // namespace

Guid stable_id(ObjectType type, std::string_view name) {
    return hashed(cat(pim::name(type), " ", name));
}

Guid stable_role_id(std::string_view name) {
    return hashed(cat("role ", name));
}

std::optional<Guid> Lookup::object(const Tenant& tenant, std::string_view name) const {
    if (!name.empty() && name.front() == '#') name.remove_prefix(1);
    const auto declared = declared_.find(name);
    if (declared != declared_.end()) return declared->second;
    if (const std::optional<Guid> id = parse_guid(name)) return id;
    if (const std::optional<Guid> user = find_user(tenant, name)) return user;
    constexpr std::array<ObjectType, 5> types = {
        ObjectType::user, ObjectType::group, ObjectType::service_principal, ObjectType::application,
        ObjectType::administrative_unit};
    for (const ObjectType type : types) {
        const Guid id = stable_id(type, name);
        if (object_type(tenant, id) == type) return id;
    }
    return std::nullopt;
}

std::optional<Guid> Lookup::role(const Tenant& tenant, std::string_view name) const {
    const auto declared = declared_.find(cat("role ", name));
    if (declared != declared_.end()) return declared->second;
    if (const std::optional<Guid> id = parse_guid(name)) return id;
    const std::string wanted = compact(name);
    std::optional<Guid> found;
    tenant.roles.each([&](const RoleDefinition& role) {
        if (compact(role.display_name) == wanted) found = role.id;
    });
    if (!found && tenant.roles.find(stable_role_id(name)) != nullptr) found = stable_role_id(name);
    return found;
}

std::string not_known(std::string_view kind, std::string_view name) {
    return cat("the ", kind, " `", name, "` is not known here");
}

std::optional<Scope> Lookup::scope(const Tenant& tenant, std::string_view name) const {
    if (!name.empty() && name.front() == '/') return parse_scope(name);
    const std::optional<Guid> id = object(tenant, name);
    if (!id) return std::nullopt;
    const bool unit = object_type(tenant, *id) == ObjectType::administrative_unit;
    return Scope{unit ? ScopeType::administrative_unit : ScopeType::object, *id};
}

}  // namespace pim::lab
