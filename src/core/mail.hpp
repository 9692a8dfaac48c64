#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/request.hpp"

namespace pim {

/// The mails that PIM sends: the rows of the table in behaviours.md §8.
enum class MailKind {
    assigned,  ///< eligible or active, see MailFacts::kind
    updated,
    removed,
    extended,  ///< by an administrator, without a request
    renewed,
    expiring,  ///< 14 days or 1 day ahead
    expired,
    extend_requested,
    renew_requested,
    request_approved,  ///< extend or renew
    request_denied,
    activation_requested,  ///< an approver is asked
    activation_approved,
    activation_denied,
    activated,
    activation_expired,  ///< the request lapsed (ruling 2)
    activation_ended,    ///< with its eligibility (ruling 13)
    assigned_outside,
    weekly_digest,
    pim_enabled,
    activation_failed,  ///< approved, but the eligibility had ended (ruling 26)
};

/// Why somebody is among the recipients.
enum class Because {
    assignee,
    requester,
    global_administrator,
    privileged_role_administrator,
    security_administrator,
    approver,
    additional_recipient,
};

/// One recipient of a mail: a principal, or an address that is no persona (ruling 30).
struct Recipient {
    Guid principal;       ///< null for an address
    std::string address;  ///< empty for a principal
    Because because = Because::assignee;
    Guid via_group;  ///< the group through which it was reached; null if directly

    friend bool operator==(const Recipient&, const Recipient&) = default;
};

/// A mail that an event sends: what kind, under which rule, to whom. Events carry the recipients,
/// so that reading the journal again decides nothing again.
struct Notice {
    MailKind kind = MailKind::assigned;
    std::optional<RuleId> rule;  ///< the notification rule that governs it; none: always sent
    std::vector<Recipient> recipients;
};

/// What a mail is about, kept with it so that it still reads right when the rows are gone.
struct MailFacts {
    AssignmentKind kind = AssignmentKind::eligible;
    AssignmentType type = AssignmentType::assigned;
    Guid principal;
    Guid role;
    Scope scope;
    std::optional<Instant> start;
    std::optional<Instant> end;
    Guid actor;  ///< who did or asked it; null: PIM itself
    std::string justification;
    Guid request;
    Guid schedule;
    int days_left = 0;  ///< of `expiring`

    friend bool operator==(const MailFacts&, const MailFacts&) = default;
};

/// The mails of one event share their facts.
using SharedFacts = std::shared_ptr<const MailFacts>;

/// The facts of a mail that is about nothing in particular.
const SharedFacts& no_facts();

/// The tiles of the weekly digest.
struct DigestFigures {
    std::int64_t activations = 0;  ///< users with an activation that began, each once
    std::int64_t made_permanent = 0;
    std::int64_t assigned_in_pim = 0;
    std::int64_t assigned_outside = 0;

    friend bool operator==(const DigestFigures&, const DigestFigures&) = default;
};

/// A sent mail as the mailboxes show it.
struct Mail {
    std::int64_t sequence = 0;  ///< of the event that sent it
    Instant at;
    MailKind kind = MailKind::assigned;
    std::optional<RuleId> rule;
    std::vector<Recipient> recipients;
    std::vector<std::uint32_t> readers;  ///< places in `recipients` of those who read it
    SharedFacts facts = no_facts();
    std::optional<DigestFigures> digest;

    /// Whether a recipient (index into recipients) has read it.
    bool read_by(std::size_t recipient) const {
        return std::find(readers.begin(), readers.end(), recipient) != readers.end();
    }
};

struct Tenant;

/// A rendered mail.
struct MailText {
    std::string subject;  ///< begins with "PIM: "
    std::string body;     ///< plain text, paragraphs divided by empty lines
    std::string why;      ///< why this recipient got it
    std::string link;     ///< page of the portal that it is about, e.g. `#/approve/<request>`
};

/// Writes a mail for one of its recipients (index into recipients).
MailText render(const Tenant& tenant, const Mail& mail, std::size_t recipient);

}  // namespace pim

template <>
struct pim::Names<pim::MailKind> {
    static constexpr std::array<std::string_view, 21> texts = {"assigned",
                                                               "updated",
                                                               "removed",
                                                               "extended",
                                                               "renewed",
                                                               "expiring",
                                                               "expired",
                                                               "extendRequested",
                                                               "renewRequested",
                                                               "requestApproved",
                                                               "requestDenied",
                                                               "activationRequested",
                                                               "activationApproved",
                                                               "activationDenied",
                                                               "activated",
                                                               "activationExpired",
                                                               "activationEnded",
                                                               "assignedOutside",
                                                               "weeklyDigest",
                                                               "pimEnabled",
                                                               "activationFailed"};
};
template <>
struct pim::Names<pim::Because> {
    static constexpr std::array<std::string_view, 7> texts = {"assignee",
                                                              "requester",
                                                              "globalAdministrator",
                                                              "privilegedRoleAdministrator",
                                                              "securityAdministrator",
                                                              "approver",
                                                              "additionalRecipient"};
};
