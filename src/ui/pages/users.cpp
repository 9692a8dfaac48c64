#include "ui/pages/users.hpp"

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

constexpr std::array<kit::Column, 6> user_columns = {
    {{.label = "Name", .share = 1.5F, .sortable = true, .narrow = 2},
     {.label = "User principal name", .share = 1.7F, .sortable = true},
     {.label = "Type", .width = 70},
     {.label = "MFA", .width = 100},
     {.label = "Last sign-in", .width = 136, .sortable = true},
     {.label = "Actions", .width = 76, .hide_label = true, .narrow = 2}}};

/// With less, as beside the walk, names would be cut.
constexpr float names_whole_from = 760;

std::vector<Guid> user_rows(const Tenant& tenant, const std::string& search,
                            const kit::TableState& state) {
    struct UserLine {
        Guid id;
        std::string key;
        Instant at;
    };
    std::vector<UserLine> entries;
    tenant.users.each([&](const User& user) {
        if (!holds_text(user.display_name, search) &&
            !holds_text(user.user_principal_name, search)) {
            return;
        }
        entries.push_back(
            {user.id,
             to_lower(state.sort_column == 1 ? user.user_principal_name : user.display_name),
             state.sort_column == 4 ? user.last_sign_in.value_or(instant_min) : instant_min});
    });
    const auto before = [](const UserLine& a, const UserLine& b) {
        return a.at != b.at ? a.at < b.at : a.key < b.key;
    };
    std::stable_sort(entries.begin(), entries.end(), [&](const UserLine& a, const UserLine& b) {
        return state.descending ? before(b, a) : before(a, b);
    });
    std::vector<Guid> ids;
    for (const UserLine& entry : entries) ids.push_back(entry.id);
    return ids;
}

void draw_user(PortalContext& context, const User& user, kit::Cells& cells) {
    if (cells.link(user.display_name)) context.open_panel(std::make_unique<UserPanel>(user));
    cells.text(user.user_principal_name);
    cells.text(name(user.type));
    if (user.mfa_done) {
        cells.badge("Passed", kit::Tone::success);
    } else {
        cells.badge("Not passed", kit::Tone::neutral);
    }
    cells.next();
    if (user.last_sign_in) {
        moment(*user.last_sign_in);
    } else {
        kit::text("Never");
    }
    cells.next();
    delete_button(context, user.id, user.display_name);
}

}  // namespace

void UsersPage::draw(PortalContext& context) {
    kit::page({.title = "Users", .description = "The people of this tenant, each a persona"});
    if (const auto bar = kit::command_bar("User commands")) {
        if (kit::command_button({.label = "New user…###new-user", .icon = kit::icon::person_add})) {
            context.open_panel(std::make_unique<UserPanel>(User{}));
        }
        if (kit::command_button(
                {.label = "New guest…###new-guest", .icon = kit::icon::person_add})) {
            User guest;
            guest.type = UserType::guest;
            context.open_panel(std::make_unique<UserPanel>(guest));
        }
    }
    kit::text_field({.label = "Search by name###search",
                     .placeholder = "Search",
                     .search = true,
                     .hide_label = true,
                     .width = 320},
                    search_);
    const std::vector<Guid>& users =
        users_.of(context, cat(search_, "/", state_.sort_column, state_.descending ? "d" : "a"),
                  [&] { return user_rows(context.tenant, search_, state_); });
    kit::table({.label = "Users",
                .columns = user_columns,
                .rows = users.size(),
                .row_key = [&](std::size_t i) { return row_key(users[i]); },
                .cards_below = names_whole_from,
                .empty_title = "No user found",
                .empty_text = "Try fewer letters, or press New user to create one",
                .empty_icon = kit::icon::person},
               state_, [&](std::size_t i, kit::Cells& cells) {
                   if (const User* user = context.tenant.users.find(users[i])) {
                       draw_user(context, *user, cells);
                   }
               });
}

UserPanel::UserPanel(User user) : user_(std::move(user)) {}

std::string UserPanel::title(const PortalContext&) const {
    if (!user_.id.is_null()) return cat("User – ", user_.display_name);
    return user_.type == UserType::guest ? "New guest" : "New user";
}

void UserPanel::draw(PortalContext& context) {
    const User* saved = context.tenant.users.find(user_.id);
    kit::text_field({.label = "Name###name",
                     .required = true,
                     .length_max = static_cast<int>(display_name_length_max)},
                    user_.display_name);
    kit::text_field({.label = "User principal name###upn",
                     .help = "As in ada@harbour.example",
                     .required = true},
                    user_.user_principal_name);
    constexpr std::array<kit::ChoiceOption, 2> types = {{{.label = "Member"}, {.label = "Guest"}}};
    int type = static_cast<int>(user_.type);
    if (kit::radio_group({.label = "Type###type", .options = types, .horizontal = true}, type)) {
        user_.type = static_cast<UserType>(type);
    }
    kit::toggle({.label = "Multifactor authentication passed###mfa",
                 .description = "In the present sign-in; taking the persona on starts a new one"},
                user_.mfa_done);
    if (saved != nullptr) {
        kit::fact_id("Id", to_text(saved->id));
        moment_fact("Last sign-in", saved->last_sign_in, "Never");
    }
    const SaveUser command{user_};
    const std::string_view button = saved == nullptr ? "Create###send" : "Save###send";
    if (foot_.draw(context, command, {.button = button})) {
        foot_.send(context, {.command = command});
    }
}

}  // namespace pim::ui
