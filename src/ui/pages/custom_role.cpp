#include "ui/pages/custom_role.hpp"

#include <utility>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/pages/assignment_fields.hpp"
#include "ui/pages/confirm.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        if (!is_blank(line)) lines.emplace_back(line);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return lines;
}

RoleDefinition empty_role() {
    RoleDefinition role;
    role.built_in = false;
    role.scope_administrative_unit = true;
    return role;
}

}  // namespace

CustomRolePanel::CustomRolePanel(RoleDefinition role) : role_(std::move(role)) {
    for (const std::string& permission : role_.permissions) {
        permissions_ += cat(permission, "\n");
    }
}

std::string CustomRolePanel::title(const PortalContext&) const {
    return role_.id.is_null() ? "New custom role" : cat("Edit – ", role_.display_name);
}

void CustomRolePanel::draw(PortalContext& context) {
    kit::text_field({.label = "Name###name",
                     .required = true,
                     .length_max = static_cast<int>(display_name_length_max)},
                    role_.display_name);
    kit::text_area({.label = "Description###description", .rows = 2}, role_.description);
    if (kit::text_area({.label = "Permissions###permissions",
                        .help = "One a line, as in microsoft.directory/users/basic/update",
                        .rows = 5},
                       permissions_)) {
        role_.permissions = lines_of(permissions_);
    }
    if (const auto group = kit::group({.label = "Can be limited to", .heading = true})) {
        kit::checkbox({.label = "One administrative unit###unit"}, role_.scope_administrative_unit);
        kit::checkbox({.label = "One application###application"}, role_.scope_application);
        kit::checkbox({.label = "One service principal###principal"},
                      role_.scope_service_principal);
    }
    kit::checkbox(
        {.label = "Privileged###privileged", .description = "Marked in the list of roles"},
        role_.privileged);
    const SaveRole command{role_};
    const bool created = role_.id.is_null();
    if (foot_.draw(context, command, {.button = created ? "Create###send" : "Save###send"})) {
        foot_.send(context, {.command = command});
    }
}

void new_role_button(PortalContext& context) {
    RoleDefinition probe = empty_role();
    probe.display_name = "New custom role";
    probe.permissions = {"microsoft.directory/users/standard/read"};
    if (kit::command_button({.label = "New custom role…###new-role",
                             .icon = kit::icon::shield_task,
                             .disabled_reason = reason_against(context, SaveRole{probe})})) {
        context.open_panel(std::make_unique<CustomRolePanel>(empty_role()));
    }
}

void custom_role_buttons(PortalContext& context, const RoleDefinition& role) {
    if (role.built_in) return;
    if (kit::command_button({.label = "Edit role…###edit-role",
                             .icon = kit::icon::edit,
                             .disabled_reason = reason_against(context, SaveRole{role})})) {
        context.open_panel(std::make_unique<CustomRolePanel>(role));
    }
    if (kit::command_button({.label = "Delete role…###delete-role",
                             .icon = kit::icon::delete_bin,
                             .disabled_reason = reason_against(context, DeleteRole{role.id})})) {
        context.open_panel(std::make_unique<ConfirmPanel>(
            Question{.title = cat("Delete – ", role.display_name),
                     .text = cat("Delete the role ", role.display_name,
                                 "? Its assignments end at the same moment"),
                     .button = "Delete",
                     .command = DeleteRole{role.id},
                     .then = "#/roles"}));
    }
}

}  // namespace pim::ui
