#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ui/app.hpp"

namespace pim::ui {

/// What follows once everything that a form asked for is done.
struct Afterwards {
    std::string go = {};  ///< the page to go to; empty: stay on this one
    bool stays = false;   ///< the panel stays open
};

/// What the commands of a form were answered. The form stays until all of them are done, and what
/// was refused is shown in it, in the words of whoever refused. Lives in the panel or page that
/// sends.
class FormAnswers {
public:
    void send(PortalContext& context, std::vector<Task> tasks, Afterwards then = {});
    void send(PortalContext& context, Task task, Afterwards then = {});
    /// Whether something of the last sending was refused.
    bool refused() const { return !refused_.empty(); }
    /// Those refusals.
    void draw(PortalContext& context) const;

private:
    struct Refused {
        std::string title;  ///< what was asked for
        Refusal refusal;
    };

    std::vector<Refused> refused_;
    std::size_t waiting_ = 0;  ///< tasks of the last sending without an answer
    bool several_ = false;
};

}  // namespace pim::ui
