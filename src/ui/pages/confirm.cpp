#include "ui/pages/confirm.hpp"

#include <utility>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/pages/assignment_fields.hpp"
#include "ui/pages/sandbox_page.hpp"
#include "ui/parts.hpp"
#include "ui/portal.hpp"

namespace pim::ui {

ConfirmPanel::ConfirmPanel(Question question) : question_(std::move(question)) {}

std::string ConfirmPanel::title(const PortalContext&) const {
    return question_.title;
}

void ConfirmPanel::draw(PortalContext& context) {
    kit::prose(question_.text);
    const std::string button = cat(question_.button, "###send");
    if (!foot_.draw(context, question_.command, {.button = button, .danger = true})) return;
    foot_.send(context, {.command = question_.command, .as_owner = question_.as_owner},
               {.go = question_.then});
}

ReplacePanel::ReplacePanel(std::function<void()> replace) : replace_(std::move(replace)) {}

std::string ReplacePanel::title(const PortalContext&) const {
    return "Replace the sandbox";
}

void ReplacePanel::draw(PortalContext& context) {
    kit::prose("All assignments, requests, mails and history of this sandbox are lost");
    export_button(context, "Export it first###export");
    const auto footer = kit::panel_footer();
    if (!footer) return;
    if (kit::button({.label = "Replace###replace", .kind = kit::Kind::danger})) {
        context.portal.later(replace_);
        context.close_panel();
    }
    if (kit::button({.label = "Keep mine###keep"})) context.close_panel();
}

void delete_button(PortalContext& context, const Guid& id, const std::string& name) {
    if (!action_button(context, "Delete###delete", DeleteObject{id})) return;
    context.open_panel(std::make_unique<ConfirmPanel>(
        Question{.title = cat("Delete – ", name),
                 .text = cat("Delete ", name,
                             "? Its assignments and memberships end at the same moment, and it "
                             "cannot be brought back"),
                 .button = "Delete",
                 .command = DeleteObject{id},
                 .then = {}}));
}

}  // namespace pim::ui
