#include "core/settings_view.hpp"
#include "core/text.hpp"
#include "lab/check.hpp"
#include "lab/settings.hpp"

namespace pim::lab {

namespace {

using Problem = std::optional<std::string>;

Problem check_values(const Operation& operation, const Shown& shown, const Guid& role) {
    const Policy policy = settings_of(shown.tenant, role);
    const Outcome<Policy> wanted =
        with_settings(policy, operation.options, shown.tenant, shown.lookup);
    if (!wanted) return wanted.error().what;
    std::string rules;
    for (const RuleId rule : differing_rules(policy, *wanted)) {
        rules += cat(rules.empty() ? "" : ", ", name(rule));
    }
    if (rules.empty()) return std::nullopt;
    return cat("the role's settings differ in ", rules);
}

Problem check_warning(const Operation& operation, const Shown& shown, const Guid& role) {
    const Option* about = operation.option("about");
    std::optional<Guid> principal;
    if (about != nullptr) {
        principal = shown.lookup.object(shown.tenant, about->value);
        if (!principal) return not_known("name", about->value);
    }
    const Policy policy = settings_of(shown.tenant, role);
    bool found = false;
    std::string seen;
    for (const SettingsWarning& warning : warnings_of(shown.tenant, policy)) {
        const std::string_view kind = name(warning.kind);
        seen += cat(seen.empty() ? "" : ", ", kind);
        bool concerned = !principal;
        for (const Guid& id : warning.principals) concerned = concerned || id == principal;
        found = found || (kind == operation.names[1].text && concerned);
    }
    if (found == (operation.verb == Verb::warning)) return std::nullopt;
    return cat("the warnings are: ", seen.empty() ? std::string("none") : seen);
}

/// What activating comes to for somebody, under the settings as they are but for the options.
Problem check_outlook(const Operation& operation, const Shown& shown, const Guid& role) {
    const std::optional<Guid> principal =
        shown.lookup.object(shown.tenant, operation.names[1].text);
    if (!principal) return not_known("name", operation.names[1].text);
    const Outcome<Policy> draft = with_settings(settings_of(shown.tenant, role), operation.options,
                                                shown.tenant, shown.lookup);
    if (!draft) return draft.error().what;
    std::string seen;
    bool found = false;
    for (const ActivationOutlook& outlook : activation_outlook(shown.tenant, *draft, shown.now)) {
        if (outlook.eligibility.holder != *principal) continue;
        const std::string_view prospect = name(outlook.prospect);
        seen += cat(seen.empty() ? "" : ", ", prospect);
        found = found || prospect == operation.names[2].text;
    }
    if (seen.empty()) seen = "none";
    if (found || seen == operation.names[2].text) return std::nullopt;
    return cat("the outlook is: ", seen);
}

}  // namespace

std::optional<std::string> check_settings(const Operation& operation, const Shown& shown) {
    const std::optional<Guid> role = shown.lookup.role(shown.tenant, operation.names[0].text);
    if (!role) return not_known("role", operation.names[0].text);
    if (operation.verb == Verb::settings) return check_values(operation, shown, *role);
    if (operation.verb == Verb::outlook) return check_outlook(operation, shown, *role);
    return check_warning(operation, shown, *role);
}

}  // namespace pim::lab
