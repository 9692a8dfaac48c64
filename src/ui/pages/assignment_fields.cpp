#include "ui/pages/assignment_fields.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "core/view.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/pages/assignment_lines.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

constexpr std::int64_t suggested_length_days = 180;  // S2 suggests a window of six months

/// True where the reason names a field that is visibly empty and marked as required.
bool shown_by_a_field(const Reason& reason) {
    return reason.rule == Rule::justification || reason.rule == Rule::ticketing;
}

void kind_field(AssignmentForm& form, bool& changed) {
    constexpr std::array<kit::ChoiceOption, 2> kinds = {
        {{.label = "Eligible", .description = "The member activates the role before using it"},
         {.label = "Active", .description = "The member has the role all the time"}}};
    int kind = static_cast<int>(form.kind);
    if (kit::radio_group({.label = "Assignment type###kind", .options = kinds}, kind)) {
        form.kind = static_cast<AssignmentKind>(kind);
        changed = true;
    }
}

void start_field(const PortalContext& context, AssignmentForm& form) {
    constexpr std::array<kit::ChoiceOption, 2> starts = {{{.label = "Now"}, {.label = "Later"}}};
    int start = form.starts_later ? 1 : 0;
    if (kit::radio_group(
            {.label = "Assignment starts###starts", .options = starts, .horizontal = true},
            start)) {
        form.starts_later = start == 1;
        if (form.starts_later && !form.start) form.start = shift(context.now, ticks_per_day);
    }
    if (form.starts_later) {
        moment_field(context, {.label = "Start date and time###start", .required = true},
                     form.start);
    }
}

void length_field(AssignmentForm& form) {
    constexpr std::array<kit::ChoiceOption, 4> units = {
        {{.label = "Minutes"}, {.label = "Hours"}, {.label = "Days"}, {.label = "Months"}}};
    const auto row = kit::row({.height = 56, .id = "length"});
    kit::number({.label = "Duration###length", .minimum = 1, .maximum = length_most, .width = 120},
                form.length);
    int unit = static_cast<int>(form.unit);
    if (kit::combo({.label = "Unit###unit", .options = units, .width = 130}, unit)) {
        form.unit = static_cast<LengthUnit>(unit);
    }
}

void end_field(const PortalContext& context, AssignmentForm& form) {
    const std::array<kit::ChoiceOption, 3> ends = {
        {{.label = form.kind == AssignmentKind::eligible ? "Permanently eligible"
                                                         : "Permanently assigned"},
         {.label = "At a date and time"},
         {.label = "After a duration"}}};
    int lasting = static_cast<int>(form.lasting);
    if (kit::radio_group({.label = "Assignment ends###ends", .options = ends}, lasting)) {
        form.lasting = static_cast<Lasting>(lasting);
        if (form.lasting == Lasting::until && !form.end) {
            form.end = add(context.now, days(suggested_length_days));
        }
    }
    if (form.lasting == Lasting::until) {
        moment_field(context, {.label = "End date and time###end", .required = true}, form.end);
    } else if (form.lasting == Lasting::duration) {
        length_field(form);
    }
}

}  // namespace

bool assignment_fields(PortalContext& context, AssignmentForm& form, const Guid& role,
                       const AssignmentFieldsOptions& options) {
    bool changed = false;
    if (options.kind) kind_field(form, changed);
    if (options.start) start_field(context, form);
    end_field(context, form);
    const EnablementRule& rule = enablement_rule(policy_of(context.tenant, role), form.kind);
    kit::text_area({.label = "Justification###justification",
                    .required = rule.justification,
                    .length_max = static_cast<int>(justification_length_max),
                    .rows = 3},
                   form.justification);
    if (rule.ticketing) {
        kit::text_field({.label = "Ticket number###ticket-number",
                         .required = true,
                         .length_max = static_cast<int>(ticket_length_max)},
                        form.ticket_number);
        kit::text_field({.label = "Ticket system###ticket-system",
                         .length_max = static_cast<int>(ticket_length_max)},
                        form.ticket_system);
    }
    return changed;
}

void form_reasons(PortalContext& context, const Refusal& refusal) {
    Refusal rest = refusal;
    rest.reasons.erase(std::remove_if(rest.reasons.begin(), rest.reasons.end(), shown_by_a_field),
                       rest.reasons.end());
    if (rest.reasons.empty() && !refusal.reasons.empty()) return;
    const auto scope = kit::key("reasons");
    refusal_box(context, rest, kit::Tone::warning);
    const bool needs_mfa =
        std::any_of(rest.reasons.begin(), rest.reasons.end(),
                    [](const Reason& reason) { return reason.rule == Rule::mfa; });
    if (needs_mfa && kit::button({.label = "Pass multifactor authentication###mfa",
                                  .icon = kit::icon::shield_person,
                                  .description = "Simulated: this sign-in counts as verified"})) {
        context.submit({.command = CompleteMfa{context.persona, {}}});
    }
}

bool FormFoot::draw(PortalContext& context, const Command& command,
                    const FormFootOptions& options) {
    return draw(context, command, context.refusal_of(command), options);
}

bool FormFoot::draw(PortalContext& context, const Command& command,
                    const std::optional<Refusal>& refusal, const FormFootOptions& options) {
    if (refusal) form_reasons(context, *refusal);
    answers_.draw(context);
    graph_.draw(context, command);
    const std::string reason = refusal ? refusal_text(*refusal) : std::string();
    const auto footer = kit::panel_footer();
    if (!footer) return false;
    const bool sent = kit::button({.label = options.button,
                                   .kind = options.danger ? kit::Kind::danger : kit::Kind::primary,
                                   .disabled_reason = reason});
    if (kit::button({.label = "Cancel###cancel"})) context.close_panel();
    return sent;
}

void FormFoot::send(PortalContext& context, Task task, Afterwards then) {
    answers_.send(context, std::move(task), std::move(then));
}

void assignment_facts(const PortalContext& context, const Schedule& schedule) {
    kit::fact("Role", display_name(context.tenant, schedule.role));
    kit::fact("Member", display_name(context.tenant, schedule.principal));
    kit::fact("Type", principal_type_text(context.tenant, schedule.principal));
    kit::fact("Scope", display_name(context.tenant, schedule.scope));
    kit::fact("State", state_text(schedule));
    moment_fact("Start", schedule.start, "");
    moment_fact("End", schedule.end, "Permanent");
    if (schedule.outside_pim) kit::fact("Made", "Outside PIM");
}

}  // namespace pim::ui
