#include "lab/verb.hpp"

#include <array>

#include "core/names.hpp"

namespace pim::lab {

namespace {

constexpr unsigned schedule = takes_text | takes_window;
constexpr std::string_view schedule_options = "scope ticket ticket-system mfa row context";
constexpr std::string_view self_options = "scope ticket ticket-system mfa row context for";
constexpr unsigned self = schedule | takes_kind | is_self;
constexpr unsigned expectation = is_expectation;
constexpr std::string_view right_of_whom =
    "principal roles|reads|alerts|users|groups|assignable-groups|applications|units";
constexpr std::string_view warning_of_role =
    "role few-approvers|eligible-approver|nobody-chosen|cannot-activate|everyone-suppressed";

// In the order of AlertKind.
constexpr std::array<std::string_view, alert_count> alert_words = {
    "licence", "mfa", "unused", "outside", "frequent", "stale", "administrators"};

constexpr std::array<std::string_view, 27> settings_keys = {"max",
                                                            "mfa",
                                                            "justification",
                                                            "ticket",
                                                            "context",
                                                            "approval",
                                                            "approvers",
                                                            "approver-justification",
                                                            "permanent-eligible",
                                                            "eligible-max",
                                                            "eligible-mfa",
                                                            "eligible-justification",
                                                            "eligible-ticket",
                                                            "permanent-active",
                                                            "active-max",
                                                            "active-mfa",
                                                            "active-justification",
                                                            "active-ticket",
                                                            "notify.eligible.admin",
                                                            "notify.eligible.assignee",
                                                            "notify.eligible.approver",
                                                            "notify.active.admin",
                                                            "notify.active.assignee",
                                                            "notify.active.approver",
                                                            "notify.activation.admin",
                                                            "notify.activation.assignee",
                                                            "notify.activation.approver"};

// In the order of Verb.
constexpr auto verb_table = std::to_array<VerbText>({
    {Verb::use, "use", "sample", is_stage, "", "", ""},
    {Verb::tenant, "tenant", "", needs_text, "id", "", ""},
    {Verb::at, "at", "moment", is_stage, "", "", ""},
    {Verb::tick, "tick", "length", is_stage, "", "", ""},
    {Verb::as, "as", "persona", is_stage, "", "", ""},

    {Verb::licence, "licence", "on|off", takes_nothing, "", "", ""},
    {Verb::delay, "delay", "length", takes_nothing, "", "", ""},
    {Verb::user, "user", "name", takes_text, "id upn mfa", "", "guest"},
    {Verb::guest, "guest", "name", takes_text, "id upn mfa", "", ""},
    {Verb::group, "group", "name", takes_text, "id", "", "role-assignable"},
    {Verb::application, "app", "name", takes_text, "id app-id", "", ""},
    {Verb::service_principal, "sp", "name", takes_text, "id app-id app", "", ""},
    {Verb::unit, "unit", "name", takes_text, "id description", "", ""},
    {Verb::role, "role", "name", takes_text, "id scopes permissions description", "",
     "privileged disabled"},
    {Verb::member, "member", "member =in container", takes_nothing, "", "", ""},
    {Verb::remove_member, "remove-member", "member =from container", takes_nothing, "", "", ""},
    {Verb::owner, "owner", "owner =of group", takes_nothing, "", "", ""},
    {Verb::remove_owner, "remove-owner", "owner =from group", takes_nothing, "", "", ""},
    {Verb::remove_object, "delete", "object", takes_nothing, "", "", ""},
    {Verb::remove_role, "delete-role", "role", takes_nothing, "", "", ""},
    {Verb::sign_in, "signin", "user", takes_nothing, "", "", ""},
    {Verb::mfa, "mfa", "user", takes_nothing, "context", "", ""},
    {Verb::set, "set", "role", takes_settings, "", "", ""},

    {Verb::eligible, "elig", "principal role", schedule, schedule_options, "", ""},
    {Verb::active, "active", "principal role", schedule, schedule_options, "", ""},
    {Verb::update, "update", "principal role", schedule | takes_kind, schedule_options, "", ""},
    {Verb::remove, "remove", "principal role", schedule | takes_kind, schedule_options, "", ""},
    {Verb::extend, "extend", "principal role", schedule | takes_kind, schedule_options, "", ""},
    {Verb::renew, "renew", "principal role", schedule | takes_kind, schedule_options, "", ""},
    {Verb::activate, "activate", "role", self, self_options, "", ""},
    {Verb::deactivate, "deactivate", "role", self, self_options, "", ""},
    {Verb::give_up, "give-up", "role", self, self_options, "", ""},
    {Verb::self_extend, "self-extend", "role", self, self_options, "", ""},
    {Verb::self_renew, "self-renew", "role", self, self_options, "", ""},
    {Verb::approve, "approve", "principal role", takes_text, "scope", "", ""},
    {Verb::deny, "deny", "principal role", takes_text, "scope", "", ""},
    {Verb::decide, "decide", "principal role approve|deny", takes_text | takes_window | takes_kind,
     "scope", "", ""},
    {Verb::cancel, "cancel", "principal role", takes_nothing, "scope", "", ""},
    {Verb::outside, "outside", "principal role", takes_nothing, "scope", "", ""},
    {Verb::outside_remove, "outside-remove", "principal role", takes_nothing, "scope", "", ""},

    {Verb::refresh, "refresh", "alerts", takes_nothing, "", "", ""},
    {Verb::dismiss, "dismiss", "alert", takes_nothing, "", "", ""},
    {Verb::take_up, "take-up", "alert", takes_nothing, "", "", ""},
    {Verb::configure, "configure", "alert", takes_nothing, "enabled count percentage duration", "",
     ""},
    {Verb::fix, "fix", "alert name", takes_nothing, "", "role", ""},

    {Verb::read, "read", "recipient", needs_text, "", "", ""},
    {Verb::draw, "draw", "number", takes_nothing, "", "", ""},
    {Verb::repeat, "repeat", "", takes_nothing, "", "", ""},

    {Verb::expect, "expect",
     "principal role "
     "eligible|active|assigned|activated|scheduled|expired|unlisted|none|inactive|ineligible",
     expectation | takes_window, "scope", "via", ""},
    {Verb::mail, "mail", "recipient", expectation | needs_text, "body why link", "because via",
     "ever"},
    {Verb::no_mail, "no-mail", "recipient", expectation | takes_text, "body", "because", "ever"},
    {Verb::mail_count, "mail-count", "recipient number", expectation, "", "", "ever"},
    {Verb::unread, "unread", "recipient number", expectation, "", "", ""},
    {Verb::audit, "audit", "", expectation | needs_text, "", "by about role reason", "ever drawn"},
    {Verb::no_audit, "no-audit", "", expectation | takes_text, "", "by about role", "ever"},
    {Verb::pending, "pending", "viewer role|none", expectation, "scope age left", "of is", ""},
    {Verb::approvals, "approvals", "viewer role|none", expectation, "scope", "of", ""},
    {Verb::decisions, "decisions", "viewer role|none", expectation, "scope", "of is", ""},
    {Verb::request, "request", "principal role status", expectation | takes_window | takes_kind,
     "scope step by", "", ""},
    {Verb::settings, "settings", "role", expectation | takes_settings, "", "", ""},
    {Verb::warning, "warning", warning_of_role, expectation, "", "about", ""},
    {Verb::no_warning, "no-warning", warning_of_role, expectation, "", "about", ""},
    {Verb::both_ways, "both-ways", "principal role yes|no", expectation, "", "", "in-pim outside"},
    {Verb::right, "right", right_of_whom, expectation, "", "", ""},
    {Verb::no_right, "no-right", right_of_whom, expectation, "", "", ""},
    {Verb::tab, "tab", "eligible|active|expired role number", expectation, "", "", ""},
    {Verb::next, "next", "moment", expectation, "", "", ""},
    {Verb::drawn, "drawn", "number", expectation, "", "", ""},
    {Verb::last_sign_in, "last-sign-in", "user moment", expectation, "", "", ""},
    {Verb::roles, "roles", "built-in|custom number", expectation, "", "", ""},
    {Verb::role_is, "role-is", "role privileged|ordinary|built-in|custom", expectation, "", "", ""},
    {Verb::requested, "requested", "principal role yes|no", expectation, "", "", ""},
    {Verb::alert, "alert", "alert active|inactive number", expectation, "", "", ""},
    {Verb::incident, "incident", "alert name yes|no", expectation, "", "role", ""},
    {Verb::severity, "severity", "alert low|medium|high", expectation, "", "", ""},
    {Verb::outlook, "outlook",
     "role principal at-once|after-approval|under-way|nobody-approves|refused|none",
     expectation | takes_settings, "", "", ""},
});

}  // namespace

std::span<const VerbText> verbs() {
    return verb_table;
}

const VerbText* find_verb(std::string_view word) {
    for (const VerbText& verb : verbs()) {
        if (verb.word == word) return &verb;
    }
    return nullptr;
}

const VerbText& text_of(Verb verb) {
    return verbs()[static_cast<std::size_t>(verb)];
}

std::optional<AlertKind> find_alert(std::string_view word) {
    for (const AlertKind alert : all_alerts) {
        if (alert_words[static_cast<std::size_t>(alert)] == word) return alert;
    }
    return std::nullopt;
}

bool is_settings_key(std::string_view key) {
    for (const std::string_view known : settings_keys) {
        if (known == key) return true;
    }
    return false;
}

}  // namespace pim::lab
