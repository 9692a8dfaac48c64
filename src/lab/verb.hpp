#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/alert.hpp"

namespace pim::lab {

/// Every verb of the scenario language.
enum class Verb {
    // the stage
    use,
    tenant,
    at,
    tick,
    as,
    // the directory
    licence,
    delay,
    user,
    guest,
    group,
    application,
    service_principal,
    unit,
    role,
    member,
    remove_member,
    owner,
    remove_owner,
    remove_object,
    remove_role,
    sign_in,
    mfa,
    set,
    // schedules
    eligible,
    active,
    update,
    remove,
    extend,
    renew,
    activate,
    deactivate,
    give_up,
    self_extend,
    self_renew,
    approve,
    deny,
    decide,
    cancel,
    outside,
    outside_remove,
    // security alerts
    refresh,
    dismiss,
    take_up,
    configure,
    fix,
    // mail and audit
    read,
    draw,
    repeat,
    // expectations
    expect,
    mail,
    no_mail,
    mail_count,
    unread,
    audit,
    no_audit,
    pending,
    approvals,
    decisions,
    request,
    settings,
    warning,
    no_warning,
    both_ways,
    right,
    no_right,
    tab,
    next,
    drawn,
    last_sign_in,
    roles,
    role_is,
    requested,
    alert,
    incident,
    severity,
    outlook,
};

/// What a verb takes besides its names; bits.
enum Takes : unsigned {
    takes_nothing = 0,
    takes_text = 1,       ///< a quoted text may stand
    needs_text = 2,       ///< a quoted text must stand
    takes_window = 4,     ///< a length, `permanent`, `from …`, `until …`, `no-schedule`
    takes_kind = 8,       ///< `eligible` or `active`
    takes_settings = 16,  ///< the options of `set`
    is_stage = 32,        ///< moves time or caller, sends no command
    is_expectation = 64,
    is_self = 128,  ///< concerns its caller
};

/// One verb of the language, with its grammar.
struct VerbText {
    Verb verb;
    std::string_view word;
    /// The names that follow, by what they are; `=word` is a filler that must be written.
    std::string_view names;
    unsigned takes;
    std::string_view options;   ///< keys of `key=value`, divided by spaces
    std::string_view keywords;  ///< words that take the next word as their value
    std::string_view flags;     ///< words that stand alone
};

/// The grammar of a verb by its word; null where no verb has it.
const VerbText* find_verb(std::string_view word);
const VerbText& text_of(Verb verb);

/// All verbs, in their order.
std::span<const VerbText> verbs();

/// The alert of a word: `licence`, `mfa`, `unused`, `outside`, `frequent`, `stale` or
/// `administrators`.
std::optional<AlertKind> find_alert(std::string_view word);

/// The keys that `set` and `settings` know.
bool is_settings_key(std::string_view key);

}  // namespace pim::lab
