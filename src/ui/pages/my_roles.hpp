#pragma once

#include <vector>

#include "core/view.hpp"
#include "ui/app.hpp"
#include "ui/kit/table.hpp"

namespace pim::ui {

/// "My roles": what the persona may activate, has active, and had until lately (S0, S2).
class MyRolesPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    enum class Tab { eligible, active, expired };
    struct Row {
        AssignmentRow assignment;
        std::string role;
    };

    const std::vector<Row>& rows(PortalContext& context, Tab tab);
    void draw_table(PortalContext& context, Tab tab);
    void draw_row(PortalContext& context, Tab tab, const Row& row, class kit::Cells& cells);
    void draw_actions(PortalContext& context, Tab tab, const AssignmentRow& row, kit::Cells& cells);

    Cached<std::vector<Row>> eligible_;
    Cached<std::vector<Row>> active_;
    Cached<std::vector<Row>> expired_;
    kit::TableState tables_[3];
    int expired_kind_ = 0;  ///< the switch Eligible | Active
};

}  // namespace pim::ui
