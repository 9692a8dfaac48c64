#include "ui/pages/activate_panel.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/pages/own_commands.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

constexpr int slider_minutes_min = 30;

kit::Check check_of(const std::optional<Refusal>& refusal, Rule rule) {
    return refused_by(refusal, rule) ? kit::Check::open : kit::Check::done;
}

std::string names_of(const Tenant& tenant, const std::vector<Guid>& ids) {
    std::string text;
    for (const Guid& id : ids) text += cat(text.empty() ? "" : ", ", display_name(tenant, id));
    return text;
}

/// Who will be asked, by name.
std::string approvers_text(const PortalContext& context, const Policy& policy) {
    std::vector<Guid> ids;
    for (const Approver& approver : policy.approval.approvers) ids.push_back(approver.id);
    if (!ids.empty()) return cat("By ", names_of(context.tenant, ids));
    ids = default_approvers(context.tenant, context.persona);
    return cat("Nobody is chosen in the role's settings, so the active administrators decide: ",
               names_of(context.tenant, ids));
}

}  // namespace

ActivatePanel::ActivatePanel(const Tenant& tenant, const AssignmentRow& row)
    : base_(activation_of(tenant, row)), eligibility_(row.schedule->id) {
    const Duration maximum = *base_.schedule.expiration.duration;
    minutes_max_ = static_cast<int>(maximum.ticks / ticks_per_minute);
    minutes_ = minutes_max_;
}

std::string ActivatePanel::title(const PortalContext& context) const {
    return cat("Activate – ", display_name(context.tenant, base_.role));
}

RequestSchedule ActivatePanel::command() const {
    RequestSchedule command = base_;
    command.schedule.expiration.duration = minutes(minutes_);
    if (custom_start_) command.schedule.start = start_;
    command.justification = justification_;
    command.ticket = {ticket_number_, ticket_system_};
    return command;
}

void ActivatePanel::fill(Draft& draft) const {
    draft.set("form", activation_form);
    draft.set("eligibility", eligibility_);
    draft.set_number("minutes", minutes_);
    draft.set_number("later", custom_start_ ? 1 : 0);
    draft.set("start", start_);
    draft.set("reason", justification_);
    draft.set("ticket", ticket_number_);
    draft.set("ticketSystem", ticket_system_);
}

void ActivatePanel::take(const Draft& draft) {
    minutes_ = draft.number("minutes", 1, minutes_max_, minutes_max_);
    custom_start_ = draft.number("later", 0, 1, 0) == 1;
    start_ = draft.moment("start");
    justification_ = draft.text("reason");
    ticket_number_ = draft.text("ticket");
    ticket_system_ = draft.text("ticketSystem");
}

void ActivatePanel::draw(PortalContext& context) {
    const Policy& policy = policy_of(context.tenant, base_.role);
    const RequestSchedule asked = command();
    const auto refusal = context.refusal_of(asked);
    kit::fact("Scope", display_name(context.tenant, base_.scope));
    verification_.draw(context, refusal, policy.authentication_context.claim_value);
    draw_form(context, policy);
    draw_requirements(context, policy, refusal);
    answers_.draw(context);
    graph_.draw(context, asked);
    if (const auto footer = kit::panel_footer()) {
        const std::string reason = refusal ? refusal_text(*refusal) : std::string();
        if (kit::button({.label = "Activate###activate",
                         .kind = kit::Kind::primary,
                         .disabled_reason = reason})) {
            answers_.send(context, Task{asked});
        }
        if (kit::button({.label = "Cancel###cancel"})) context.close_panel();
    }
}

void ActivatePanel::draw_form(const PortalContext& context, const Policy& policy) {
    kit::duration_slider({.label = "Duration",
                          .minimum = std::min(slider_minutes_min, minutes_max_),
                          .maximum = minutes_max_,
                          .help = "At most what the role's settings allow"},
                         minutes_);
    kit::checkbox({.label = "Custom activation start time"}, custom_start_);
    if (custom_start_) {
        moment_field(context, {.label = "Start time", .required = true}, start_);
    }
    if (policy.activation_enablement.ticketing) {
        kit::text_field({.label = "Ticket number",
                         .required = true,
                         .length_max = static_cast<int>(ticket_length_max)},
                        ticket_number_);
        kit::text_field({.label = "Ticket system",
                         .required = true,
                         .length_max = static_cast<int>(ticket_length_max)},
                        ticket_system_);
    }
    kit::text_area({.label = "Reason",
                    .help = "What you will do, and why now: approvers and auditors read it",
                    .required = policy.activation_enablement.justification,
                    .length_max = static_cast<int>(justification_length_max)},
                   justification_);
}

void ActivatePanel::draw_requirements(PortalContext& context, const Policy& policy,
                                      const std::optional<Refusal>& refusal) {
    kit::heading("What this role asks for", 3);
    if (const auto list = kit::list("What this role asks for")) {
        if (policy.activation_enablement.mfa) {
            kit::checklist_item({.text = "Multifactor authentication in this sign-in",
                                 .check = check_of(refusal, Rule::mfa)});
        }
        if (policy.authentication_context.enabled) {
            kit::checklist_item({.text = "A sign-in that meets the authentication context",
                                 .check = check_of(refusal, Rule::authentication_context)});
        }
        if (policy.activation_enablement.justification) {
            kit::checklist_item(
                {.text = "A reason", .check = check_of(refusal, Rule::justification)});
        }
        if (policy.activation_enablement.ticketing) {
            kit::checklist_item({.text = "A ticket", .check = check_of(refusal, Rule::ticketing)});
        }
        if (policy.approval.required) {
            kit::checklist_item(
                {.text = "Approval, within 24 hours", .detail = approvers_text(context, policy)});
        }
        const std::string longest = cat("At most ", to_words(policy.activation_expiration.maximum));
        kit::checklist_item({.text = longest, .check = check_of(refusal, Rule::expiration)});
    }
    if (refusal && !answers_.refused()) {
        for (const Reason& reason : refusal->reasons) {
            kit::prose(reason_text(reason), {.secondary = true, .small = true});
        }
    }
}

}  // namespace pim::ui
