#include "ui/pages/form_answers.hpp"

#include <utility>

#include "ui/kit/kit.hpp"
#include "ui/parts.hpp"
#include "ui/portal.hpp"
#include "ui/title.hpp"

namespace pim::ui {

void FormAnswers::send(PortalContext& context, std::vector<Task> tasks, Afterwards then) {
    refused_.clear();
    waiting_ = tasks.size();
    several_ = tasks.size() > 1;
    for (Task& task : tasks) {
        task.answered = [this, &portal = context.portal, &side = context.side, then,
                         title = title_of(context.tenant, task.command),
                         told = std::move(task.answered)](const Decision& decision) {
            if (told) told(decision);
            if (!decision) refused_.push_back({title, decision.error()});
            if (--waiting_ > 0 || !refused_.empty()) return;
            if (!then.stays) side.panel_closes = true;
            if (then.go.empty()) return;
            portal.later([&portal, &side, go = then.go] { portal.go(side, go); });
        };
        context.submit(std::move(task));
    }
}

void FormAnswers::send(PortalContext& context, Task task, Afterwards then) {
    std::vector<Task> tasks;
    tasks.push_back(std::move(task));
    send(context, std::move(tasks), std::move(then));
}

void FormAnswers::draw(PortalContext& context) const {
    for (std::size_t i = 0; i < refused_.size(); ++i) {
        const auto scope = kit::key(i);
        if (several_) kit::text(refused_[i].title, {.strong = true});
        refusal_box(context, refused_[i].refusal);
    }
}

}  // namespace pim::ui
