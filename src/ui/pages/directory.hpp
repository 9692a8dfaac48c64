#pragma once

#include <string>
#include <vector>

#include "ui/app.hpp"
#include "ui/kit/table.hpp"
#include "ui/pages/assignment_fields.hpp"
#include "ui/pages/members.hpp"

namespace pim::ui {

/// Sandbox > Directory: service principals, applications and administrative units.
class DirectoryPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    void draw_table(PortalContext& context, ObjectType type);

    int tab_ = 0;
    std::string search_;
    kit::TableState state_;
    Cached<std::vector<Guid>> rows_;
};

/// Creates a service principal or an application, or renames it.
class ApplicationPanel : public Panel {
public:
    ApplicationPanel(ObjectType type, Guid id, std::string display_name, Guid app_id);
    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    Command command() const;

    ObjectType type_;
    Guid id_;
    std::string display_name_;
    Guid app_id_;
    Guid application_;  ///< the registration chosen for it
    Cached<Choices> applications_;
    FormFoot foot_;
};

/// Creates an administrative unit, or changes its name and members.
class UnitPanel : public Panel {
public:
    explicit UnitPanel(AdministrativeUnit unit);
    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    AdministrativeUnit unit_;
    MembersEditor members_;
    FormFoot foot_;
};

}  // namespace pim::ui
