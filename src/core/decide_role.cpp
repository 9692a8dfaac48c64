#include "core/access.hpp"
#include "core/directory_checks.hpp"

namespace pim {

MaybeRefusal decide_role(Deciding& d, const SaveRole& c) {
    if (MaybeRefusal refusal =
            check_directory_right(d, administers_roles(d.tenant, d.authority()))) {
        return refusal;
    }
    RoleDefinition role = c.role;
    if (MaybeRefusal refusal = check_name(d, role.display_name)) return refusal;
    const RoleDefinition* before = d.tenant.roles.find(role.id);
    if (before && before->built_in && d.on(Rule::built_in_role)) {
        return bad_request(Rule::built_in_role, "a custom role", before->display_name);
    }
    settle_id(d, role.id);
    role.built_in = false;
    d.emit(RoleDefinitionSaved{role});
    return std::nullopt;
}

MaybeRefusal decide_delete_role(Deciding& d, const DeleteRole& c) {
    if (MaybeRefusal refusal =
            check_directory_right(d, administers_roles(d.tenant, d.authority()))) {
        return refusal;
    }
    const RoleDefinition* role = d.tenant.roles.find(c.id);
    if (!role) return object_not_found(c.id);
    if (role->built_in && d.on(Rule::built_in_role)) {
        return bad_request(Rule::built_in_role, "a custom role", role->display_name);
    }
    d.accepted.subject = c.id;
    std::vector<Guid> rows;
    for (const Slot slot : slots_of(d.tenant.schedules_by_role, c.id)) {
        const Schedule& schedule = d.tenant.schedules.at(slot);
        if (schedule.live()) rows.push_back(schedule.id);
    }
    for (const Slot slot : d.tenant.open_requests) {
        const Request& request = d.tenant.requests.at(slot);
        if (request.role == c.id && request.undecided()) {
            d.emit(RequestClosed{request.id, RequestStatus::canceled});
        }
    }
    end_rows(d, rows, EndReason::role_deleted);
    d.emit(RoleDefinitionDeleted{c.id});
    return std::nullopt;
}

}  // namespace pim
