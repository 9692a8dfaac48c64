#include <algorithm>
#include <functional>

#include "core/access.hpp"
#include "core/deciding.hpp"
#include "core/recipients.hpp"

namespace pim {

namespace {

constexpr std::int64_t audit_days_shown = 30;  ///< behaviours.md §2

/// The switches of the sandbox page belong to its owner, not to a persona.
MaybeRefusal check_owner(const Deciding& d) {
    if (d.caller().is_null() || !d.on(Rule::directory_right)) return std::nullopt;
    return no(RefusalCode::authorization_request_denied,
              {Rule::directory_right, "the sandbox's owner", "a persona", std::nullopt,
               "use the sandbox page"});
}

/// The places of the audit's approvals from a moment on, newest first.
std::vector<std::size_t> approvals_since(const Tenant& tenant, Instant from) {
    std::vector<std::size_t> found;
    for (const std::string_view activity : approval_activities) {
        const std::vector<std::size_t>& places = audit_of(tenant, activity);
        for (auto place = places.rbegin(); place != places.rend(); ++place) {
            if (tenant.audit[*place].at < from) break;
            found.push_back(*place);
        }
    }
    std::sort(found.begin(), found.end(), std::greater<>());
    return found;
}

}  // namespace

MaybeRefusal decide_tenant(Deciding& d, const CreateTenant& c) {
    if (MaybeRefusal refusal = check_owner(d)) return refusal;
    if (!d.tenant.id.is_null() && d.on(Rule::name_is_new)) {
        return no(RefusalCode::bad_request,
                  {Rule::name_is_new, "an empty sandbox", d.tenant.display_name, std::nullopt,
                   "reset the sandbox first"});
    }
    d.accepted.subject = c.id;
    d.emit(TenantCreated{c.id, c.display_name});
    for (const RoleDefinition& role : c.roles) d.emit(RoleDefinitionSaved{role});
    return std::nullopt;
}

MaybeRefusal decide_licence(Deciding& d, const SetLicence& c) {
    if (MaybeRefusal refusal = check_owner(d)) return refusal;
    if (c.licensed == d.tenant.licensed) return std::nullopt;
    std::vector<Notice> notices;
    if (c.licensed) notices.push_back(notice_to_watchers(d.tenant, MailKind::pim_enabled));
    d.emit(LicenceChanged{c.licensed}, std::move(notices));
    return std::nullopt;
}

MaybeRefusal decide_delay(Deciding& d, const SetProvisioningDelay& c) {
    if (MaybeRefusal refusal = check_owner(d)) return refusal;
    if (!(c.delay == d.tenant.provisioning_delay)) d.emit(ProvisioningDelayChanged{c.delay});
    return std::nullopt;
}

MaybeRefusal decide_mail_read(Deciding& d, const MarkMailRead& c) {
    const bool known = c.mail >= 0 && static_cast<std::size_t>(c.mail) < d.tenant.mails.size();
    if (!known) {
        return no(RefusalCode::resource_not_found,
                  {Rule::object_exists, "", cat("mail ", c.mail), std::nullopt, {}});
    }
    const Mail& mail = d.tenant.mails[static_cast<std::size_t>(c.mail)];
    for (std::size_t i = 0; i < mail.recipients.size(); ++i) {
        const Recipient& recipient = mail.recipients[i];
        if (recipient.principal == c.principal &&
            equals_ignoring_case(recipient.address, c.address) && !mail.read_by(i)) {
            d.emit(MailRead{c.mail, c.principal, recipient.address});
            return std::nullopt;
        }
    }
    return std::nullopt;
}

MaybeRefusal decide_draw(Deciding& d, const DrawApprovals& c) {
    if (!reads_roles(d.tenant, d.authority()) && d.on(Rule::administrator_right)) {
        return no(RefusalCode::insufficient_permissions,
                  {Rule::administrator_right, "", "a caller who may not read the audit",
                   std::nullopt, "activate a reader's role first"});
    }
    if (c.one_in < 1 && d.on(Rule::request_form)) {
        return no(RefusalCode::bad_request,
                  {Rule::request_form, "one in 1 or more", cat(c.one_in), std::nullopt, {}});
    }
    // The command's id chooses where counting starts, so that a draw cannot be foreseen.
    std::vector<std::int64_t> rows;
    const Instant from = shift(d.now(), -audit_days_shown * ticks_per_day);
    const auto offset =
        static_cast<std::int64_t>(d.context.command.low % static_cast<std::uint64_t>(c.one_in));
    std::int64_t count = 0;
    const std::vector<std::size_t> approvals = approvals_since(d.tenant, from);
    for (const std::size_t place : approvals) {
        if (count++ % c.one_in == offset) rows.push_back(d.tenant.audit[place].sequence);
    }
    // At least one of few, so that a draw always leads to a look.
    if (rows.empty() && count > 0) rows.push_back(d.tenant.audit[approvals.front()].sequence);
    d.emit(ApprovalsDrawn{c.one_in, rows});
    return std::nullopt;
}

}  // namespace pim
