#include "ui/pages/request_facts.hpp"

#include "core/text.hpp"
#include "core/view.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

std::string approvers_text(const Tenant& tenant, const ApprovalStep& step) {
    std::string text;
    for (const Approver& approver : step.approvers) {
        text += cat(text.empty() ? "" : ", ", display_name(tenant, approver.id));
    }
    if (step.default_approvers) text += " (nobody is chosen in the role's settings)";
    return text;
}

void draw_answer(const Tenant& tenant, ReviewResult result, const Guid& reviewer,
                 const std::optional<Instant>& at, const std::string& justification) {
    if (result == ReviewResult::not_reviewed) return;
    const std::string_view word = result == ReviewResult::approve ? "Approved by" : "Denied by";
    kit::fact(word, display_name(tenant, reviewer));
    moment_fact("Answered", at, "");
    kit::fact("Justification", justification);
}

}  // namespace

std::string request_type(const Request& request) {
    std::string text(action_text(request.action));
    if (request.action != Action::self_activate && request.action != Action::self_deactivate) {
        text += cat(" (", to_lower(name(request.kind)), ")");
    }
    return text;
}

std::string lapse_text(const Request& request, Instant now) {
    if (request.status != RequestStatus::pending_approval) return {};
    return cat("lapses ", distance_text(now, lapses_at(request)));
}

std::string asked_window(const Request& request) {
    const ScheduleInfo& asked = request.schedule;
    std::string text;
    switch (asked.expiration.type) {
        case ExpirationType::no_expiration:
            text = "Permanent";
            break;
        case ExpirationType::after_date_time:
            text = cat("Until ", local_text(*asked.expiration.end));
            break;
        case ExpirationType::after_duration:
            text = to_words(*asked.expiration.duration);
            break;
        case ExpirationType::not_specified:
            return "As the administrator decides";
    }
    if (asked.start) {
        text += cat(" from ", local_text(*asked.start));
    } else if (request.action == Action::self_activate) {
        text += request.approval ? " from the approval" : " from the activation";
    }
    return text;
}

void request_facts(const PortalContext& context, const Request& request) {
    const Tenant& tenant = context.tenant;
    kit::badge(status_text(request.status), status_tone(request.status));
    kit::fact("Requester", display_name(tenant, request.created_by));
    if (!(request.principal == request.created_by)) {
        kit::fact("Member", display_name(tenant, request.principal));
    }
    kit::fact("Role", display_name(tenant, request.role));
    kit::fact("Scope", display_name(tenant, request.scope));
    kit::fact("Request type", request_type(request));
    kit::fact("Reason", request.justification.empty() ? "None given" : request.justification);
    if (!request.ticket.number.empty() || !request.ticket.system.empty()) {
        kit::fact("Ticket", cat(request.ticket.number, " ", request.ticket.system));
    }
    kit::fact("Asked for", asked_window(request));
    if (const Schedule* schedule = tenant.schedules.find(request.target_schedule)) {
        if (request.action != Action::self_activate) {
            moment_fact("Present start", schedule->start, "");
            moment_fact("Present end", schedule->end, "Permanent");
        }
    }
    moment_fact("Requested", request.created, "");
    const std::string lapse = lapse_text(request, context.now);
    if (!lapse.empty()) kit::fact("Waits", lapse);
    if (request.approval) {
        kit::fact("Approvers", approvers_text(tenant, *request.approval));
        draw_answer(tenant, request.approval->result, request.approval->reviewer,
                    request.approval->reviewed_at, request.approval->justification);
    }
    if (request.decision) {
        draw_answer(tenant, request.decision->result, request.decision->reviewer,
                    request.decision->reviewed_at, request.decision->justification);
    }
    kit::fact_id("Request ID", to_text(request.id));
}

}  // namespace pim::ui
