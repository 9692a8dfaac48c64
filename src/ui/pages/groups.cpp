#include "ui/pages/groups.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/pages/assignment_fields.hpp"
#include "ui/pages/assignment_lines.hpp"
#include "ui/pages/confirm.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

constexpr std::array<kit::Column, 4> group_columns = {
    {{.label = "Name", .share = 2, .narrow = 2},
     {.label = "Can hold roles"},
     {.label = "Members", .width = 100},
     {.label = "Actions", .width = 90, .hide_label = true, .narrow = 2}}};

std::vector<Guid> group_rows(const Tenant& tenant, const std::string& search) {
    std::vector<std::pair<std::string, Guid>> entries;
    tenant.groups.each([&](const Group& group) {
        if (holds_text(group.display_name, search)) {
            entries.emplace_back(to_lower(group.display_name), group.id);
        }
    });
    std::sort(entries.begin(), entries.end());
    std::vector<Guid> ids;
    for (const auto& entry : entries) ids.push_back(entry.second);
    return ids;
}

}  // namespace

void GroupsPage::draw(PortalContext& context) {
    kit::page({.title = "Groups",
               .description = "Role-assignable groups can hold roles, any group can approve"});
    if (const auto bar = kit::command_bar("Group commands")) {
        if (kit::command_button(
                {.label = "New group…###new-group", .icon = kit::icon::people_team})) {
            context.open_panel(std::make_unique<GroupPanel>(Group{}));
        }
    }
    kit::text_field({.label = "Search by name###search",
                     .placeholder = "Search",
                     .search = true,
                     .hide_label = true,
                     .width = 320},
                    search_);
    const std::vector<Guid>& groups =
        groups_.of(context, search_, [&] { return group_rows(context.tenant, search_); });
    kit::table({.label = "Groups",
                .columns = group_columns,
                .rows = groups.size(),
                .row_key = [&](std::size_t i) { return row_key(groups[i]); },
                .empty_title = "No groups",
                .empty_text = "Press New group to create one",
                .empty_icon = kit::icon::people_team},
               state_, [&](std::size_t i, kit::Cells& cells) {
                   const Group* group = context.tenant.groups.find(groups[i]);
                   if (group == nullptr) return;
                   if (cells.link(group->display_name)) {
                       context.open_panel(std::make_unique<GroupPanel>(*group));
                   }
                   cells.text(group->role_assignable ? "Yes" : "No");
                   cells.text(cat(group->members.size()));
                   cells.next();
                   delete_button(context, group->id, group->display_name);
               });
}

GroupPanel::GroupPanel(Group group) : group_(std::move(group)) {}

std::string GroupPanel::title(const PortalContext&) const {
    return group_.id.is_null() ? "New group" : cat("Group – ", group_.display_name);
}

void GroupPanel::draw_people(PortalContext& context, const Group& saved) {
    constexpr std::array<kit::TabOptions, 2> tabs = {
        {{.label = "Members###members"}, {.label = "Owners###owners"}}};
    kit::tabs("People of the group", tabs, tab_);
    const ChoiceKinds kinds{.users = true, .service_principals = true};
    if (tab_ == 0) return members_.draw(context, saved.id, saved.members, kinds);
    if (context.tenant.origin) {
        return kit::prose("Owners are not read from the backend, change them there",
                          {.secondary = true});
    }
    kit::prose("Owners change the group, its members and its owners without a role",
               {.secondary = true});
    owners_.draw(context, saved.id, saved.owners, kinds);
}

void GroupPanel::draw(PortalContext& context) {
    const Group* saved = context.tenant.groups.find(group_.id);
    kit::text_field({.label = "Name###name",
                     .required = true,
                     .length_max = static_cast<int>(display_name_length_max)},
                    group_.display_name);
    kit::text_field({.label = "Description###description",
                     .length_max = static_cast<int>(description_length_max)},
                    group_.description);
    kit::checkbox(
        {.label = "Roles can be assigned to the group###role-assignable",
         .description = "Fixed once the group exists",
         .disabled_reason = saved == nullptr ? "" : "this is fixed when the group is created"},
        group_.role_assignable);
    if (saved != nullptr) {
        kit::fact_id("Id", to_text(saved->id));
        kit::divider();
        draw_people(context, *saved);
    } else {
        kit::prose("Members and owners are chosen once the group exists", {.secondary = true});
    }
    const SaveGroup command{group_};
    const std::string_view button = saved == nullptr ? "Create###send" : "Save###send";
    if (foot_.draw(context, command, {.button = button})) {
        const bool created = saved == nullptr;
        // The panel stays open for the members of what was just created.
        foot_.send(context,
                   {.command = command,
                    .answered =
                        [this, created](const Decision& decision) {
                            if (created && decision) group_.id = decision->subject;
                        }},
                   {.stays = true});
    }
}

}  // namespace pim::ui
