#include "core/text.hpp"
#include "lab/check.hpp"

namespace pim::lab {

namespace {

using Problem = std::optional<std::string>;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// Whose mailbox it is: of a principal, or of an address that is no persona.
struct Owner {
    std::optional<Guid> principal;
    std::string address;

    bool owns(const Recipient& recipient) const {
        if (principal) return recipient.principal == *principal;
        return recipient.principal.is_null() && equals_ignoring_case(recipient.address, address);
    }
    const Mailbox& mailbox(const Tenant& tenant) const {
        return principal ? mailbox_of(tenant, *principal) : mailbox_of(tenant, to_lower(address));
    }
};

/// The first of a mailbox's mails that came after an event.
std::size_t first_since(const Tenant& tenant, const Mailbox& box, std::int64_t since) {
    std::size_t at = box.mails.size();
    while (at > 0 && tenant.mails[box.mails[at - 1]].sequence > since) --at;
    return at;
}

bool matches(const Operation& operation, const Shown& shown, const Mail& mail, std::size_t i) {
    const Recipient& recipient = mail.recipients[i];
    if (const Option* because = operation.option("because")) {
        if (name(recipient.because) != because->value) return false;
    }
    if (const Option* via = operation.option("via")) {
        const std::optional<Guid> group = shown.lookup.object(shown.tenant, via->value);
        if (!group || recipient.via_group != *group) return false;
    }
    const MailText text = render(shown.tenant, mail, i);
    if (operation.text && !contains(text.subject, *operation.text)) return false;
    const Option* body = operation.option("body");
    const Option* why = operation.option("why");
    const Option* link = operation.option("link");
    return (body == nullptr || contains(text.body, body->value)) &&
           (why == nullptr || contains(text.why, why->value)) &&
           (link == nullptr || contains(text.link, link->value));
}

Problem check_unread(const Operation& operation, const Shown& shown, const Owner& mailbox) {
    const std::size_t unread = mailbox.mailbox(shown.tenant).unread;
    if (to_text(static_cast<std::int64_t>(unread)) == operation.names[1].text) return std::nullopt;
    return cat(unread, " mails are unread");
}

Guid actor_of(const Shown& shown, std::string_view word) {
    if (word == "pim" || word == "owner") return Guid{};
    return shown.lookup.object(shown.tenant, word).value_or(Guid{1, 1});
}

bool matches(const Operation& operation, const Shown& shown, const AuditRow& row) {
    if (operation.text && row.activity != *operation.text) return false;
    if (const Option* by = operation.option("by")) {
        if (row.actor != actor_of(shown, by->value)) return false;
    }
    if (const Option* about = operation.option("about")) {
        if (row.principal != actor_of(shown, about->value)) return false;
    }
    if (const Option* role = operation.option("role")) {
        if (row.role != shown.lookup.role(shown.tenant, role->value)) return false;
    }
    if (const Option* reason = operation.option("reason")) {
        if (!contains(row.justification, reason->value)) return false;
    }
    return !operation.flag("drawn") || row.drawn_for_review;
}

Problem check_drawn(const Operation& operation, const Shown& shown) {
    std::int64_t drawn = 0;
    for (const std::string_view activity : approval_activities) {
        for (const std::size_t place : audit_of(shown.tenant, activity)) {
            if (shown.tenant.audit[place].drawn_for_review) ++drawn;
        }
    }
    if (to_text(drawn) == operation.names[0].text) return std::nullopt;
    return cat(drawn, " approvals are drawn");
}

}  // namespace

Problem check_mail(const Operation& operation, const Shown& shown) {
    const std::string& word = operation.names[0].text;
    const Owner mailbox{shown.lookup.object(shown.tenant, word), word};
    if (!mailbox.principal && !contains(word, "@")) {
        return not_known("name", word);
    }
    if (operation.verb == Verb::unread) return check_unread(operation, shown, mailbox);
    const std::int64_t since = operation.flag("ever") ? -1 : shown.since;
    std::int64_t count = 0;
    std::string seen;
    std::string found;
    const Mailbox& box = mailbox.mailbox(shown.tenant);
    for (std::size_t at = first_since(shown.tenant, box, since); at < box.mails.size(); ++at) {
        const Mail& mail = shown.tenant.mails[box.mails[at]];
        for (std::size_t i = 0; i < mail.recipients.size(); ++i) {
            if (!mailbox.owns(mail.recipients[i])) continue;
            ++count;
            const MailText text = render(shown.tenant, mail, i);
            seen += cat(seen.empty() ? "" : "; ", text.subject, " (",
                        name(mail.recipients[i].because), ")");
            if (matches(operation, shown, mail, i)) found = text.subject;
        }
    }
    if (seen.empty()) seen = "nothing";
    if (operation.verb == Verb::mail_count) {
        if (to_text(count) == operation.names[1].text) return std::nullopt;
        return cat(count, " mails came: ", seen);
    }
    if (found.empty() == (operation.verb == Verb::no_mail)) return std::nullopt;
    return cat("what came is: ", seen);
}

Problem check_audit(const Operation& operation, const Shown& shown) {
    if (operation.verb == Verb::drawn) return check_drawn(operation, shown);
    const std::int64_t since = operation.flag("ever") ? -1 : shown.since;
    const std::deque<AuditRow>& rows = shown.tenant.audit;
    std::size_t first = rows.size();
    while (first > 0 && rows[first - 1].sequence > since) --first;
    std::string seen;
    bool found = false;
    for (std::size_t at = first; at < rows.size(); ++at) {
        seen += cat(seen.empty() ? "" : "; ", rows[at].activity);
        found = found || matches(operation, shown, rows[at]);
    }
    if (found == (operation.verb == Verb::audit)) return std::nullopt;
    return cat("the audit log has: ", seen.empty() ? std::string("nothing") : seen);
}

}  // namespace pim::lab
