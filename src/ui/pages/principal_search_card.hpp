#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ui/backend_link.hpp"
#include "ui/pages/choices.hpp"

namespace pim::ui {

/// Below a list of people: looks up at the backend whoever is not in it. Draws nothing where the
/// list has everybody: in a sandbox of one's own, and in one that stands for a lab.
class PrincipalSearchCard {
public:
    /// Whoever is added comes into the sandbox, and among the chosen; in the place of what was
    /// chosen where only one is. True when the choice changed.
    bool draw(PortalContext& context, const ChoiceKinds& kinds, std::vector<Guid>& chosen,
              bool single = false);

private:
    bool take_added(const Tenant& tenant, std::vector<Guid>& chosen, bool single);
    void draw_field(PortalContext& context, BackendLink& link, const ChoiceKinds& kinds);
    void draw_findings(PortalContext& context, BackendLink& link, const std::vector<Guid>& chosen);
    void draw_found(PortalContext& context, BackendLink& link, const sync::Principal& found,
                    const std::vector<Guid>& chosen);

    std::string text_;
    int search_ = 0;  ///< the number of this one's own search
    /// Who was asked for and is not here yet; held by what happens after the frame, too.
    std::shared_ptr<std::optional<Guid>> added_ = std::make_shared<std::optional<Guid>>();
};

}  // namespace pim::ui
