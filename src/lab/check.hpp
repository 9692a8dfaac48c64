#pragma once

#include <optional>
#include <string>

#include "core/decide.hpp"
#include "lab/lookup.hpp"
#include "lab/scenario.hpp"

namespace pim::lab {

/// Against what an expectation is held.
struct Shown {
    const Tenant& tenant;
    const Lookup& lookup;
    Instant now;
    std::int64_t since = 0;  ///< mails and audit rows count from the event after this one
};

/// Why an expectation does not hold; nothing where it does.
std::optional<std::string> check(const Operation& operation, const Shown& shown);

/// The same for the verbs about mail and audit.
std::optional<std::string> check_mail(const Operation& operation, const Shown& shown);
std::optional<std::string> check_audit(const Operation& operation, const Shown& shown);
/// And for those about requests.
std::optional<std::string> check_request(const Operation& operation, const Shown& shown);
/// And for those about a role's settings.
std::optional<std::string> check_settings(const Operation& operation, const Shown& shown);
/// And for those about the security alerts.
std::optional<std::string> check_alert(const Operation& operation, const Shown& shown);

/// Why what became of a command is not what the line expects.
std::optional<std::string> check_decision(const Expected& expected, const Decision& decision,
                                          const Tenant& after, Instant now);
/// Why a refusal is not the expected one.
std::optional<std::string> check_refusal(const Expected& expected, const Refusal& refusal,
                                         Instant now);

/// Why an actual window differs from the one written.
std::optional<std::string> check_window(const std::optional<Moment>& from,
                                        const std::optional<Moment>& until, bool permanent,
                                        std::optional<Instant> start, std::optional<Instant> end,
                                        Instant now);

/// One line about a refusal: code, rules and what they say.
std::string describe(const Refusal& refusal);

}  // namespace pim::lab
