#include "ui/pages/verification.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"

namespace pim::ui {

bool refused_by(const std::optional<Refusal>& refusal, Rule rule) {
    if (!refusal) return false;
    const auto& reasons = refusal->reasons;
    return std::any_of(reasons.begin(), reasons.end(),
                       [&](const Reason& reason) { return reason.rule == rule; });
}

void Verification::draw(PortalContext& context, const std::optional<Refusal>& refusal,
                        const std::string& claim) {
    const bool stronger = refused_by(refusal, Rule::authentication_context);
    if (!stronger && !refused_by(refusal, Rule::mfa)) {
        asking_ = false;
        return;
    }
    if (!asking_) {
        const auto pressed =
            kit::message_bar({.text = stronger ? "This role asks for a stronger sign-in"
                                               : "Additional verification is required",
                              .id = "verification",
                              .tone = kit::Tone::warning,
                              .action = "Verify my identity…"});
        asking_ = pressed == kit::MessageResult::action;
        return;
    }
    const auto card = kit::card({.label = "Verify your identity"});
    if (!card) return;
    kit::heading("Verify your identity", 3);
    kit::prose(cat("Simulated: a sign-in request was sent to the phone of ",
                   display_name(context.tenant, context.persona)));
    if (stronger) kit::fact("Authentication context", claim);
    if (const auto row = kit::row({.id = "verification"})) {
        if (kit::button(
                {.label = "Approve sign-in###approve-sign-in", .kind = kit::Kind::primary})) {
            Task task;
            task.command = CompleteMfa{context.persona, stronger ? claim : std::string()};
            context.submit(std::move(task));
        }
        if (kit::button({.label = "Not now###not-now"})) asking_ = false;
    }
}

}  // namespace pim::ui
