#include "api/operations.hpp"
#include "core/mail.hpp"
#include "core/text.hpp"

namespace pim::api {

namespace {

std::string address_of(const Tenant& tenant, const Recipient& recipient) {
    const User* user = tenant.users.find(recipient.principal);
    return user != nullptr ? user->user_principal_name : recipient.address;
}

void write_mail(graph::JsonWriter& out, const Tenant& tenant, const Mail& mail,
                std::size_t recipient) {
    const MailText text = render(tenant, mail, recipient);
    out.begin_object();
    out.member_integer("sequence", mail.sequence);
    out.member("sentDateTime", to_text(mail.at));
    out.member("kind", name(mail.kind));
    out.member("to", address_of(tenant, mail.recipients[recipient]));
    out.member("because", name(mail.recipients[recipient].because));
    out.member("subject", text.subject);
    out.member("body", text.body);
    out.member("why", text.why);
    out.member("link", text.link);
    out.member("isRead", mail.read_by(recipient));
    out.end_object();
}

/// The mailbox that `to` names: a persona's, or an address's (ruling 30).
struct Addressee {
    const Mailbox* box = nullptr;
    Guid principal;
    std::string address;

    bool is(const Recipient& recipient) const {
        if (!principal.is_null()) return recipient.principal == principal;
        return !recipient.address.empty() && equals_ignoring_case(recipient.address, address);
    }
};

graph::Reading<Addressee> find_addressee(const Exchange& exchange) {
    const Tenant& tenant = exchange.tenant();
    const std::string to(query_value(exchange, "to"));
    const bool persona = parse_guid(to) || tenant.user_by_name.count(to_lower(to)) > 0;
    Addressee addressee;
    if (!persona && to.find('@') != std::string::npos) {
        addressee.address = to;
        addressee.box = &mailbox_of(tenant, to_lower(to));
        return addressee;
    }
    const auto principal = query_principal(exchange, "to");
    if (!principal) return tl::unexpected(principal.error());
    addressee.principal = *principal;
    addressee.box = &mailbox_of(tenant, *principal);
    return addressee;
}

}  // namespace

void list_mail(Exchange& exchange) {
    const auto top = query_number(exchange, "top", rows_default, 1, rows_max);
    if (!top) return exchange.reject(top.error());
    const Tenant& tenant = exchange.tenant();
    const bool everybody = query_value(exchange, "to").empty();
    const auto addressee = find_addressee(exchange);
    if (!addressee) return exchange.reject(addressee.error());
    graph::JsonWriter out;
    out.begin_object().key("value").begin_array();
    std::int64_t left = *top;
    const std::size_t count = everybody ? tenant.mails.size() : addressee->box->mails.size();
    for (std::size_t i = count; i > 0 && left > 0; --i) {
        const Mail& mail = tenant.mails[everybody ? i - 1 : addressee->box->mails[i - 1]];
        for (std::size_t r = 0; r < mail.recipients.size() && left > 0; ++r) {
            if (!everybody && !addressee->is(mail.recipients[r])) continue;
            write_mail(out, tenant, mail, r);
            --left;
        }
    }
    out.end_array().end_object();
    exchange.reply(200, out.take());
}

}  // namespace pim::api
