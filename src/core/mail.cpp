#include "core/mail.hpp"

#include "core/tenant.hpp"

namespace pim {

namespace {

/// A date for reading: `2026-03-27 09:30 UTC`.
std::string readable(Instant instant) {
    std::string text = to_text(instant).substr(0, 16);
    text[10] = ' ';
    return text + " UTC";
}

std::string kind_of(const MailFacts& facts) {
    if (facts.type == AssignmentType::activated) return "activated";
    return facts.kind == AssignmentKind::eligible ? "eligible" : "active";
}

/// Writes one mail; the parts that every mail has stand at its end.
class Writer {
public:
    Writer(const Tenant& tenant, const Mail& mail)
        : tenant_(tenant),
          facts_(*mail.facts),
          mail_(mail),
          who_(display_name(tenant, facts_.principal)),
          role_(display_name(tenant, facts_.role)) {}

    std::string subject() const {
        const std::string kind = kind_of(facts_);
        switch (mail_.kind) {
            case MailKind::assigned:
                return cat(who_,
                           facts_.end ? " was assigned the " : " was permanently assigned the ",
                           role_, " role");
            case MailKind::updated:
                return cat("The ", role_, " assignment of ", who_, " was updated");
            case MailKind::removed:
                return cat(who_, " was removed from the ", role_, " role");
            case MailKind::extended:
                return cat("The ", role_, " assignment of ", who_, " was extended");
            case MailKind::renewed:
                return cat("The ", role_, " assignment of ", who_, " was renewed");
            case MailKind::expiring:
                return cat("The ", role_, " assignment of ", who_, " expires in ", facts_.days_left,
                           facts_.days_left == 1 ? " day" : " days");
            case MailKind::expired:
                return cat("The ", role_, " assignment of ", who_, " expired");
            case MailKind::extend_requested:
                return cat("Review the request of ", who_, " to extend the ", role_, " role");
            case MailKind::renew_requested:
                return cat("Review the request of ", who_, " to renew the ", role_, " role");
            case MailKind::request_approved:
                return cat("The request of ", who_, " for the ", role_, " role was approved");
            case MailKind::request_denied:
                return cat("The request of ", who_, " for the ", role_, " role was denied");
            case MailKind::activation_requested:
                return cat("Review the request of ", who_, " to activate the ", role_, " role");
            case MailKind::activation_approved:
                return cat("The activation of the ", role_, " role by ", who_, " was approved");
            case MailKind::activation_denied:
                return cat("The activation of the ", role_, " role by ", who_, " was denied");
            case MailKind::activation_failed:
                return cat("The activation of the ", role_, " role by ", who_,
                           " was approved too late");
            case MailKind::activated:
                return cat(who_, " activated the ", role_, " role");
            case MailKind::activation_expired:
                return cat("The request of ", who_, " to activate the ", role_, " role expired");
            case MailKind::activation_ended:
                return cat("The activation of the ", role_, " role by ", who_, " has ended");
            case MailKind::assigned_outside:
                return cat(who_, " was assigned the ", role_, " role outside of PIM");
            case MailKind::weekly_digest:
                return cat("Weekly digest of ", tenant_.display_name);
            case MailKind::pim_enabled:
                return cat("Privileged Identity Management is enabled for ", tenant_.display_name);
        }
        return {};
    }

    std::string lead() const {
        switch (mail_.kind) {
            case MailKind::extend_requested:
            case MailKind::renew_requested:
                return "An administrator has to approve or deny this request.";
            case MailKind::activation_requested:
                return "The role becomes active only when one of its approvers approves. The "
                       "request lapses 24 hours after it was made.";
            case MailKind::expiring:
                return "Ask for an extension before the end if the role is still needed.";
            case MailKind::expired:
                return "It can be renewed within 30 days.";
            case MailKind::activation_expired:
                return "Nobody answered within 24 hours. Make a new request if the role is still "
                       "needed.";
            case MailKind::activation_ended:
                return "It rested on an eligibility that its holder has no longer: the eligibility "
                       "has ended, or the holder left the group that has it.";
            case MailKind::activation_failed:
                return "The eligibility has ended in the meantime, or leaves less than five "
                       "minutes.";
            case MailKind::assigned_outside:
                return "Assignments outside of PIM have no end and no activation. Check whether "
                       "this one is wanted.";
            default:
                return {};
        }
    }

    std::string body() const {
        if (mail_.kind == MailKind::weekly_digest) return digest();
        if (mail_.kind == MailKind::pim_enabled) return "Roles can be managed just in time now.";
        std::string out = cat(subject(), ".\n\n");
        if (const std::string first = lead(); !first.empty()) out += cat(first, "\n\n");
        out += cat("Role: ", role_, "\nScope: ", display_name(tenant_, facts_.scope),
                   "\nAssignment type: ", kind_of(facts_), "\nMember: ", who_);
        if (tells_window()) {
            out += cat("\nStart: ",
                       facts_.start ? readable(*facts_.start) : std::string("on approval"));
            out += cat("\nEnd: ", facts_.end ? readable(*facts_.end) : no_end());
        }
        out += cat("\nBy: ", facts_.actor.is_null() ? std::string("Privileged Identity Management")
                                                    : display_name(tenant_, facts_.actor));
        if (!facts_.justification.empty()) out += cat("\nReason: ", facts_.justification);
        return out;
    }

    std::string link(Because because) const {
        const bool own = because == Because::assignee || because == Because::requester;
        const std::string request = to_text(facts_.request);
        switch (mail_.kind) {
            case MailKind::activation_requested:
            case MailKind::extend_requested:
            case MailKind::renew_requested:
                return cat("#/approve-requests/", request);
            case MailKind::activation_approved:
            case MailKind::activated:
                return "#/my-roles/active";
            case MailKind::activation_denied:
            case MailKind::activation_failed:
            case MailKind::activation_expired:
            case MailKind::activation_ended:
                return "#/my-roles/eligible";
            case MailKind::expired:
                return own ? std::string("#/my-roles/expired") : role_page();
            case MailKind::weekly_digest:
            case MailKind::pim_enabled:
                return "#/roles";
            default:
                if (!own) return role_page();
                return facts_.kind == AssignmentKind::eligible ? "#/my-roles/eligible"
                                                               : "#/my-roles/active";
        }
    }

private:
    std::string role_page() const { return cat("#/roles/", to_text(facts_.role), "/assignments"); }

    /// What became of a request for an activation is not when it runs: that mail follows.
    bool tells_window() const {
        return mail_.kind != MailKind::activation_approved &&
               mail_.kind != MailKind::activation_denied &&
               mail_.kind != MailKind::activation_failed &&
               mail_.kind != MailKind::activation_expired;
    }

    std::string no_end() const {
        const bool activation = facts_.type == AssignmentType::activated;
        return activation ? "after the time asked for" : "permanent";
    }

    std::string digest() const {
        const DigestFigures figures = mail_.digest.value_or(DigestFigures{});
        return cat("In the last seven days\n\nUsers activated: ", figures.activations,
                   "\nUsers made permanent: ", figures.made_permanent,
                   "\nRole assignments in PIM: ", figures.assigned_in_pim,
                   "\nRole assignments outside of PIM: ", figures.assigned_outside);
    }

    const Tenant& tenant_;
    const MailFacts& facts_;
    const Mail& mail_;
    std::string who_;
    std::string role_;
};

std::string because_words(Because because) {
    switch (because) {
        case Because::assignee:
            return "the assignment is yours";
        case Because::requester:
            return "you made the request";
        case Because::global_administrator:
            return "you are an active Global Administrator";
        case Because::privileged_role_administrator:
            return "you are an active Privileged Role Administrator";
        case Because::security_administrator:
            return "you are an active Security Administrator";
        case Because::approver:
            return "you are one of the role's approvers";
        case Because::additional_recipient:
            return "this address is an additional recipient in the role's settings";
    }
    return {};
}

}  // namespace

const SharedFacts& no_facts() {
    static const SharedFacts none = std::make_shared<const MailFacts>();
    return none;
}

MailText render(const Tenant& tenant, const Mail& mail, std::size_t recipient) {
    const Writer writer(tenant, mail);
    const Recipient& reader = mail.recipients[recipient];
    MailText text;
    text.subject = cat("PIM: ", writer.subject());
    text.body = writer.body();
    text.why = cat("You got this because ", because_words(reader.because));
    if (!reader.via_group.is_null()) {
        text.why += cat(" through the group ", display_name(tenant, reader.via_group));
    }
    if (mail.rule) text.why += cat(" (rule ", name(*mail.rule), ")");
    text.link = writer.link(reader.because);
    return text;
}

}  // namespace pim
