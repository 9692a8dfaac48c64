#pragma once

#include <string>
#include <vector>

#include "ui/app.hpp"

namespace pim::ui {

constexpr std::size_t menu_personas_max = 10;
constexpr std::size_t panel_personas_max = 200;

/// The people of the persona menu: the first of the tenant, and the present one.
std::vector<Guid> menu_personas(const Tenant& tenant, const Guid& present);

/// Chooses whom to act as among everybody.
class PersonaPanel : public Panel {
public:
    std::string title(const PortalContext&) const override { return "Act as"; }
    void draw(PortalContext& context) override;

private:
    std::string filter_;
    Cached<std::vector<Guid>> found_;
};

}  // namespace pim::ui
