#pragma once

#include <functional>
#include <optional>
#include <string>

#include "ui/app.hpp"
#include "ui/pages/assignment_fields.hpp"

namespace pim::ui {

/// What is asked before something that cannot be undone.
struct Question {
    std::string title;
    std::string text;
    std::string button;  ///< `Delete`
    Command command;
    std::string then;  ///< the page to go to afterwards; empty: stay
    bool as_owner = false;
};

/// A panel with one question and its command.
class ConfirmPanel : public Panel {
public:
    explicit ConfirmPanel(Question question);
    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    Question question_;
    FormFoot foot_;
};

/// Asks before another sandbox takes the place of this one.
class ReplacePanel : public Panel {
public:
    explicit ReplacePanel(std::function<void()> replace);
    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    std::function<void()> replace_;
};

/// A row's or panel's Delete button: greyed as the core would answer, it asks first.
void delete_button(PortalContext& context, const Guid& id, const std::string& name);

}  // namespace pim::ui
