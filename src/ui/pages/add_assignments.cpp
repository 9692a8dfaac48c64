#include "ui/pages/add_assignments.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "core/view.hpp"
#include "ui/kit/kit.hpp"
#include "ui/pages/assignment_fields.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

constexpr std::array<std::string_view, 3> step_names = {"Role", "Members", "Settings"};

constexpr ChoiceKinds principals = {.users = true, .groups = true, .service_principals = true};

/// Whether somebody of that id is still there to be chosen.
bool holds_roles(const Tenant& tenant, const Guid& id) {
    return tenant.users.find(id) != nullptr || tenant.groups.find(id) != nullptr ||
           tenant.service_principals.find(id) != nullptr;
}

void warn_both_ways(const PortalContext& context, const Guid& principal, const Guid& role,
                    bool in_pim) {
    if (!group_held_both_ways(context.tenant, principal, role, in_pim, !in_pim)) return;
    const auto scope = kit::key(to_text(principal));
    const std::string text =
        cat(display_name(context.tenant, principal),
            in_pim ? " has this role outside PIM already, do not assign a group both ways"
                   : " has this role through PIM already, do not assign a group both ways");
    kit::message_bar({.text = text, .id = "both-ways", .tone = kit::Tone::warning});
}

}  // namespace

AddAssignmentsPanel::AddAssignmentsPanel(const PortalContext& context, std::optional<Guid> role) {
    if (!role) return;
    role_ = {*role};
    choose_role(context, *role);
    step_ = 1;
}

std::string AddAssignmentsPanel::title(const PortalContext&) const {
    return "Add assignments";
}

void AddAssignmentsPanel::choose_role(const PortalContext& context, const Guid& role) {
    scope_.reset();
    form_ = new_assignment_form(context.tenant, role, form_.kind, context.now);
}

void AddAssignmentsPanel::fill(Draft& draft) const {
    draft.set("form", assignment_form);
    draft.set_number("step", step_);
    if (!role_.empty()) draft.set("role", role_.front());
    scope_.fill(draft);
    std::string members;
    for (const Guid& member : members_) members += cat(members.empty() ? "" : " ", to_text(member));
    draft.set("members", members);
    fill_form(draft, form_);
}

void AddAssignmentsPanel::take(const Draft& draft, const Tenant& tenant) {
    const RoleDefinition* role = tenant.roles.find(draft.id("role"));
    if (role == nullptr) return;
    role_ = {role->id};
    scope_.take(draft, *role);
    std::string_view members = draft.text("members");
    while (!members.empty()) {
        const std::size_t end = std::min(members.find(' '), members.size());
        const auto member = parse_guid(members.substr(0, end));
        if (member && holds_roles(tenant, *member)) members_.push_back(*member);
        members.remove_prefix(std::min(end + 1, members.size()));
    }
    step_ = draft.number("step", 0, members_.empty() ? 1 : 2, 1);
    form_ = take_form(draft);
}

RequestSchedule AddAssignmentsPanel::command_for(const Guid& member) const {
    return request_of(form_, {member, role_.front(), scope_.scope(), {}}, Action::admin_assign);
}

void AddAssignmentsPanel::draw(PortalContext& context) {
    std::array<kit::TabOptions, 3> tabs{};
    for (std::size_t i = 0; i < tabs.size(); ++i) tabs[i].label = step_names[i];
    if (step_ > 0 || !role_.empty()) {
        int asked = step_;
        if (kit::tabs("Steps", tabs, asked)) {
            step_ = role_.empty() ? 0 : (members_.empty() ? std::min(asked, 1) : asked);
        }
    }
    if (step_ == 0) draw_role(context);
    if (step_ == 1) draw_members(context);
    if (step_ == 2) draw_settings(context);
    draw_footer(context);
}

void AddAssignmentsPanel::draw_role(PortalContext& context) {
    const Choices& roles = roles_.of(context, "", [&] { return role_choices(context.tenant); });
    if (choose({.label = "Select a role###role", .required = true, .single = true, .rows = 8},
               roles, role_) &&
        !role_.empty()) {
        choose_role(context, role_.front());
    }
}

void AddAssignmentsPanel::draw_members(PortalContext& context) {
    const RoleDefinition* role = context.tenant.roles.find(role_.front());
    if (role == nullptr) {
        step_ = 0;
        role_.clear();
        return;
    }
    kit::fact("Role", role->display_name);
    scope_.draw(context, *role);
    const Choices& members =
        principals_.of(context, "", [&] { return directory_choices(context.tenant, principals); });
    choose({.label = "Select members###members", .required = true, .rows = 7}, members, members_);
    search_.draw(context, principals, members_);
    for (const Guid& member : members_) {
        const auto refusal = context.blocked(command_for(member));
        if (!refusal) continue;
        const auto scope = kit::key(to_text(member));
        const std::string text =
            cat(display_name(context.tenant, member), ": ", refusal_text(*refusal));
        kit::message_bar({.text = text, .id = "member", .tone = kit::Tone::warning});
    }
}

void AddAssignmentsPanel::draw_settings(PortalContext& context) {
    kit::fact("Role", display_name(context.tenant, role_.front()));
    kit::fact("Scope", display_name(context.tenant, scope_.scope()));
    std::string names;
    for (const Guid& member : members_) {
        names += cat(names.empty() ? "" : ", ", display_name(context.tenant, member));
    }
    kit::fact(members_.size() == 1 ? "Member" : "Members", names);
    kit::divider();
    if (assignment_fields(context, form_, role_.front(), {})) {
        const AssignmentForm before = form_;
        form_ = new_assignment_form(context.tenant, role_.front(), before.kind, context.now);
        form_.starts_later = before.starts_later;
        form_.start = before.start;
        form_.justification = before.justification;
    }
    draw_outcome(context);
}

void AddAssignmentsPanel::draw_outcome(PortalContext& context) {
    for (const Guid& member : members_) {
        if (form_.kind == AssignmentKind::active) {
            warn_both_ways(context, member, role_.front(), true);
        }
        const auto refusal = context.refusal_of(command_for(member));
        if (!refusal) continue;
        const auto scope = kit::key(to_text(member));
        if (members_.size() > 1) {
            kit::text(display_name(context.tenant, member), {.strong = true});
        }
        form_reasons(context, *refusal);
    }
    answers_.draw(context);
    if (!members_.empty()) graph_.draw(context, command_for(members_.front()));
}

std::string AddAssignmentsPanel::why_not(const PortalContext& context) const {
    if (role_.empty()) return "select a role first";
    if (step_ == 0) return {};
    if (!scope_.complete()) return "select the scope first";
    if (members_.empty()) return "select at least one member";
    if (step_ == 1) return {};
    std::string reasons;
    for (const Guid& member : members_) {
        const auto refusal = context.refusal_of(command_for(member));
        if (!refusal) continue;
        if (!reasons.empty()) reasons += ' ';
        if (members_.size() > 1) reasons += cat(display_name(context.tenant, member), ": ");
        reasons += refusal_text(*refusal);
    }
    return reasons;
}

void AddAssignmentsPanel::assign(PortalContext& context) {
    std::vector<Task> tasks;
    for (const Guid& member : members_) {
        tasks.push_back(
            {.command = command_for(member), .answered = [this, member](const Decision& decision) {
                 // Who has it now is not assigned again with those who were refused.
                 if (decision) std::erase(members_, member);
             }});
    }
    const std::string_view tab = form_.kind == AssignmentKind::eligible ? "eligible" : "active";
    answers_.send(context, std::move(tasks),
                  {.go = cat("#/roles/", to_text(role_.front()), "/", tab)});
}

void AddAssignmentsPanel::draw_footer(PortalContext& context) {
    const std::string reason = why_not(context);
    const auto footer = kit::panel_footer();
    if (!footer) return;
    if (step_ < 2) {
        if (kit::button(
                {.label = "Next###next", .kind = kit::Kind::primary, .disabled_reason = reason})) {
            ++step_;
        }
    } else if (kit::button({.label = "Assign###assign",
                            .kind = kit::Kind::primary,
                            .disabled_reason = reason})) {
        assign(context);
    }
    if (step_ > 0 && kit::button({.label = "Previous###previous"})) --step_;
    if (kit::button({.label = "Cancel###cancel"})) context.close_panel();
}

AssignOutsidePanel::AssignOutsidePanel(std::optional<Guid> role) {
    if (role) role_ = {*role};
}

std::string AssignOutsidePanel::title(const PortalContext&) const {
    return "Assign outside PIM";
}

void AssignOutsidePanel::draw(PortalContext& context) {
    kit::prose(
        "As from the admin center or a script: active at once, without an end, a request or the "
        "role's settings. PIM notices and tells its administrators.",
        {.secondary = true});
    const Choices& roles = roles_.of(context, "", [&] { return role_choices(context.tenant); });
    if (choose({.label = "Select a role###role", .required = true, .single = true, .rows = 4},
               roles, role_)) {
        scope_.reset();
    }
    if (!role_.empty()) {
        if (const auto* role = context.tenant.roles.find(role_.front()))
            scope_.draw(context, *role);
    }
    const Choices& members =
        principals_.of(context, "", [&] { return directory_choices(context.tenant, principals); });
    choose({.label = "Select a member###member", .required = true, .single = true, .rows = 4},
           members, member_);
    search_.draw(context, principals, member_, true);
    const std::string_view missing = role_.empty()        ? "select a role first"
                                     : !scope_.complete() ? "select the scope first"
                                     : member_.empty()    ? "select a member first"
                                                          : "";
    if (!missing.empty()) {
        if (const auto footer = kit::panel_footer()) {
            kit::button({.label = "Assign outside PIM###send",
                         .kind = kit::Kind::primary,
                         .disabled_reason = missing});
            if (kit::button({.label = "Cancel###cancel"})) context.close_panel();
        }
        return;
    }
    warn_both_ways(context, member_.front(), role_.front(), false);
    const AssignOutside command{member_.front(), role_.front(), scope_.scope()};
    if (foot_.draw(context, command, {.button = "Assign outside PIM###send"})) {
        foot_.send(context, {.command = command});
    }
}

}  // namespace pim::ui
