#pragma once

#include <optional>
#include <string_view>

#include "ui/app.hpp"
#include "ui/pages/assignment_form.hpp"
#include "ui/pages/form_answers.hpp"
#include "ui/pages/graph_view.hpp"

namespace pim::ui {

struct AssignmentFieldsOptions {
    bool kind = true;   ///< the assignment type may be chosen
    bool start = true;  ///< a later start may be chosen
};

/// The fields of an assignment's settings. True in the frame in which the type changed.
bool assignment_fields(PortalContext& context, AssignmentForm& form, const Guid& role,
                       const AssignmentFieldsOptions& options);

struct FormFootOptions {
    std::string_view button;  ///< `Assign###assign`
    bool danger = false;
};

/// The foot of a panel's form: why the command would be refused, its Graph request, and the
/// buttons.
class FormFoot {
public:
    /// True when the form is to be sent. The button is greyed with every reason while the command
    /// would be refused.
    bool draw(PortalContext& context, const Command& command, const FormFootOptions& options);
    /// The same for a command whose answer is known already, because asking is work.
    bool draw(PortalContext& context, const Command& command, const std::optional<Refusal>& refusal,
              const FormFootOptions& options);
    /// Sends what the form asks for; what is refused is shown above the buttons.
    void send(PortalContext& context, Task task, Afterwards then = {});

private:
    FormAnswers answers_;
    GraphDisclosure graph_;
};

/// The reasons that a person cannot see from a required field that is still empty, as a box; and
/// the simulated MFA prompt where MFA is what is missing.
void form_reasons(PortalContext& context, const Refusal& refusal);

/// Who and what a form is about.
void assignment_facts(const PortalContext& context, const Schedule& schedule);

}  // namespace pim::ui
