#include "ui/pages/change_assignment.hpp"

#include "core/text.hpp"
#include "core/view.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/pages/assignment_fields.hpp"
#include "ui/pages/assignment_lines.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

AssignmentForm first_form(const Tenant& tenant, const Schedule& schedule, Action action,
                          Instant now) {
    if (action == Action::admin_extend) return extend_form(tenant, schedule, now);
    if (action == Action::admin_renew) return renew_form(tenant, schedule, now);
    return update_form(tenant, schedule, now);
}

/// An assignment in half a sentence: `the active assignment until 27 Mar 2026, 09:30`.
std::string in_words(const Schedule& schedule) {
    return cat("the ", schedule.kind == AssignmentKind::eligible ? "eligible" : "active",
               " assignment ",
               schedule.end ? cat("until ", local_text(*schedule.end)) : "without an end");
}

/// Says beforehand what an update replaces and removes (ruling 15).
void tell_removals(const PortalContext& context, const RequestSchedule& update) {
    const std::vector<const Schedule*> removed =
        removed_by_update(context.tenant, update, context.now);
    if (removed.empty()) return;
    std::string text = "Updating also removes ";
    for (std::size_t i = 0; i < removed.size(); ++i) {
        if (i > 0) text += i + 1 == removed.size() ? " and " : ", ";
        text += in_words(*removed[i]);
    }
    kit::message_bar({.text = text, .id = "removes", .tone = kit::Tone::warning});
}

std::string gone_text() {
    return "This assignment is no longer there";
}

}  // namespace

RequestSchedule row_command(const Tenant& tenant, const Schedule& schedule, Action action,
                            Instant now) {
    if (action == Action::admin_remove) return removal_of(schedule, {});
    return request_of(first_form(tenant, schedule, action, now), subject_of(schedule), action);
}

ChangeAssignmentPanel::ChangeAssignmentPanel(const PortalContext& context, const Schedule& schedule,
                                             Action action)
    : action_(action),
      subject_(subject_of(schedule)),
      form_(first_form(context.tenant, schedule, action, context.now)) {}

std::string ChangeAssignmentPanel::title(const PortalContext& context) const {
    return cat(action_text(action_), " – ", display_name(context.tenant, subject_.role));
}

void ChangeAssignmentPanel::draw(PortalContext& context) {
    const Schedule* schedule = context.tenant.schedules.find(subject_.schedule);
    if (schedule == nullptr) {
        kit::message_bar({.text = gone_text(), .tone = kit::Tone::warning});
        return;
    }
    assignment_facts(context, *schedule);
    kit::divider();
    if (action_ == Action::admin_extend) {
        kit::prose("The new end replaces the present one at once, without approval",
                   {.secondary = true});
    } else if (action_ == Action::admin_renew) {
        kit::prose("The assignment is in force again from the start you choose",
                   {.secondary = true});
    }
    assignment_fields(
        context, form_, subject_.role,
        {.kind = action_ == Action::admin_update, .start = action_ != Action::admin_extend});
    const RequestSchedule command = request_of(form_, subject_, action_);
    if (action_ == Action::admin_update) tell_removals(context, command);
    const std::string button = cat(action_text(action_), "###send");
    if (foot_.draw(context, command, {.button = button})) {
        foot_.send(context, {.command = command});
    }
}

RemoveAssignmentPanel::RemoveAssignmentPanel(const Schedule& schedule, bool outside)
    : schedule_(schedule.id), outside_(outside) {}

std::string RemoveAssignmentPanel::title(const PortalContext& context) const {
    const Schedule* schedule = context.tenant.schedules.find(schedule_);
    return cat(outside_ ? "Remove outside PIM" : "Remove", " – ",
               schedule == nullptr ? "Assignment" : display_name(context.tenant, schedule->role));
}

void RemoveAssignmentPanel::draw(PortalContext& context) {
    const Schedule* schedule = context.tenant.schedules.find(schedule_);
    if (schedule == nullptr || !schedule->live()) {
        kit::message_bar({.text = gone_text(), .tone = kit::Tone::warning});
        return;
    }
    assignment_facts(context, *schedule);
    kit::divider();
    const std::string question =
        cat("Remove this assignment from ", display_name(context.tenant, schedule->principal), "?");
    kit::prose(question, {.strong = true});
    if (schedule->type == AssignmentType::activated) {
        kit::prose("Only the activation ends, the eligibility stays", {.secondary = true});
    } else if (schedule->kind == AssignmentKind::eligible) {
        kit::prose("An activation that rests on it ends at the same moment", {.secondary = true});
    }
    Command command = RemoveOutside{schedule->id};
    if (!outside_) {
        kit::text_area({.label = "Justification###justification",
                        .length_max = static_cast<int>(justification_length_max),
                        .rows = 3},
                       justification_);
        command = removal_of(*schedule, justification_);
    }
    if (foot_.draw(context, command, {.button = "Remove###send", .danger = true})) {
        foot_.send(context, {.command = std::move(command)});
    }
}

}  // namespace pim::ui
