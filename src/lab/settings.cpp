#include "lab/settings.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace pim::lab {

namespace {

/// The switch that a key turns on or off; null for keys of another kind.
bool* find_switch(Policy& policy, std::string_view key) {
    if (key == "mfa") return &policy.activation_enablement.mfa;
    if (key == "justification") return &policy.activation_enablement.justification;
    if (key == "ticket") return &policy.activation_enablement.ticketing;
    if (key == "approval") return &policy.approval.required;
    if (key == "approver-justification") return &policy.approval.approver_justification;
    if (key == "eligible-mfa") return &policy.eligible_enablement.mfa;
    if (key == "eligible-justification") return &policy.eligible_enablement.justification;
    if (key == "eligible-ticket") return &policy.eligible_enablement.ticketing;
    if (key == "active-mfa") return &policy.active_enablement.mfa;
    if (key == "active-justification") return &policy.active_enablement.justification;
    if (key == "active-ticket") return &policy.active_enablement.ticketing;
    return nullptr;
}

Duration* find_length(Policy& policy, std::string_view key) {
    if (key == "max") return &policy.activation_expiration.maximum;
    if (key == "eligible-max") return &policy.eligible_expiration.maximum;
    if (key == "active-max") return &policy.active_expiration.maximum;
    return nullptr;
}

/// `notify.<eligible|active|activation>.<admin|assignee|approver>`.
NotificationRule& notification_of(Policy& policy, std::string_view key) {
    const std::vector<std::string_view> parts = divide(key, '.');
    std::size_t place = parts[1] == "eligible" ? 0 : parts[1] == "active" ? 3 : 6;
    if (parts[2] == "assignee") place += 1;
    if (parts[2] == "approver") place += 2;
    return policy.notifications[place];
}

/// `all`, `critical`, `none`, then `no-default` and addresses, divided by semicolons.
Outcome<NotificationRule> parse_notification(std::string_view value) {
    NotificationRule rule;
    bool first = true;
    for (const std::string_view part : divide(value, ';')) {
        const std::optional<NotificationLevel> level = parse_name<NotificationLevel>(part);
        if (first && !level) return failure(cat("`", part, "` is no level of notification"));
        if (first) {
            rule.level = *level;
        } else if (part == "no-default") {
            rule.default_recipients = false;
        } else {
            rule.recipients.emplace_back(part);
        }
        first = false;
    }
    return rule;
}

Outcome<std::vector<Approver>> parse_approvers(std::string_view value, const Tenant& tenant,
                                               const Lookup& lookup) {
    std::vector<Approver> approvers;
    if (value == "none") return approvers;
    for (const std::string_view name : divide(value, ',')) {
        const std::optional<Guid> id = lookup.object(tenant, name);
        if (!id) return failure(cat("nobody is called `", name, "`"));
        const bool group = name.front() == '#' || object_type(tenant, *id) == ObjectType::group;
        approvers.push_back(Approver{*id, group});
    }
    return approvers;
}

}  // namespace

Outcome<bool> parse_switch(std::string_view value) {
    if (value == "on" || value == "off") return value == "on";
    return failure(cat("`", value, "` is neither on nor off"));
}

Outcome<Policy> with_settings(Policy policy, const std::vector<Option>& options,
                              const Tenant& tenant, const Lookup& lookup) {
    for (const Option& option : options) {
        if (Duration* length = find_length(policy, option.key)) {
            const std::optional<Duration> value = parse_length(option.value);
            if (!value) return failure(cat("`", option.value, "` is no length of time"));
            *length = *value;
        } else if (option.key == "approvers") {
            Outcome<std::vector<Approver>> approvers =
                parse_approvers(option.value, tenant, lookup);
            if (!approvers) return tl::unexpected<Error>(approvers.error());
            policy.approval.approvers = std::move(*approvers);
        } else if (option.key == "context") {
            policy.authentication_context.enabled = option.value != "off";
            if (option.value != "off") policy.authentication_context.claim_value = option.value;
        } else if (option.key.compare(0, 7, "notify.") == 0) {
            Outcome<NotificationRule> rule = parse_notification(option.value);
            if (!rule) return tl::unexpected<Error>(rule.error());
            notification_of(policy, option.key) = std::move(*rule);
        } else {
            const Outcome<bool> on = parse_switch(option.value);
            if (!on) return tl::unexpected<Error>(on.error());
            if (option.key == "permanent-eligible") {
                policy.eligible_expiration.required = !*on;
            } else if (option.key == "permanent-active") {
                policy.active_expiration.required = !*on;
            } else if (bool* target = find_switch(policy, option.key)) {
                *target = *on;
            }
        }
    }
    return policy;
}

}  // namespace pim::lab
