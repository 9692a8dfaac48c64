#pragma once

#include <string>
#include <vector>

#include "ui/app.hpp"
#include "ui/kit/table.hpp"
#include "ui/pages/assignment_lines.hpp"
#include "ui/pages/assignment_table.hpp"

namespace pim::ui {

/// Manage > Roles: every role with how many hold it.
class RolesPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    std::string search_;
    bool assigned_only_ = false;
    kit::TableState state_;
    Cached<std::vector<RoleLine>> lines_;
};

/// Manage > Roles > a role: its assignments.
class RoleAssignmentsPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    AssignmentTable table_;
};

/// Manage > Assignments: those of all roles.
class AssignmentsPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    AssignmentTable table_;
};

}  // namespace pim::ui
