#pragma once

#include <vector>

#include "core/access.hpp"
#include "core/mail.hpp"

namespace pim {

// Who gets which mail: the table of behaviours.md §8 under the nine notification rules.

/// Which administrators a mail goes to by default.
enum class Audience {
    deciders,  ///< active Global and Privileged Role Administrators
    watchers,  ///< those and Security Administrators
};

/// A notice to administrators under a rule of the role's settings. `except` is left out: the one
/// who did it, where "all other administrators" are told. Empty where the rule suppresses it.
void notify_administrators(std::vector<Notice>& notices, const Tenant& tenant, const Guid& role,
                           MailKind kind, RuleId rule, Audience audience, const Guid& except = {});

/// A notice to the holder of an assignment; a group's goes to each member (ruling 30).
void notify_holder(std::vector<Notice>& notices, const Tenant& tenant, const Guid& role,
                   const Guid& principal, MailKind kind, RuleId rule, Because because);

/// A notice to the approvers of an activation request.
void notify_approvers(std::vector<Notice>& notices, const Tenant& tenant, const Request& request,
                      MailKind kind, RuleId rule);

/// A notice that no rule governs: to the holder alone.
Notice notice_to(const Tenant& tenant, const Guid& principal, MailKind kind, Because because);

/// A notice that no rule governs: to the administrators who watch.
Notice notice_to_watchers(const Tenant& tenant, MailKind kind);

/// Mails at level Critical: those that ask their reader to act at once.
bool is_critical(MailKind kind);

/// The admin, requestor and approver rules for mails about assigning in a kind.
RuleId admin_rule(AssignmentKind kind);
RuleId requestor_rule(AssignmentKind kind);
RuleId approver_rule(AssignmentKind kind);

/// The mails about an assignment to administrators and its holder, both under its kind's rules.
std::vector<Notice> assignment_notices(const Tenant& tenant, const Guid& role,
                                       const Guid& principal, AssignmentKind kind, MailKind mail,
                                       Audience audience, const Guid& except = {});

/// The mails about a role that became active by activation.
std::vector<Notice> activation_notices(const Tenant& tenant, const Guid& role,
                                       const Guid& principal);

}  // namespace pim
