#include "graph/permission.hpp"

#include "core/text.hpp"
#include "graph/json_writer.hpp"

namespace pim::graph {

namespace {

constexpr char end_of_least = '|';

/// Takes the next word off a list; empty at its end.
std::string_view next_word(std::string_view& list) {
    while (!list.empty() && list.front() == ' ') list.remove_prefix(1);
    const std::string_view word = list.substr(0, list.find(' '));
    list.remove_prefix(word.size());
    return word;
}

bool is_granted(std::string_view permission, const std::vector<std::string>& granted) {
    for (const std::string& name : granted) {
        if (equals_ignoring_case(name, permission)) return true;
    }
    return false;
}

std::string least_of(std::string_view list) {
    std::string names;
    list = list.substr(0, list.find(end_of_least));
    for (std::string_view word = next_word(list); !word.empty(); word = next_word(list)) {
        names += cat(names.empty() ? "" : ",", word);
    }
    return names;
}

bool concerns_role_group(const Command& command, const Tenant& tenant) {
    Guid id;
    if (const auto* save = std::get_if<SaveGroup>(&command)) {
        if (save->group.role_assignable) return true;
        id = save->group.id;
    }
    if (const auto* remove = std::get_if<DeleteObject>(&command)) id = remove->id;
    if (const auto* add = std::get_if<AddMember>(&command)) id = add->container;
    if (const auto* remove = std::get_if<RemoveMember>(&command)) id = remove->container;
    if (const auto* add = std::get_if<AddOwner>(&command)) id = add->group;
    if (const auto* remove = std::get_if<RemoveOwner>(&command)) id = remove->group;
    const Group* group = tenant.groups.find(id);
    return group != nullptr && group->role_assignable;
}

bool is_application(const Tenant& tenant, const Request& request) {
    return tenant.service_principals.find(request.caller) != nullptr;
}

}  // namespace

Guid authority_of(const Permissions& permissions, const Tenant& tenant, const Request& request) {
    const bool named = request.granted && !permissions.application.empty();
    return named && is_application(tenant, request) ? Guid{} : request.caller;
}

std::optional<Rejection> missing_for_role_group(const Command& command, const Tenant& tenant,
                                                const Request& request) {
    constexpr std::string_view needed = "RoleManagement.ReadWrite.Directory";
    const bool allowed = !request.granted || !is_application(tenant, request) ||
                         is_granted(needed, *request.granted);
    if (allowed || !concerns_role_group(command, tenant)) return std::nullopt;
    return insufficient_privileges();
}

std::optional<Rejection> missing_permission(const Permissions& permissions, const Tenant& tenant,
                                            const Request& request) {
    const std::string_view wanted =
        is_application(tenant, request) ? permissions.application : permissions.delegated;
    if (!request.granted || wanted.empty()) return std::nullopt;
    std::string_view rest = wanted;
    for (std::string_view word = next_word(rest); !word.empty(); word = next_word(rest)) {
        if (is_granted(word, *request.granted)) return std::nullopt;
    }
    if (!permissions.by_gateway) {
        return insufficient_privileges();
    }
    JsonWriter inner;
    inner.begin_object();
    inner.member("errorCode", "PermissionScopeNotGranted");
    inner.member("message", cat("Authorization failed due to missing permission scope ",
                                least_of(wanted), '.'));
    inner.end_object();
    return Rejection{403, "UnknownError", inner.take()};
}

}  // namespace pim::graph
