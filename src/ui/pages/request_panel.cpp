#include "ui/pages/request_panel.hpp"

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/pages/request_facts.hpp"
#include "ui/parts.hpp"

namespace pim::ui {

std::string RequestPanel::title(const PortalContext& context) const {
    const Request* request = context.tenant.requests.find(request_);
    if (request == nullptr) return "Request";
    return cat(action_text(request->action), " – ", display_name(context.tenant, request->role));
}

void RequestPanel::draw(PortalContext& context) {
    const Request* request = context.tenant.requests.find(request_);
    if (request == nullptr) {
        kit::prose("This request is no longer kept: cancelled ones go after 30 days");
        return;
    }
    request_facts(context, *request);
    const Command cancel = CancelRequest{request_};
    const auto refusal = context.refusal_of(cancel);
    answers_.draw(context);
    if (request->open()) graph_.draw(context, cancel);
    if (const auto footer = kit::panel_footer()) {
        const std::string reason = refusal ? refusal_text(*refusal) : std::string();
        if (request->open() && kit::button({.label = "Cancel request###cancel-request",
                                            .kind = kit::Kind::danger,
                                            .disabled_reason = reason})) {
            answers_.send(context, Task{cancel});
        }
        if (kit::button({.label = "Close###close"})) context.close_panel();
    }
}

}  // namespace pim::ui
