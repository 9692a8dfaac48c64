#include <algorithm>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/pages/policy_words.hpp"
#include "ui/pages/role_settings.hpp"

namespace pim::ui {
namespace {

constexpr int contexts_offered = 25;  // the product's own list ends there; Graph takes c1 to c99

/// The three ways to prove who one is when activating; they exclude each other.
enum class Proof { none, mfa, context };

Proof proof_of(const Policy& policy) {
    if (policy.authentication_context.enabled) return Proof::context;
    return policy.activation_enablement.mfa ? Proof::mfa : Proof::none;
}

void context_field(AuthenticationContextRule& rule) {
    std::vector<std::string> labels;
    std::vector<kit::ChoiceOption> options;
    int chosen = -1;
    for (int i = 1; i <= contexts_offered; ++i) labels.push_back(cat("c", i));
    if (std::find(labels.begin(), labels.end(), rule.claim_value) == labels.end() &&
        !rule.claim_value.empty()) {
        labels.push_back(rule.claim_value);
    }
    for (const std::string& label : labels) {
        if (label == rule.claim_value) chosen = static_cast<int>(options.size());
        options.push_back({.label = label});
    }
    if (kit::combo({.label = "Authentication context###context",
                    .options = options,
                    .required = true,
                    .placeholder = "Select one"},
                   chosen) &&
        chosen >= 0) {
        rule.claim_value = labels[static_cast<std::size_t>(chosen)];
    }
}

void proof_field(Policy& policy) {
    constexpr std::array<kit::ChoiceOption, 3> proofs = {{{.label = "None"},
                                                          {.label = "Multifactor authentication"},
                                                          {.label = "Authentication context"}}};
    int proof = static_cast<int>(proof_of(policy));
    if (kit::radio_group({.label = "On activation, require###proof", .options = proofs}, proof)) {
        policy.activation_enablement.mfa = static_cast<Proof>(proof) == Proof::mfa;
        policy.authentication_context.enabled = static_cast<Proof>(proof) == Proof::context;
        if (policy.authentication_context.enabled &&
            policy.authentication_context.claim_value.empty()) {
            policy.authentication_context.claim_value = "c1";
        }
    }
    if (policy.authentication_context.enabled) context_field(policy.authentication_context);
}

/// A checkbox for "permanent" and the length that holds without it.
void expiration_fields(std::string_view permanent, std::string_view after, ExpirationRule& rule) {
    bool allowed = !rule.required;
    if (kit::checkbox({.label = permanent}, allowed)) rule.required = !allowed;
    std::vector<kit::ChoiceOption> options;
    std::string other;
    int chosen = -1;
    for (const ExpiryChoice& choice : expiry_choices()) {
        if (choice.length == rule.maximum) chosen = static_cast<int>(options.size());
        options.push_back({.label = choice.label});
    }
    if (chosen < 0) {
        other = to_words(rule.maximum);
        chosen = static_cast<int>(options.size());
        options.push_back({.label = other});
    }
    if (kit::combo({.label = after,
                    .options = options,
                    .disabled_reason =
                        allowed ? "permanent assignments are allowed, untick that first" : "",
                    .width = 280},
                   chosen)) {
        const auto at = static_cast<std::size_t>(chosen);
        if (at < expiry_choices().size()) rule.maximum = expiry_choices()[at].length;
    }
}

}  // namespace

PolicyDraft::PolicyDraft(const Policy& from) : policy(from) {
    for (std::size_t i = 0; i < recipients.size(); ++i) {
        recipients[i] = recipients_text(policy.notifications[i].recipients);
    }
}

void activation_fields(PortalContext& context, PolicyDraft& draft, Cached<Choices>& approvers,
                       PrincipalSearchCard& search) {
    Policy& policy = draft.policy;
    auto minutes_now =
        static_cast<int>(policy.activation_expiration.maximum.ticks / ticks_per_minute);
    if (kit::duration_slider(
            {.label = "Activation maximum duration###maximum",
             .minimum = static_cast<int>(activation_maximum_least.ticks / ticks_per_minute),
             .maximum = static_cast<int>(activation_maximum_most.ticks / ticks_per_minute),
             .width = 420},
            minutes_now)) {
        policy.activation_expiration.maximum = minutes(minutes_now);
    }
    proof_field(policy);
    EnablementRule& rule = policy.activation_enablement;
    kit::checkbox({.label = "Require justification on activation###justification"},
                  rule.justification);
    kit::checkbox({.label = "Require ticket information on activation###ticket",
                   .description = "Kept with the request, checked by nobody"},
                  rule.ticketing);
    kit::checkbox({.label = "Require approval to activate###approval"}, policy.approval.required);
    if (!policy.approval.required) return;
    constexpr ChoiceKinds kinds = {.users = true, .groups = true};
    const Choices& choices =
        approvers.of(context, "", [&] { return directory_choices(context.tenant, kinds); });
    std::vector<Guid> chosen;
    for (const Approver& approver : policy.approval.approvers) chosen.push_back(approver.id);
    const bool picked =
        choose({.label = "Select approvers###approvers",
                .help = "Any one of them decides; a group's members count as they are then",
                .rows = 6},
               choices, chosen);
    if (search.draw(context, kinds, chosen) || picked) {
        policy.approval.approvers.clear();
        for (const Guid& id : chosen) {
            policy.approval.approvers.push_back(
                {id, object_type(context.tenant, id) == ObjectType::group});
        }
    }
}

void assignment_setting_fields(PolicyDraft& draft) {
    Policy& policy = draft.policy;
    if (const auto group = kit::group({.label = "Eligible assignments", .heading = true})) {
        expiration_fields("Allow permanent eligible assignment###eligible-permanent",
                          "Expire eligible assignments after###eligible-after",
                          policy.eligible_expiration);
    }
    if (const auto group = kit::group({.label = "Active assignments", .heading = true})) {
        expiration_fields("Allow permanent active assignment###active-permanent",
                          "Expire active assignments after###active-after",
                          policy.active_expiration);
        kit::checkbox(
            {.label = "Require multifactor authentication on active assignment###active-mfa",
             .description = "Concerns the administrator who assigns"},
            policy.active_enablement.mfa);
        kit::checkbox(
            {.label = "Require justification on active assignment###active-justification"},
            policy.active_enablement.justification);
    }
}

void notification_fields(PolicyDraft& draft) {
    for (const NotificationTrio& trio : notification_groups()) {
        const auto group = kit::group({.label = trio.heading, .heading = true});
        for (std::size_t i = 0; i < trio.rules.size(); ++i) {
            const auto scope = kit::key(name(trio.rules[i]));
            const auto card = kit::card({.label = trio.words[i]});
            NotificationRule& rule = draft.policy.notification(trio.rules[i]);
            const auto at = static_cast<std::size_t>(&rule - draft.policy.notifications.data());
            kit::text(trio.words[i], {.strong = true});
            {
                const auto row = kit::row();
                kit::checkbox({.label = "Default recipients###default"}, rule.default_recipients);
                bool critical = rule.level == NotificationLevel::critical;
                if (kit::checkbox({.label = "Critical emails only###critical"}, critical)) {
                    rule.level = critical ? NotificationLevel::critical : NotificationLevel::all;
                }
            }
            if (kit::text_field({.label = "Additional recipients###recipients",
                                 .placeholder = "Addresses divided by ;"},
                                draft.recipients[at])) {
                rule.recipients = parse_recipients(draft.recipients[at]);
            }
        }
    }
}

}  // namespace pim::ui
