#include "lab/check.hpp"

#include "core/access.hpp"
#include "core/advance.hpp"
#include "core/text.hpp"
#include "core/view.hpp"

namespace pim::lab {

namespace {

using Problem = std::optional<std::string>;

std::string describe_row(const Tenant& tenant, const AssignmentRow& row) {
    const Schedule& schedule = *row.schedule;
    return cat(name(schedule.kind), " ", name(schedule.type), " ", name(schedule.state), " ",
               name(row.member), " at ", display_name(tenant, schedule.scope), " from ",
               to_text(schedule.start), " until ",
               schedule.end ? to_text(*schedule.end) : std::string("ever"));
}

bool is_state(const Schedule& schedule, std::string_view state) {
    if (state == "expired" || state == "unlisted") return !schedule.live();
    if (state == "none") return schedule.live();
    if (state == "scheduled") return schedule.state == ScheduleState::scheduled;
    if (!schedule.running()) return false;
    if (state == "eligible" || state == "ineligible") {
        return schedule.kind == AssignmentKind::eligible;
    }
    if (schedule.kind != AssignmentKind::active) return false;
    if (state == "assigned") return schedule.type == AssignmentType::assigned;
    if (state == "activated") return schedule.type == AssignmentType::activated;
    return true;
}

bool is_negative(std::string_view state) {
    return state == "none" || state == "inactive" || state == "ineligible" || state == "unlisted";
}

/// Every row of the principal and role: those in force or to come, and those that expired.
std::vector<AssignmentRow> rows_of(const Shown& shown, const Guid& principal, const Guid& role,
                                   const std::optional<Scope>& scope) {
    std::vector<AssignmentRow> rows;
    for (const AssignmentKind kind : {AssignmentKind::eligible, AssignmentKind::active}) {
        for (const bool expired : {false, true}) {
            for (const AssignmentRow& row : expired
                                                ? expired_of(shown.tenant, principal, kind)
                                                : assignments_of(shown.tenant, principal, kind)) {
                if (row.schedule->role != role) continue;
                if (scope && row.schedule->scope != *scope) continue;
                rows.push_back(row);
            }
        }
    }
    return rows;
}

Problem check_expect(const Operation& operation, const Shown& shown) {
    const std::optional<Guid> principal =
        shown.lookup.object(shown.tenant, operation.names[0].text);
    if (!principal) return not_known("name", operation.names[0].text);
    const std::optional<Guid> role = shown.lookup.role(shown.tenant, operation.names[1].text);
    if (!role) return not_known("role", operation.names[1].text);
    std::optional<Scope> scope;
    if (const Option* option = operation.option("scope")) {
        scope = shown.lookup.scope(shown.tenant, option->value);
        if (!scope) return not_known("scope", option->value);
    }
    std::optional<Guid> via;
    if (const Option* option = operation.option("via")) {
        via = shown.lookup.object(shown.tenant, option->value);
        if (!via) return not_known("group", option->value);
    }
    const std::string& state = operation.names[2].text;
    std::string seen;
    for (const AssignmentRow& row : rows_of(shown, *principal, *role, scope)) {
        seen += cat(seen.empty() ? "" : "; ", describe_row(shown.tenant, row));
        if (!is_state(*row.schedule, state)) continue;
        if (via && row.via_group != *via) continue;
        if (check_window(operation.from, operation.until, operation.permanent, row.schedule->start,
                         row.schedule->end, shown.now)) {
            continue;
        }
        if (is_negative(state)) return cat("there is ", describe_row(shown.tenant, row));
        return std::nullopt;
    }
    if (is_negative(state)) return std::nullopt;
    return cat("no such row; there is ", seen.empty() ? std::string("none") : seen);
}

Problem check_right(const Operation& operation, const Shown& shown) {
    const std::optional<Guid> principal =
        shown.lookup.object(shown.tenant, operation.names[0].text);
    if (!principal) return not_known("name", operation.names[0].text);
    const std::string& right = operation.names[1].text;
    bool has = false;
    if (right == "roles") has = administers_roles(shown.tenant, *principal);
    if (right == "reads") has = reads_roles(shown.tenant, *principal);
    if (right == "alerts") has = reads_alerts(shown.tenant, *principal);
    if (right == "users") has = administers_users(shown.tenant, *principal);
    if (right == "groups") has = administers_group(shown.tenant, *principal, false);
    if (right == "assignable-groups") has = administers_group(shown.tenant, *principal, true);
    if (right == "applications") has = administers_applications(shown.tenant, *principal);
    if (right == "units") has = administers_units(shown.tenant, *principal);
    if (has == (operation.verb == Verb::right)) return std::nullopt;
    return has ? "the right is there" : "the right is missing";
}

Problem check_tab(const Operation& operation, const Shown& shown) {
    const std::optional<Guid> role = shown.lookup.role(shown.tenant, operation.names[1].text);
    if (!role) return not_known("role", operation.names[1].text);
    const std::string& word = operation.names[0].text;
    const AssignmentTab tab = word == "eligible" ? AssignmentTab::eligible
                              : word == "active" ? AssignmentTab::active
                                                 : AssignmentTab::expired;
    const std::size_t count = assignments_of_role(shown.tenant, *role, tab).size();
    if (to_text(static_cast<std::int64_t>(count)) == operation.names[2].text) return std::nullopt;
    return cat("the tab has ", count, " rows");
}

Problem check_both_ways(const Operation& operation, const Shown& shown) {
    const std::optional<Guid> principal =
        shown.lookup.object(shown.tenant, operation.names[0].text);
    if (!principal) return not_known("name", operation.names[0].text);
    const std::optional<Guid> role = shown.lookup.role(shown.tenant, operation.names[1].text);
    if (!role) return not_known("role", operation.names[1].text);
    const bool both = group_held_both_ways(shown.tenant, *principal, *role,
                                           operation.flag("in-pim"), operation.flag("outside"));
    if (both == (operation.names[2].text == "yes")) return std::nullopt;
    return both ? "the group would hold the role both ways" : "it does not hold the role both ways";
}

Problem check_last_sign_in(const Operation& operation, const Shown& shown) {
    const std::optional<Guid> id = shown.lookup.object(shown.tenant, operation.names[0].text);
    const User* user = id ? shown.tenant.users.find(*id) : nullptr;
    if (user == nullptr) return not_known("user", operation.names[0].text);
    const Instant wanted = resolve(*parse_moment(operation.names[1].text), shown.now);
    if (user->last_sign_in == wanted) return std::nullopt;
    return cat("the last sign-in was at ",
               user->last_sign_in ? to_text(*user->last_sign_in) : std::string("no time"));
}

Problem check_roles(const Operation& operation, const Shown& shown) {
    std::int64_t count = 0;
    shown.tenant.roles.each([&](const RoleDefinition& role) {
        if (role.built_in == (operation.names[0].text == "built-in")) ++count;
    });
    if (to_text(count) == operation.names[1].text) return std::nullopt;
    return cat("there are ", count);
}

Problem check_role_is(const Operation& operation, const Shown& shown) {
    const std::optional<Guid> id = shown.lookup.role(shown.tenant, operation.names[0].text);
    const RoleDefinition* role = id ? shown.tenant.roles.find(*id) : nullptr;
    if (role == nullptr) return not_known("role", operation.names[0].text);
    const std::string& word = operation.names[1].text;
    const bool holds = word == "privileged" ? role->privileged
                       : word == "ordinary" ? !role->privileged
                       : word == "built-in" ? role->built_in
                                            : !role->built_in;
    if (holds) return std::nullopt;
    return cat("the role is not ", word);
}

Problem check_next(const Operation& operation, const Shown& shown) {
    const Instant wanted = resolve(*parse_moment(operation.names[0].text), shown.now);
    const std::optional<Instant> due = next_due(shown.tenant);
    if (due && *due == wanted) return std::nullopt;
    return cat("next is ", due ? to_text(*due) : std::string("nothing"), ", not ", to_text(wanted));
}

}  // namespace

Problem check_window(const std::optional<Moment>& from, const std::optional<Moment>& until,
                     bool permanent, std::optional<Instant> start, std::optional<Instant> end,
                     Instant now) {
    if (from && (!start || *start != resolve(*from, now))) {
        return cat("it starts at ", start ? to_text(*start) : std::string("no time"), ", not ",
                   to_text(resolve(*from, now)));
    }
    if (until && (!end || *end != resolve(*until, now))) {
        return cat("it ends at ", end ? to_text(*end) : std::string("no time"), ", not ",
                   to_text(resolve(*until, now)));
    }
    if (permanent && end) return cat("it ends at ", to_text(*end), ", not never");
    return std::nullopt;
}

Problem check(const Operation& operation, const Shown& shown) {
    switch (operation.verb) {
        case Verb::expect:
            return check_expect(operation, shown);
        case Verb::mail:
        case Verb::no_mail:
        case Verb::mail_count:
        case Verb::unread:
            return check_mail(operation, shown);
        case Verb::audit:
        case Verb::no_audit:
        case Verb::drawn:
            return check_audit(operation, shown);
        case Verb::pending:
        case Verb::approvals:
        case Verb::decisions:
        case Verb::request:
        case Verb::requested:
            return check_request(operation, shown);
        case Verb::alert:
        case Verb::incident:
        case Verb::severity:
            return check_alert(operation, shown);
        case Verb::settings:
        case Verb::warning:
        case Verb::no_warning:
        case Verb::outlook:
            return check_settings(operation, shown);
        case Verb::both_ways:
            return check_both_ways(operation, shown);
        case Verb::right:
        case Verb::no_right:
            return check_right(operation, shown);
        case Verb::tab:
            return check_tab(operation, shown);
        case Verb::next:
            return check_next(operation, shown);
        case Verb::last_sign_in:
            return check_last_sign_in(operation, shown);
        case Verb::roles:
            return check_roles(operation, shown);
        case Verb::role_is:
            return check_role_is(operation, shown);
        default:
            return cat("`", text_of(operation.verb).word, "` is no expectation");
    }
}

}  // namespace pim::lab
