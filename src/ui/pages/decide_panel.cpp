#include "ui/pages/decide_panel.hpp"

#include <array>

#include "core/text.hpp"
#include "core/view.hpp"
#include "ui/kit/kit.hpp"
#include "ui/pages/request_facts.hpp"
#include "ui/parts.hpp"

namespace pim::ui {

DecidePanel::DecidePanel(const Tenant& tenant, const Request& request, Instant now)
    : request_(request.id), renewal_(request.action == Action::self_renew) {
    if (renewal_) return;
    kind_ = static_cast<int>(request.kind);
    const Schedule* schedule = tenant.schedules.find(request.target_schedule);
    if (schedule == nullptr) return;
    const ScheduleInfo offer = extension_offer(tenant, *schedule, request.kind, now);
    start_ = offer.start;
    end_ = offer.expiration.end;
    offered_ = offer.expiration;
}

std::string DecidePanel::title(const PortalContext& context) const {
    const Request* request = context.tenant.requests.find(request_);
    if (request == nullptr) return "Approve or deny";
    return cat("Approve or deny – ", display_name(context.tenant, request->role));
}

DecideRequest DecidePanel::command(ReviewResult result) const {
    DecideRequest command;
    command.request = request_;
    command.result = result;
    command.justification = justification_;
    if (result != ReviewResult::approve) return command;
    if (kind_ >= 0) command.kind = static_cast<AssignmentKind>(kind_);
    if (start_ && (end_ || permanent_)) {
        ScheduleInfo window;
        window.start = start_;
        window.expiration.type =
            permanent_ ? ExpirationType::no_expiration : ExpirationType::after_date_time;
        if (!permanent_) window.expiration.end = end_;
        if (!permanent_ && end_ == offered_.end) window.expiration = offered_;
        command.schedule = window;
    }
    return command;
}

void DecidePanel::draw(PortalContext& context) {
    const Request* request = context.tenant.requests.find(request_);
    if (request == nullptr) {
        kit::prose("This request is no longer kept");
        return;
    }
    request_facts(context, *request);
    kit::divider();
    draw_form(context);
    answers_.draw(context);
    graph_.draw(context, command(ReviewResult::approve));
    if (const auto footer = kit::panel_footer()) {
        draw_button(context, "Approve###approve", ReviewResult::approve);
        draw_button(context, "Deny###deny", ReviewResult::deny);
        if (kit::button({.label = "Cancel###cancel"})) context.close_panel();
    }
}

void DecidePanel::draw_form(const PortalContext& context) {
    constexpr std::array<kit::ChoiceOption, 2> kinds = {{
        {.label = "Eligible", .description = "The member activates the role when needed"},
        {.label = "Active", .description = "The member holds the role without activating it"},
    }};
    kit::radio_group({.label = "Assignment type", .options = kinds, .required = true}, kind_);
    moment_field(context, {.label = "Assignment starts", .required = true}, start_);
    kit::checkbox({.label = "Permanent"}, permanent_);
    if (!permanent_) moment_field(context, {.label = "Assignment ends", .required = true}, end_);
    kit::text_area({.label = "Justification",
                    .help = "Kept in the audit history; the requester reads it",
                    .required = true,
                    .length_max = static_cast<int>(justification_length_max)},
                   justification_);
}

void DecidePanel::draw_button(PortalContext& context, std::string_view label, ReviewResult result) {
    const DecideRequest asked = command(result);
    std::string reason;
    // What the form shows as empty must not be sent as "as it was".
    if (result == ReviewResult::approve && !asked.schedule) {
        reason = "choose when the assignment starts and ends";
    } else if (const auto refusal = context.refusal_of(asked)) {
        reason = refusal_text(*refusal);
    }
    const auto kind = result == ReviewResult::deny ? kit::Kind::danger : kit::Kind::primary;
    if (kit::button({.label = label, .kind = kind, .disabled_reason = reason})) {
        answers_.send(context, Task{asked});
    }
}

}  // namespace pim::ui
