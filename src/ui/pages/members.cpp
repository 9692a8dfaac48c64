#include "ui/pages/members.hpp"

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/pages/assignment_lines.hpp"
#include "ui/parts.hpp"

namespace pim::ui {

Command MembersEditor::adding(const Guid& container, const Guid& member) const {
    if (of_ == Of::owners) return AddOwner{container, member};
    return AddMember{container, member};
}

Command MembersEditor::removing(const Guid& container, const Guid& member) const {
    if (of_ == Of::owners) return RemoveOwner{container, member};
    return RemoveMember{container, member};
}

void MembersEditor::draw_list(PortalContext& context, const Guid& container,
                              const std::set<Guid>& members) {
    const auto list = kit::list(of_ == Of::members ? "Members" : "Owners");
    if (!list) return;
    for (const Guid& member : members) {
        const auto scope = kit::key(to_text(member));
        const auto item = kit::list_item();
        const auto row = kit::row({.id = "member"});
        const std::string text = cat(display_name(context.tenant, member), ", ",
                                     principal_type_text(context.tenant, member));
        kit::text(text, {.single_line = true});
        kit::spring();
        const Command removal = removing(container, member);
        if (action_button(context, "Remove###remove", removal)) {
            answers_.send(context, Task{removal}, {.stays = true});
        }
    }
}

void MembersEditor::draw(PortalContext& context, const Guid& container,
                         const std::set<Guid>& members, const ChoiceKinds& kinds) {
    const auto scope = kit::key(word());
    kit::heading(of_ == Of::members ? "Members" : "Owners", 3);
    if (members.empty()) {
        kit::prose(cat("Nobody yet, choose ", word(), " below"), {.secondary = true});
    }
    draw_list(context, container, members);
    kit::divider();
    const Choices& choices = choices_.of(context, to_text(container),
                                         [&] { return directory_choices(context.tenant, kinds); });
    choose({.label = cat("Add ", word(), "###add"), .rows = 5}, choices, chosen_);
    search_.draw(context, kinds, chosen_);
    std::string reason = chosen_.empty() ? cat("choose ", word(), " first") : "";
    for (const Guid& member : chosen_) {
        const auto refusal = context.refusal_of(adding(container, member));
        if (!refusal) continue;
        reason = cat(display_name(context.tenant, member), ": ", refusal_text(*refusal));
        break;
    }
    if (kit::button({.label = "Add###add-chosen",
                     .icon = kit::icon::person_add,
                     .disabled_reason = reason})) {
        add_chosen(context, container);
    }
    answers_.draw(context);
}

void MembersEditor::add_chosen(PortalContext& context, const Guid& container) {
    std::vector<Task> tasks;
    for (const Guid& member : chosen_) {
        tasks.push_back({.command = adding(container, member),
                         .answered = [this, member](const Decision& decision) {
                             if (decision) std::erase(chosen_, member);
                         }});
    }
    answers_.send(context, std::move(tasks), {.stays = true});
}

}  // namespace pim::ui
