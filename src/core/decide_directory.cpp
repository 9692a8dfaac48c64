#include <set>
#include <utility>

#include "core/access.hpp"
#include "core/directory_checks.hpp"

namespace pim {

namespace {

/// A service principal and an application registration are saved alike: both carry an app id, a
/// new one where the command names none.
template <class Saved, class Row>
MaybeRefusal decide_registration(Deciding& d, Row row, ObjectType type) {
    if (MaybeRefusal refusal =
            check_directory_right(d, administers_applications(d.tenant, d.authority()))) {
        return refusal;
    }
    if (MaybeRefusal refusal = check_name(d, row.display_name)) return refusal;
    if (MaybeRefusal refusal = check_id(d, row.id, type)) return refusal;
    settle_id(d, row.id);
    if (row.app_id.is_null()) row.app_id = d.next_id();
    d.emit(Saved{std::move(row)});
    return std::nullopt;
}

/// Adds those whom a new group begins with, its members or its owners, by the event for one.
template <class Added>
MaybeRefusal add_first(Deciding& d, const Guid& group, std::string_view what,
                       const std::set<Guid>& objects) {
    if (objects.size() > first_members_max && d.on(Rule::request_form)) {
        return bad_request(Rule::request_form,
                           cat("a new group with ", first_members_max, ' ', what),
                           cat(objects.size()), "add the others afterwards");
    }
    for (const Guid& object : objects) {
        if (MaybeRefusal refusal = check_member_of(d, ObjectType::group, object)) return refusal;
        d.emit(Added{group, object});
    }
    return std::nullopt;
}

}  // namespace

MaybeRefusal decide_user(Deciding& d, const SaveUser& c) {
    if (MaybeRefusal refusal =
            check_directory_right(d, administers_user(d.tenant, d.authority(), c.user.id))) {
        return refusal;
    }
    User user = c.user;
    if (MaybeRefusal refusal = check_name(d, user.display_name)) return refusal;
    if (MaybeRefusal refusal = check_id(d, user.id, ObjectType::user)) return refusal;
    const auto named = d.tenant.user_by_name.find(to_lower(user.user_principal_name));
    if (named != d.tenant.user_by_name.end() && named->second != user.id &&
        d.on(Rule::name_is_new)) {
        return bad_request(Rule::name_is_new, "a user principal name of its own",
                           user.user_principal_name);
    }
    if (user.user_principal_name.find('@') == std::string::npos && d.on(Rule::request_form)) {
        return bad_request(Rule::request_form, "a user principal name with @",
                           user.user_principal_name);
    }
    for (std::size_t i = 0; i < profile_text_count; ++i) {
        const auto which = static_cast<ProfileText>(i);
        const std::string& text = user.profile.text(which);
        if (MaybeRefusal refusal = check_length(d, name(which), text, length_max(which))) {
            return refusal;
        }
    }
    settle_id(d, user.id);
    d.emit(UserSaved{user});
    return std::nullopt;
}

MaybeRefusal decide_group(Deciding& d, const SaveGroup& c) {
    Group group = c.group;
    const std::set<Guid> first_members = std::exchange(group.members, {});
    const std::set<Guid> first_owners = std::exchange(group.owners, {});
    if (MaybeRefusal refusal = check_directory_right(
            d, administers_group(d.tenant, d.authority(), group.role_assignable, group.id))) {
        return refusal;
    }
    if (MaybeRefusal refusal = check_name(d, group.display_name)) return refusal;
    if (MaybeRefusal refusal = check_id(d, group.id, ObjectType::group)) return refusal;
    if (MaybeRefusal refusal =
            check_length(d, "description", group.description, description_length_max)) {
        return refusal;
    }
    if (MaybeRefusal refusal =
            check_length(d, "mailNickname", group.mail_nickname, mail_nickname_length_max)) {
        return refusal;
    }
    const Group* before = d.tenant.groups.find(group.id);
    if (before && before->role_assignable != group.role_assignable && d.on(Rule::request_form)) {
        return bad_request(Rule::request_form, "isAssignableToRole as at creation", "another value",
                           "create another group");
    }
    if (!before && group.role_assignable && d.on(Rule::request_form) &&
        d.tenant.role_assignable_groups >= role_assignable_groups_max) {
        return bad_request(Rule::request_form,
                           cat(role_assignable_groups_max, " role-assignable groups"), "one more");
    }
    settle_id(d, group.id);
    d.emit(GroupSaved{group});
    if (before) return std::nullopt;
    MaybeRefusal refusal = add_first<OwnerAdded>(d, group.id, "owners", first_owners);
    return refusal ? refusal : add_first<MemberAdded>(d, group.id, "members", first_members);
}

MaybeRefusal decide_service_principal(Deciding& d, const SaveServicePrincipal& c) {
    return decide_registration<ServicePrincipalSaved>(d, c.service_principal,
                                                      ObjectType::service_principal);
}

MaybeRefusal decide_application(Deciding& d, const SaveApplication& c) {
    return decide_registration<ApplicationSaved>(d, c.application, ObjectType::application);
}

MaybeRefusal decide_unit(Deciding& d, const SaveAdministrativeUnit& c) {
    if (MaybeRefusal refusal =
            check_directory_right(d, administers_units(d.tenant, d.authority()))) {
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

MaybeRefusal decide_sign_in(Deciding& d, const SignIn& c) {
    if (!d.tenant.users.find(c.user)) return object_not_found(c.user);
    d.accepted.subject = c.user;
    d.emit(SignedIn{c.user, false, {}});
    return std::nullopt;
}

MaybeRefusal decide_mfa(Deciding& d, const CompleteMfa& c) {
    const User* user = d.tenant.users.find(c.user);
    if (!user) return object_not_found(c.user);
    std::vector<std::string> contexts = user->authentication_contexts;
    if (!c.context.empty()) contexts.push_back(c.context);
    d.accepted.subject = c.user;
    d.emit(SignedIn{c.user, true, std::move(contexts)});
    return std::nullopt;
}

}  // namespace pim
