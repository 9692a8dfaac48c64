#include "core/access.hpp"
#include "core/deciding.hpp"
#include "core/ending.hpp"
#include "core/recipients.hpp"
#include "core/window.hpp"

namespace pim {

namespace {

Refusal bad(Rule rule, std::string limit, std::string asked, std::string help = {}) {
    return no(RefusalCode::bad_request,
              {rule, std::move(limit), std::move(asked), std::nullopt, std::move(help)});
}

Refusal not_found(const Guid& id) {
    return no(RefusalCode::resource_not_found,
              {Rule::object_exists, "", to_text(id), std::nullopt, "look it up again"});
}

MaybeRefusal check_directory_right(const Deciding& d, bool allowed) {
    if (allowed || !d.on(Rule::directory_right)) return std::nullopt;
    return no(RefusalCode::authorization_request_denied,
              {Rule::directory_right, "", "a caller without the role", std::nullopt,
               "activate the administrator's role first"});
}

MaybeRefusal check_name(const Deciding& d, const std::string& display_name) {
    if (!d.on(Rule::request_form)) return std::nullopt;
    if (is_blank(display_name)) return bad(Rule::request_form, "a display name", "none");
    if (display_name.size() > display_name_length_max) {
        return bad(Rule::request_form, cat(display_name_length_max, " bytes"),
                   cat(display_name.size(), " bytes"));
    }
    return std::nullopt;
}

/// Refuses an id that names another kind of object already.
MaybeRefusal check_id(const Deciding& d, const Guid& id, ObjectType wanted) {
    if (id.is_null() || !d.on(Rule::name_is_new)) return std::nullopt;
    const ObjectType present = object_type(d.tenant, id);
    if (present == ObjectType::none || present == wanted) return std::nullopt;
    return bad(Rule::name_is_new, "an id of its own", to_text(id));
}

Emit emitter(Deciding& d) {
    return [&d](EventBody body, std::vector<Notice> notices) {
        d.emit(std::move(body), std::move(notices));
    };
}

/// Gives a new object its id, and names the object as the command's subject.
void settle_id(Deciding& d, Guid& id) {
    if (id.is_null()) id = d.next_id();
    d.accepted.subject = id;
}

/// The running active rows of the schedules that end with an object.
std::vector<Guid> live_rows(const Deciding& d, const Guid& principal) {
    std::vector<Guid> rows;
    for (const Slot slot : slots_of(d.tenant.schedules_by_principal, principal)) {
        const Schedule& schedule = d.tenant.schedules.at(slot);
        if (schedule.live()) rows.push_back(schedule.id);
    }
    return rows;
}

void close_open_requests(Deciding& d, const Guid& principal) {
    for (const Slot slot : slots_of(d.tenant.requests_by_principal, principal)) {
        const Request& request = d.tenant.requests.at(slot);
        if (request.undecided()) d.emit(RequestClosed{request.id, RequestStatus::canceled});
    }
}

/// Ends the schedules once each: ending an eligibility has ended its activations already.
void end_rows(Deciding& d, const std::vector<Guid>& rows, EndReason reason) {
    for (const Guid& id : rows) {
        const Schedule& schedule = *d.tenant.schedules.find(id);
        const Schedule* behind = d.tenant.schedules.find(schedule.activated_using);
        bool with_eligibility = false;
        for (const Guid& other : rows) with_eligibility |= behind && behind->id == other;
        if (with_eligibility && behind->live()) continue;
        end_schedule(emitter(d), d.tenant, schedule, reason, {}, {}, d.context.switched_off);
    }
}

/// Activations that a member made of its group's eligibilities end with the membership.
std::vector<Guid> activations_through(const Deciding& d, const Guid& group, const Guid& member) {
    std::vector<Guid> rows;
    for (const Slot slot : slots_of(d.tenant.schedules_by_principal, group)) {
        const Schedule& eligibility = d.tenant.schedules.at(slot);
        for (const Slot used : slots_of(d.tenant.activations_by_eligibility, eligibility.id)) {
            const Schedule& activation = d.tenant.schedules.at(used);
            if (activation.principal == member) rows.push_back(activation.id);
        }
    }
    return rows;
}

/// The group's active rows, when the member is its last: nobody would hold the role through it.
std::vector<Guid> rows_left_empty(const Deciding& d, const Group& group, const Guid& member) {
    if (group.members.size() > 1 || group.members.count(member) == 0) return {};
    return live_rows(d, group.id);
}

/// The deleted object's own rows, and those of groups that it leaves empty.
std::vector<Guid> rows_lost_with(const Deciding& d, const Guid& object, std::vector<Guid> rows) {
    const auto groups = d.tenant.groups_by_member.find(object);
    if (groups == d.tenant.groups_by_member.end()) return rows;
    for (const Guid& id : groups->second) {
        for (const Guid& row : rows_left_empty(d, *d.tenant.groups.find(id), object)) {
            rows.push_back(row);
        }
    }
    return rows;
}

std::size_t count_role_assignable(const Tenant& tenant) {
    std::size_t count = 0;
    tenant.groups.each([&](const Group& group) { count += group.role_assignable ? 1 : 0; });
    return count;
}

}  // namespace

MaybeRefusal decide_user(Deciding& d, const SaveUser& c) {
    if (MaybeRefusal refusal = check_directory_right(d, administers_users(d.tenant, d.caller()))) {
        return refusal;
    }
    User user = c.user;
    if (MaybeRefusal refusal = check_name(d, user.display_name)) return refusal;
    if (MaybeRefusal refusal = check_id(d, user.id, ObjectType::user)) return refusal;
    const auto named = d.tenant.user_by_name.find(to_lower(user.user_principal_name));
    if (named != d.tenant.user_by_name.end() && named->second != user.id &&
        d.on(Rule::name_is_new)) {
        return bad(Rule::name_is_new, "a user principal name of its own", user.user_principal_name);
    }
    if (user.user_principal_name.find('@') == std::string::npos && d.on(Rule::request_form)) {
        return bad(Rule::request_form, "a user principal name with @", user.user_principal_name);
    }
    settle_id(d, user.id);
    d.emit(UserSaved{user});
    return std::nullopt;
}

MaybeRefusal decide_group(Deciding& d, const SaveGroup& c) {
    Group group = c.group;
    group.members.clear();
    if (MaybeRefusal refusal = check_directory_right(
            d, administers_group(d.tenant, d.caller(), group.role_assignable))) {
        return refusal;
    }
    if (MaybeRefusal refusal = check_name(d, group.display_name)) return refusal;
    if (MaybeRefusal refusal = check_id(d, group.id, ObjectType::group)) return refusal;
    const Group* before = d.tenant.groups.find(group.id);
    if (before && before->role_assignable != group.role_assignable && d.on(Rule::request_form)) {
        return bad(Rule::request_form, "isAssignableToRole as at creation", "another value",
                   "create another group");
    }
    if (!before && group.role_assignable && d.on(Rule::request_form) &&
        count_role_assignable(d.tenant) >= role_assignable_groups_max) {
        return bad(Rule::request_form, cat(role_assignable_groups_max, " role-assignable groups"),
                   "one more");
    }
    settle_id(d, group.id);
    d.emit(GroupSaved{group});
    return std::nullopt;
}

MaybeRefusal decide_service_principal(Deciding& d, const SaveServicePrincipal& c) {
    if (MaybeRefusal refusal =
            check_directory_right(d, administers_applications(d.tenant, d.caller()))) {
        return refusal;
    }
    ServicePrincipal row = c.service_principal;
    if (MaybeRefusal refusal = check_name(d, row.display_name)) return refusal;
    if (MaybeRefusal refusal = check_id(d, row.id, ObjectType::service_principal)) return refusal;
    settle_id(d, row.id);
    if (row.app_id.is_null()) row.app_id = d.next_id();
    d.emit(ServicePrincipalSaved{row});
    return std::nullopt;
}

MaybeRefusal decide_application(Deciding& d, const SaveApplication& c) {
    if (MaybeRefusal refusal =
            check_directory_right(d, administers_applications(d.tenant, d.caller()))) {
        return refusal;
    }
    Application row = c.application;
    if (MaybeRefusal refusal = check_name(d, row.display_name)) return refusal;
    if (MaybeRefusal refusal = check_id(d, row.id, ObjectType::application)) return refusal;
    settle_id(d, row.id);
    if (row.app_id.is_null()) row.app_id = d.next_id();
    d.emit(ApplicationSaved{row});
    return std::nullopt;
}

MaybeRefusal decide_unit(Deciding& d, const SaveAdministrativeUnit& c) {
    if (MaybeRefusal refusal = check_directory_right(d, administers_units(d.tenant, d.caller()))) {
        return refusal;
    }
    AdministrativeUnit row = c.administrative_unit;
    row.members.clear();
    if (MaybeRefusal refusal = check_name(d, row.display_name)) return refusal;
    if (MaybeRefusal refusal = check_id(d, row.id, ObjectType::administrative_unit)) return refusal;
    settle_id(d, row.id);
    d.emit(AdministrativeUnitSaved{row});
    return std::nullopt;
}

MaybeRefusal decide_delete(Deciding& d, const DeleteObject& c) {
    const ObjectType type = object_type(d.tenant, c.id);
    if (type == ObjectType::none) {
        if (d.on(Rule::object_exists)) return not_found(c.id);
        return std::nullopt;
    }
    const Group* group = d.tenant.groups.find(c.id);
    bool allowed = false;
    switch (type) {
        case ObjectType::user:
            allowed = administers_users(d.tenant, d.caller());
            break;
        case ObjectType::group:
            allowed = administers_group(d.tenant, d.caller(), group->role_assignable);
            break;
        case ObjectType::administrative_unit:
            allowed = administers_units(d.tenant, d.caller());
            break;
        default:
            allowed = administers_applications(d.tenant, d.caller());
    }
    if (MaybeRefusal refusal = check_directory_right(d, allowed)) return refusal;
    const std::vector<Guid> rows = live_rows(d, c.id);
    if (MaybeRefusal refusal = check_last_administrator(d, rows_lost_with(d, c.id, rows))) {
        return refusal;
    }
    d.accepted.subject = c.id;
    close_open_requests(d, c.id);
    end_rows(d, rows, EndReason::principal_deleted);
    if (const auto groups = d.tenant.groups_by_member.find(c.id);
        groups != d.tenant.groups_by_member.end()) {
        for (const Guid& container : groups->second) d.emit(MemberRemoved{container, c.id});
    }
    d.tenant.administrative_units.each([&](const AdministrativeUnit& unit) {
        if (unit.members.count(c.id) != 0) d.emit(MemberRemoved{unit.id, c.id});
    });
    d.emit(ObjectDeleted{c.id});
    return std::nullopt;
}

MaybeRefusal decide_add_member(Deciding& d, const AddMember& c) {
    const Group* group = d.tenant.groups.find(c.container);
    const AdministrativeUnit* unit = d.tenant.administrative_units.find(c.container);
    if (!group && !unit) return not_found(c.container);
    const bool allowed = group ? administers_group(d.tenant, d.caller(), group->role_assignable)
                               : administers_units(d.tenant, d.caller());
    if (MaybeRefusal refusal = check_directory_right(d, allowed)) return refusal;
    const ObjectType type = object_type(d.tenant, c.member);
    if (type == ObjectType::none && d.on(Rule::object_exists)) return not_found(c.member);
    const bool fits = group ? type == ObjectType::user || type == ObjectType::service_principal
                            : type == ObjectType::user || type == ObjectType::group;
    if (!fits && d.on(Rule::group_may_hold_members)) {
        return bad(Rule::group_may_hold_members,
                   group ? "users and service principals" : "users and groups",
                   std::string(name(type)));
    }
    d.accepted.subject = c.container;
    const std::set<Guid>& members = group ? group->members : unit->members;
    if (members.count(c.member) == 0) d.emit(MemberAdded{c.container, c.member});
    return std::nullopt;
}

MaybeRefusal decide_remove_member(Deciding& d, const RemoveMember& c) {
    const Group* group = d.tenant.groups.find(c.container);
    const AdministrativeUnit* unit = d.tenant.administrative_units.find(c.container);
    if (!group && !unit) return not_found(c.container);
    const bool allowed = group ? administers_group(d.tenant, d.caller(), group->role_assignable)
                               : administers_units(d.tenant, d.caller());
    if (MaybeRefusal refusal = check_directory_right(d, allowed)) return refusal;
    const std::set<Guid>& members = group ? group->members : unit->members;
    if (members.count(c.member) == 0) return not_found(c.member);
    if (group) {
        std::vector<Guid> lost = rows_left_empty(d, *group, c.member);
        for (const Guid& id : activations_through(d, c.container, c.member)) lost.push_back(id);
        if (MaybeRefusal refusal = check_last_administrator(d, std::move(lost))) return refusal;
    }
    d.accepted.subject = c.container;
    d.emit(MemberRemoved{c.container, c.member});
    if (group) {
        for (const Guid& id : activations_through(d, c.container, c.member)) {
            end_schedule(
                emitter(d), d.tenant, *d.tenant.schedules.find(id), EndReason::eligibility_ended,
                {notice_to(d.tenant, c.member, MailKind::activation_ended, Because::requester)}, {},
                d.context.switched_off);
        }
    }
    return std::nullopt;
}

MaybeRefusal decide_sign_in(Deciding& d, const SignIn& c) {
    if (!d.tenant.users.find(c.user)) return not_found(c.user);
    d.accepted.subject = c.user;
    d.emit(SignedIn{c.user, false, {}});
    return std::nullopt;
}

MaybeRefusal decide_mfa(Deciding& d, const CompleteMfa& c) {
    const User* user = d.tenant.users.find(c.user);
    if (!user) return not_found(c.user);
    std::vector<std::string> contexts = user->authentication_contexts;
    if (!c.context.empty()) contexts.push_back(c.context);
    d.accepted.subject = c.user;
    d.emit(SignedIn{c.user, true, std::move(contexts)});
    return std::nullopt;
}

MaybeRefusal decide_role(Deciding& d, const SaveRole& c) {
    if (MaybeRefusal refusal = check_directory_right(d, administers_roles(d.tenant, d.caller()))) {
        return refusal;
    }
    RoleDefinition role = c.role;
    if (MaybeRefusal refusal = check_name(d, role.display_name)) return refusal;
    const RoleDefinition* before = d.tenant.roles.find(role.id);
    if (before && before->built_in && d.on(Rule::built_in_role)) {
        return bad(Rule::built_in_role, "a custom role", before->display_name);
    }
    settle_id(d, role.id);
    role.built_in = false;
    d.emit(RoleDefinitionSaved{role});
    return std::nullopt;
}

MaybeRefusal decide_delete_role(Deciding& d, const DeleteRole& c) {
    if (MaybeRefusal refusal = check_directory_right(d, administers_roles(d.tenant, d.caller()))) {
        return refusal;
    }
    const RoleDefinition* role = d.tenant.roles.find(c.id);
    if (!role) return not_found(c.id);
    if (role->built_in && d.on(Rule::built_in_role)) {
        return bad(Rule::built_in_role, "a custom role", role->display_name);
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
