#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/view.hpp"
#include "ui/app.hpp"
#include "ui/kit/table.hpp"

namespace pim::ui {

/// "Approve requests": activations that the persona may answer, and requests to extend or renew
/// for those who administer roles (S0, S2, S4). `#/approve-requests/<request>` opens one.
class ApproveRequestsPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    void open(PortalContext& context, const Guid& request);
    void draw_commands(PortalContext& context, const std::vector<const Request*>& activations);
    void draw_activations(PortalContext& context, const std::vector<const Request*>& activations);
    void draw_decisions(PortalContext& context);

    Cached<std::vector<const Request*>> activations_;
    Cached<std::vector<const Request*>> decisions_;
    kit::TableState activation_table_;
    kit::TableState decision_table_;
    std::set<Guid> ticked_;
    std::string opened_;  ///< the request of the address, once its panel was opened
};

}  // namespace pim::ui
