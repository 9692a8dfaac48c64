#include "core/recipients.hpp"

#include <algorithm>

namespace pim {

namespace {

void add(std::vector<Recipient>& recipients, Recipient recipient) {
    const bool known =
        std::any_of(recipients.begin(), recipients.end(), [&](const Recipient& other) {
            return other.principal == recipient.principal &&
                   equals_ignoring_case(other.address, recipient.address);
        });
    if (!known) recipients.push_back(std::move(recipient));
}

std::vector<Recipient> administrators(const Tenant& tenant, Audience audience) {
    std::vector<Recipient> all =
        active_holders(tenant, role::global_administrator, Because::global_administrator);
    for (Recipient& next : active_holders(tenant, role::privileged_role_administrator,
                                          Because::privileged_role_administrator)) {
        add(all, std::move(next));
    }
    if (audience == Audience::watchers) {
        for (Recipient& next : active_holders(tenant, role::security_administrator,
                                              Because::security_administrator)) {
            add(all, std::move(next));
        }
    }
    return all;
}

std::vector<Recipient> holders(const Tenant& tenant, const Guid& principal, Because because) {
    std::vector<Recipient> all;
    if (tenant.users.find(principal)) {
        all.push_back(Recipient{principal, {}, because, {}});
    } else if (tenant.groups.find(principal)) {
        for (const Guid& user : users_of(tenant, Approver{principal, true})) {
            all.push_back(Recipient{user, {}, because, principal});
        }
    }
    return all;
}

/// The address as a recipient: a persona where it is one's, else a mailbox of its own.
Recipient addressee(const Tenant& tenant, const std::string& address) {
    const auto user = tenant.user_by_name.find(to_lower(address));
    Recipient recipient;
    recipient.because = Because::additional_recipient;
    if (user != tenant.user_by_name.end()) {
        recipient.principal = user->second;
    } else {
        recipient.address = address;
    }
    return recipient;
}

/// Puts the notice together as the rule says: level, default recipients, additional addresses.
void add_under_rule(std::vector<Notice>& notices, const Tenant& tenant, const Guid& role,
                    MailKind kind, RuleId rule, std::vector<Recipient> defaults) {
    const NotificationRule& settings = policy_of(tenant, role).notification(rule);
    if (settings.level == NotificationLevel::none) return;
    if (settings.level == NotificationLevel::critical && !is_critical(kind)) return;
    Notice notice{kind, rule, {}};
    if (settings.default_recipients) notice.recipients = std::move(defaults);
    for (const std::string& address : settings.recipients) {
        add(notice.recipients, addressee(tenant, address));
    }
    if (notice.recipients.empty()) return;
    if (notice.recipients.size() > notification_recipients_max) {
        notice.recipients.resize(notification_recipients_max);
    }
    notices.push_back(std::move(notice));
}

void leave_out(std::vector<Recipient>& recipients, const Guid& except) {
    if (except.is_null()) return;
    recipients.erase(std::remove_if(recipients.begin(), recipients.end(),
                                    [&](const Recipient& r) { return r.principal == except; }),
                     recipients.end());
}

}  // namespace

bool is_critical(MailKind kind) {
    return kind == MailKind::extend_requested || kind == MailKind::renew_requested ||
           kind == MailKind::activation_requested;
}

RuleId admin_rule(AssignmentKind kind) {
    return kind == AssignmentKind::eligible ? RuleId::notification_admin_admin_eligibility
                                            : RuleId::notification_admin_admin_assignment;
}

RuleId requestor_rule(AssignmentKind kind) {
    return kind == AssignmentKind::eligible ? RuleId::notification_requestor_admin_eligibility
                                            : RuleId::notification_requestor_admin_assignment;
}

RuleId approver_rule(AssignmentKind kind) {
    return kind == AssignmentKind::eligible ? RuleId::notification_approver_admin_eligibility
                                            : RuleId::notification_approver_admin_assignment;
}

void notify_administrators(std::vector<Notice>& notices, const Tenant& tenant, const Guid& role,
                           MailKind kind, RuleId rule, Audience audience, const Guid& except) {
    std::vector<Recipient> defaults = administrators(tenant, audience);
    leave_out(defaults, except);
    add_under_rule(notices, tenant, role, kind, rule, std::move(defaults));
}

void notify_holder(std::vector<Notice>& notices, const Tenant& tenant, const Guid& role,
                   const Guid& principal, MailKind kind, RuleId rule, Because because) {
    add_under_rule(notices, tenant, role, kind, rule, holders(tenant, principal, because));
}

void notify_approvers(std::vector<Notice>& notices, const Tenant& tenant, const Request& request,
                      MailKind kind, RuleId rule) {
    std::vector<Recipient> defaults;
    for (const Approver& approver : request.approval->approvers) {
        for (const Guid& user : users_of(tenant, approver)) {
            if (user == request.principal) continue;
            add(defaults,
                Recipient{user, {}, Because::approver, approver.group ? approver.id : Guid{}});
        }
    }
    add_under_rule(notices, tenant, request.role, kind, rule, std::move(defaults));
}

Notice notice_to(const Tenant& tenant, const Guid& principal, MailKind kind, Because because) {
    return Notice{kind, std::nullopt, holders(tenant, principal, because)};
}

Notice notice_to_watchers(const Tenant& tenant, MailKind kind) {
    return Notice{kind, std::nullopt, administrators(tenant, Audience::watchers)};
}

std::vector<Notice> assignment_notices(const Tenant& tenant, const Guid& role,
                                       const Guid& principal, AssignmentKind kind, MailKind mail,
                                       Audience audience, const Guid& except) {
    std::vector<Notice> notices;
    notices.reserve(2);
    notify_administrators(notices, tenant, role, mail, admin_rule(kind), audience, except);
    notify_holder(notices, tenant, role, principal, mail, requestor_rule(kind), Because::assignee);
    return notices;
}

std::vector<Notice> activation_notices(const Tenant& tenant, const Guid& role,
                                       const Guid& principal) {
    std::vector<Notice> notices;
    notify_administrators(notices, tenant, role, MailKind::activated,
                          RuleId::notification_admin_end_user_assignment, Audience::watchers);
    notify_holder(notices, tenant, role, principal, MailKind::activated,
                  RuleId::notification_requestor_end_user_assignment, Because::requester);
    return notices;
}

}  // namespace pim
