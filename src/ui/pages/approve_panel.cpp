#include "ui/pages/approve_panel.hpp"

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/pages/request_facts.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

std::string_view word_of(ReviewResult wanted) {
    switch (wanted) {
        case ReviewResult::approve:
            return "Approve";
        case ReviewResult::deny:
            return "Deny";
        case ReviewResult::not_reviewed:
            return "Approve or deny";
    }
    return "";
}

}  // namespace

std::string ApprovePanel::title(const PortalContext& context) const {
    if (requests_.size() != 1) return cat(word_of(wanted_), " ", requests_.size(), " requests");
    const Request* request = context.tenant.requests.find(requests_[0]);
    return request == nullptr
               ? std::string(word_of(wanted_))
               : cat(word_of(wanted_), " – ", display_name(context.tenant, request->role));
}

AnswerApproval ApprovePanel::answer(const Tenant& tenant, const Guid& request,
                                    ReviewResult result) const {
    AnswerApproval command;
    command.request = request;
    const Request* found = tenant.requests.find(request);
    if (found != nullptr && found->approval) command.step = found->approval->id;
    command.result = result;
    command.justification = justification_;
    return command;
}

void ApprovePanel::draw(PortalContext& context) {
    for (const Guid& id : requests_) {
        const auto scope = kit::key(row_key(id));
        if (const Request* request = context.tenant.requests.find(id)) {
            request_facts(context, *request);
        } else {
            kit::prose("This request is no longer kept");
        }
        kit::divider();
    }
    kit::text_area({.label = "Justification",
                    .help = "Kept in the audit history; the requester reads it",
                    .required = true,
                    .length_max = static_cast<int>(justification_length_max)},
                   justification_);
    answers_.draw(context);
    const ReviewResult shown =
        wanted_ == ReviewResult::not_reviewed ? ReviewResult::approve : wanted_;
    if (!requests_.empty()) {
        graph_.draw(context, answer(context.tenant, requests_.front(), shown));
    }
    if (const auto footer = kit::panel_footer()) {
        if (wanted_ == ReviewResult::not_reviewed) {
            draw_button(context, "Approve###approve", ReviewResult::approve);
            draw_button(context, "Deny###deny", ReviewResult::deny);
        } else {
            draw_button(context, "Confirm###confirm", wanted_);
        }
        if (kit::button({.label = "Cancel###cancel"})) context.close_panel();
    }
}

void ApprovePanel::draw_button(PortalContext& context, std::string_view label,
                               ReviewResult result) {
    std::string reason;
    for (const Guid& id : requests_) {
        const auto refusal = context.refusal_of(answer(context.tenant, id, result));
        if (refusal && reason.empty()) reason = refusal_text(*refusal);
    }
    const auto kind = result == ReviewResult::deny ? kit::Kind::danger : kit::Kind::primary;
    if (kit::button({.label = label, .kind = kind, .disabled_reason = reason})) {
        send(context, result);
    }
}

void ApprovePanel::send(PortalContext& context, ReviewResult result) {
    std::vector<Task> tasks;
    for (const Guid& id : requests_) {
        tasks.push_back({.command = answer(context.tenant, id, result),
                         .answered = [this, id](const Decision& decision) {
                             // What is done is not asked for again.
                             if (decision) std::erase(requests_, id);
                         }});
    }
    answers_.send(context, std::move(tasks));
}

}  // namespace pim::ui
