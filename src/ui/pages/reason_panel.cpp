#include "ui/pages/reason_panel.hpp"

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

/// What will come of it, for those who press the button for the first time.
std::string_view consequence_of(Action action) {
    switch (action) {
        case Action::self_extend:
            return "An administrator decides on the new end of the assignment. A running "
                   "activation is not made longer";
        case Action::self_renew:
            return "An administrator decides on a new start, end and type. Nothing changes until "
                   "then";
        case Action::self_deactivate:
            return "The role's rights end at once. The eligibility stays, so the role can be "
                   "activated again";
        default:
            return "";
    }
}

std::string_view help_of(Action action) {
    return action == Action::self_deactivate
               ? "Optional, kept in the audit history"
               : "Why it is needed, and for how long: the administrator reads it";
}

}  // namespace

std::string ReasonPanel::title(const PortalContext& context) const {
    return cat(action_text(command_.action), " – ", display_name(context.tenant, command_.role));
}

void ReasonPanel::draw(PortalContext& context) {
    kit::prose(consequence_of(command_.action), {.secondary = true});
    kit::fact("Scope", display_name(context.tenant, command_.scope));
    kit::fact("Assignment type", name(command_.kind));
    if (const Schedule* schedule = context.tenant.schedules.find(command_.target)) {
        moment_fact("Start", schedule->start, "");
        moment_fact("End", schedule->end, "Permanent");
    }
    const auto refusal = context.refusal_of(command_);
    verification_.draw(context, refusal,
                       policy_of(context.tenant, command_.role).authentication_context.claim_value);
    kit::text_area({.label = "Reason",
                    .help = help_of(command_.action),
                    .required = command_.action != Action::self_deactivate,
                    .length_max = static_cast<int>(justification_length_max)},
                   command_.justification);
    answers_.draw(context);
    graph_.draw(context, command_);
    if (const auto footer = kit::panel_footer()) {
        const std::string reason = refusal ? refusal_text(*refusal) : std::string();
        const std::string label = cat(action_text(command_.action), "###submit");
        if (kit::button({.label = label, .kind = kit::Kind::primary, .disabled_reason = reason})) {
            answers_.send(context, Task{command_});
        }
        if (kit::button({.label = "Cancel###cancel"})) context.close_panel();
    }
}

}  // namespace pim::ui
