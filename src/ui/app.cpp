#include "ui/app.hpp"

#include <utility>

#include "core/text.hpp"
#include "ui/backend_link.hpp"
#include "ui/portal.hpp"

namespace pim::ui {

void PortalContext::submit(Task task) {
    portal.queue(std::move(task), persona);
}

std::optional<Refusal> PortalContext::refused_here(const Command& command) const {
    const sandbox::Capabilities& can = services().capabilities;
    const bool decision = std::holds_alternative<DecideRequest>(command);
    if (!can.write || (decision && !can.decisions)) {
        return refusal_in_words(std::string(sandbox::not_offered));
    }
    if (services().link == nullptr) return sandbox.refused_here();
    return portal.refused_by_link(side);
}

/// What a sign-in at the backend will bring: a lab's token what was passed here, any other the
/// backend asks for itself.
void PortalContext::expect_sign_in(const BackendLink& link, const Command& command,
                                   Context& context) const {
    const bool lab = link.backend() != nullptr && link.backend()->lab;
    context.mfa_done = !lab || link.verified(persona);
    context.authentication_contexts = link.contexts(persona);
    const auto* request = std::get_if<RequestSchedule>(&command);
    if (lab || request == nullptr) return;
    context.authentication_contexts->push_back(
        policy_of(tenant, request->role).authentication_context.claim_value);
}

Refusal refusal_in_words(std::string words) {
    Reason reason;
    reason.rule = Rule::request_form;
    reason.help = std::move(words);
    return {RefusalCode::bad_request, {std::move(reason)}};
}

std::optional<Refusal> PortalContext::refusal_of(const Command& command) const {
    if (auto refusal = refused_here(command)) return refusal;
    Context context;
    context.caller = persona;
    context.now = now;
    if (const BackendLink* link = services().link) expect_sign_in(*link, command, context);
    return pim::refusal_of(tenant, command, context);
}

std::optional<Refusal> PortalContext::blocked(const Command& command) const {
    if (auto refusal = refused_here(command)) return refusal;
    Context probe;
    probe.caller = persona;
    probe.now = now;
    probe.mfa_done = true;
    Command filled = command;
    if (auto* request = std::get_if<RequestSchedule>(&filled)) {
        if (request->justification.empty()) request->justification = "given in the form";
        if (request->ticket.number.empty()) request->ticket.number = "1";
        if (request->ticket.system.empty()) request->ticket.system = "1";
        probe.authentication_contexts = {
            policy_of(tenant, request->role).authentication_context.claim_value};
    } else if (auto* answer = std::get_if<AnswerApproval>(&filled)) {
        if (answer->justification.empty()) answer->justification = "given in the form";
    } else if (auto* decision = std::get_if<DecideRequest>(&filled)) {
        if (decision->justification.empty()) decision->justification = "given in the form";
    }
    return pim::refusal_of(tenant, filled, probe);
}

void PortalContext::navigate(std::string hash) {
    portal.later([&all = portal, &at = side, hash = std::move(hash)] { all.go(at, hash); });
}

void PortalContext::toast(kit::Tone tone, std::string text, std::string detail, std::string link,
                          std::string link_text) {
    kit::Toast made;
    made.title = std::move(text);
    made.detail = std::move(detail);
    made.tone = tone;
    made.action = std::move(link_text);
    made.href = std::move(link);
    portal.notify(std::move(made), persona);
}

void PortalContext::open_panel(std::unique_ptr<Panel> panel) {
    side.next_panel = std::move(panel);
}

void PortalContext::close_panel() {
    side.panel_closes = true;
}

void PortalContext::jump_to(Instant at) {
    portal.later([&all = portal, at] { all.jump(at); });
}

const Services& PortalContext::services() const {
    return portal.services();
}

}  // namespace pim::ui
