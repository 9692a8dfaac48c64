#include "ui/pages/role_settings.hpp"

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/pages/policy_words.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

constexpr int outlook_tab = 3;
constexpr std::array<kit::TabOptions, 4> tabs = {{{.label = "Activation###activation"},
                                                  {.label = "Assignment###assignment"},
                                                  {.label = "Notification###notification"},
                                                  {.label = "Who can activate###outlook"}}};

/// What the warnings depend on beside the tenant.
std::string warning_key(const Policy& policy) {
    std::string key = cat(to_text(policy.role), policy.approval.required ? "/approval" : "/");
    for (const Approver& approver : policy.approval.approvers) key += to_text(approver.id);
    for (const NotificationRule& rule : policy.notifications) {
        key += cat("/", static_cast<int>(rule.level), rule.default_recipients ? "d" : "",
                   recipients_text(rule.recipients));
    }
    return key;
}

void draw_lines(const std::vector<SettingLine>& lines) {
    for (const SettingLine& line : lines) kit::fact(line.term, line.value);
}

void draw_notifications(const Policy& policy) {
    for (const NotificationTrio& trio : notification_groups()) {
        const auto group = kit::group({.label = trio.heading, .heading = true});
        for (std::size_t i = 0; i < trio.rules.size(); ++i) {
            kit::fact(trio.words[i], notification_text(policy.notification(trio.rules[i])));
        }
    }
}

}  // namespace

void RoleSettingsPage::draw(PortalContext& context) {
    const auto id = parse_guid(context.route.part(1));
    const RoleDefinition* role = id ? context.tenant.roles.find(*id) : nullptr;
    if (role == nullptr) {
        kit::page({.title = "Role settings"});
        if (kit::empty_state({.icon = kit::icon::settings,
                              .title = "This role does not exist",
                              .text = "It may have been deleted",
                              .action = "Show all settings"})) {
            context.navigate("#/settings");
        }
        return;
    }
    if (!(role_ == role->id)) {
        role_ = role->id;
        draft_.reset();
    }
    const bool editing = context.route.part(2) == "edit";
    if (editing && !draft_) draft_.emplace(settings_of(context.tenant, role->id));
    if (!editing) draft_.reset();
    const std::array<kit::Crumb, 1> crumbs = {{{.label = "Settings", .href = "#/settings"}}};
    const std::string title =
        cat(editing ? "Edit role setting – " : "Role setting details – ", role->display_name);
    kit::page({.title = title, .breadcrumb = crumbs});
    if (editing) {
        draw_edit(context, *role);
    } else {
        draw_view(context, *role);
    }
}

void RoleSettingsPage::draw_warnings(PortalContext& context, const Policy& policy) {
    const std::vector<SettingsWarning>& warnings = warnings_.of(
        context, warning_key(policy), [&] { return warnings_of(context.tenant, policy); });
    for (std::size_t i = 0; i < warnings.size(); ++i) {
        const auto scope = kit::key(i);
        kit::message_bar({.text = warnings[i].text, .id = "warning", .tone = kit::Tone::warning});
    }
}

void RoleSettingsPage::draw_view(PortalContext& context, const RoleDefinition& role) {
    const Policy policy = settings_of(context.tenant, role.id);
    const std::string id = to_text(role.id);
    if (const auto bar = kit::command_bar("Setting commands")) {
        const auto refusal = context.refusal_of(UpdatePolicy{policy});
        const std::string reason = refusal ? refusal_text(*refusal) : std::string();
        if (kit::command_button(
                {.label = "Edit###edit", .icon = kit::icon::edit, .disabled_reason = reason})) {
            context.navigate(cat("#/settings/", id, "/edit"));
        }
        if (kit::command_button(
                {.label = "Role assignments###assignments", .icon = kit::icon::shield_person})) {
            context.navigate(cat("#/roles/", id, "/eligible"));
        }
    }
    draw_warnings(context, policy);
    kit::tabs("Settings", tabs, tab_);
    if (tab_ == 0) draw_lines(activation_lines(context.tenant, policy));
    if (tab_ == 1) draw_lines(assignment_setting_lines(policy));
    if (tab_ == 2) draw_notifications(policy);
    if (tab_ == outlook_tab) outlook_.draw(context, warning_key(policy), policy, policy);
    kit::space(8);
    if (policy.modified) {
        moment_fact("Last updated", policy.modified, "");
        if (!policy.modified_by.is_null()) {
            kit::fact("Last updated by", display_name(context.tenant, policy.modified_by));
        }
    } else {
        kit::prose("Nobody has changed these settings, they are the product's defaults",
                   {.secondary = true});
    }
}

void RoleSettingsPage::draw_edit(PortalContext& context, const RoleDefinition& role) {
    const std::string view = cat("#/settings/", to_text(role.id));
    kit::tabs("Settings", tabs, tab_);
    if (tab_ == 0) activation_fields(context, *draft_, approvers_, search_);
    if (tab_ == 1) assignment_setting_fields(*draft_);
    if (tab_ == 2) notification_fields(*draft_);
    if (tab_ == outlook_tab) {
        outlook_.draw(context, warning_key(draft_->policy), settings_of(context.tenant, role.id),
                      draft_->policy);
    }
    kit::space(8);
    draw_warnings(context, draft_->policy);
    const UpdatePolicy command{draft_->policy};
    const auto refusal = context.refusal_of(command);
    if (refusal) refusal_box(context, *refusal, kit::Tone::warning);
    answers_.draw(context);
    const std::string reason = refusal ? refusal_text(*refusal) : std::string();
    graph_.draw(context, command);
    const auto row = kit::row({.id = "edit-buttons"});
    if (kit::button(
            {.label = "Update###update", .kind = kit::Kind::primary, .disabled_reason = reason})) {
        answers_.send(context, Task{command}, {.go = view, .stays = true});
    }
    if (tab_ < 2) {
        const std::string next =
            cat("Next: ", tab_ == 0 ? "Assignment" : "Notification", "###next");
        if (kit::button({.label = next})) ++tab_;
    }
    if (kit::button({.label = "Cancel###cancel"})) context.navigate(view);
}

}  // namespace pim::ui
