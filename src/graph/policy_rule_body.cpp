#include <initializer_list>

#include "core/text.hpp"
#include "graph/policy_rule.hpp"

namespace pim::graph {

namespace {

/// Reads the members of a rule. The service takes their names exactly as they are spelled and none
/// that it does not know; the first thing that is wrong makes the whole rule invalid, and `limit`
/// tells what of it the service cannot do.
class RuleReader {
public:
    RuleReader(const JsonValue& body, std::initializer_list<std::string_view> known,
               std::string& limit)
        : body_(body), limit_(limit) {
        for (const std::string& name : body.names) {
            bool found = name.find("@odata.") != std::string::npos;
            for (const std::string_view one : known) found = found || one == name;
            good_ = good_ && found;
        }
    }

    bool good() const { return good_; }
    void wrong() { good_ = false; }
    void wrong(std::string why) {
        wrong();
        if (limit_.empty()) limit_ = std::move(why);
    }

    const JsonValue* find(std::string_view name, JsonValue::Type type) {
        const JsonValue* value = member(name);
        if (value == nullptr || value->type == type) return value;
        if (value->type != JsonValue::Type::null) wrong();
        return nullptr;
    }
    void read(std::string_view name, bool& target) {
        if (const JsonValue* value = find(name, JsonValue::Type::boolean)) target = value->boolean;
    }
    /// Null empties the text.
    void read(std::string_view name, std::string& target) {
        const JsonValue* value = member(name);
        if (value != nullptr && value->type == JsonValue::Type::null) target.clear();
        if (const JsonValue* text = find(name, JsonValue::Type::text)) target = text->text;
    }
    /// A member that says what the rule is anyway.
    void must_be(std::string_view name, std::string_view wanted) {
        const JsonValue* value = find(name, JsonValue::Type::text);
        if (value != nullptr && value->text != wanted) wrong();
    }
    /// A number or boolean that cannot be set: another value is refused.
    void fixed(std::string_view name, JsonValue::Type type, std::string_view wanted,
               std::string_view why) {
        const JsonValue* value = find(name, type);
        if (value == nullptr) return;
        const std::string_view given = type == JsonValue::Type::number
                                           ? std::string_view(value->text)
                                           : std::string_view(value->boolean ? "true" : "false");
        if (given != wanted) {
            wrong(cat(name, " is always ", wanted, ", not ", given, ": ", why, '.'));
        }
    }
    /// A list that holds nothing, or nothing but one word.
    void fixed_list(std::string_view name, std::string_view why, std::string_view only = {}) {
        const JsonValue* list = find(name, JsonValue::Type::array);
        if (list == nullptr) return;
        const std::string always = only.empty() ? "empty" : cat("[\"", only, "\"]");
        for (const JsonValue& item : list->items) {
            if (!only.empty() && equals_ignoring_case(item.text, only)) continue;
            const std::string given = item.type == JsonValue::Type::text
                                          ? cat('\'', item.text, '\'')
                                          : std::string(type_name(item));
            return wrong(cat(name, " is always ", always, ", without ", given, ": ", why, '.'));
        }
    }

private:
    const JsonValue* member(std::string_view name) const {
        for (std::size_t i = 0; i < body_.names.size(); ++i) {
            if (body_.names[i] == name) return &body_.items[i];
        }
        return nullptr;
    }

    const JsonValue& body_;
    std::string& limit_;
    bool good_ = true;
};

void check_target(RuleReader& outer, const Row& row, std::string& limit) {
    const JsonValue* target = outer.find("target", JsonValue::Type::object);
    if (target == nullptr) return;
    RuleReader reader(*target,
                      {"caller", "operations", "level", "targetObjects", "inheritableSettings",
                       "enforcedSettings"},
                      limit);
    reader.must_be("caller", caller_of(row));
    reader.must_be("level", level_of(row));
    reader.fixed_list("operations", "a rule of a directory role is for all of them", "all");
    constexpr std::string_view no_inheritance = "each role has its own settings";
    for (const std::string_view list :
         {"targetObjects", "inheritableSettings", "enforcedSettings"}) {
        reader.fixed_list(list, no_inheritance);
    }
    if (!reader.good()) outer.wrong();
}

bool read_expiration(const JsonValue& body, const Row& row, ExpirationRule& rule,
                     std::string& limit) {
    RuleReader reader(body, {"id", "target", "isExpirationRequired", "maximumDuration"}, limit);
    check_target(reader, row, limit);
    reader.read("isExpirationRequired", rule.required);
    std::string maximum = to_text(rule.maximum);
    reader.read("maximumDuration", maximum);
    const auto duration = parse_duration(maximum);
    if (!duration) return false;
    rule.maximum = *duration;
    return reader.good();
}

bool read_enablement(const JsonValue& body, const Row& row, EnablementRule& rule,
                     std::string& limit) {
    RuleReader reader(body, {"id", "target", "enabledRules"}, limit);
    check_target(reader, row, limit);
    const JsonValue* enabled = reader.find("enabledRules", JsonValue::Type::array);
    if (enabled == nullptr) return reader.good();
    rule = {};
    for (const JsonValue& item : enabled->items) {
        if (item.text == "MultiFactorAuthentication") {
            rule.mfa = true;
        } else if (item.text == "Justification") {
            rule.justification = true;
        } else if (item.text == "Ticketing") {
            rule.ticketing = true;
        } else {
            reader.wrong();
        }
    }
    return reader.good();
}

bool read_context(const JsonValue& body, const Row& row, AuthenticationContextRule& rule,
                  std::string& limit) {
    RuleReader reader(body, {"id", "target", "isEnabled", "claimValue"}, limit);
    check_target(reader, row, limit);
    reader.read("isEnabled", rule.enabled);
    reader.read("claimValue", rule.claim_value);
    return reader.good();
}

bool read_notification(const JsonValue& body, const Row& row, NotificationRule& rule,
                       std::string& limit) {
    RuleReader reader(body,
                      {"id", "target", "notificationType", "recipientType", "notificationLevel",
                       "isDefaultRecipientsEnabled", "notificationRecipients"},
                      limit);
    check_target(reader, row, limit);
    reader.must_be("notificationType", "Email");
    reader.must_be("recipientType", recipient_of(row));
    std::string level(name(rule.level));
    reader.read("notificationLevel", level);
    const auto known = parse_name<NotificationLevel>(level);
    if (!known) return false;
    rule.level = *known;
    reader.read("isDefaultRecipientsEnabled", rule.default_recipients);
    const JsonValue* recipients = reader.find("notificationRecipients", JsonValue::Type::array);
    if (recipients == nullptr) return reader.good();
    rule.recipients.clear();
    for (const JsonValue& item : recipients->items) {
        if (item.type != JsonValue::Type::text) reader.wrong();
        rule.recipients.push_back(item.text);
    }
    return reader.good();
}

constexpr std::string_view no_escalation = "nobody is asked in the place of the approvers";

std::optional<Approver> read_approver(const JsonValue& body, std::string& limit) {
    RuleReader reader(body, {"userId", "groupId", "id", "description", "isBackup"}, limit);
    reader.fixed("isBackup", JsonValue::Type::boolean, "false", no_escalation);
    std::string type;
    reader.read("@odata.type", type);
    const bool group = type.find("microsoft.graph.groupMembers") != std::string::npos;
    if (!group && type.find("microsoft.graph.singleUser") == std::string::npos) {
        reader.wrong(cat("An approver is a singleUser or groupMembers, not '", type, "'."));
    }
    std::string id;
    reader.read("id", id);
    std::string named;
    reader.read(group ? "groupId" : "userId", named);
    if (!named.empty()) id = named;
    const auto guid = parse_guid(id);
    if (!guid || !reader.good()) return std::nullopt;
    return Approver{*guid, group};
}

bool read_stage(const JsonValue& body, ApprovalRule& rule, std::string& limit) {
    using enum JsonValue::Type;
    RuleReader reader(
        body,
        {"approvalStageTimeOutInDays", "isApproverJustificationRequired", "escalationTimeInMinutes",
         "primaryApprovers", "isEscalationEnabled", "escalationApprovers"},
        limit);
    reader.fixed("approvalStageTimeOutInDays", number, "1",
                 "a request waits for 24 hours, which cannot be configured");
    reader.fixed("isEscalationEnabled", boolean, "false", no_escalation);
    reader.fixed("escalationTimeInMinutes", number, "0", no_escalation);
    reader.fixed_list("escalationApprovers", no_escalation);
    reader.read("isApproverJustificationRequired", rule.approver_justification);
    if (const JsonValue* approvers = reader.find("primaryApprovers", array)) {
        rule.approvers.clear();
        for (const JsonValue& item : approvers->items) {
            const auto approver = read_approver(item, limit);
            if (!approver) return false;
            rule.approvers.push_back(*approver);
        }
    }
    return reader.good();
}

/// The mode and the stages: one, and more is refused (ruling 28).
bool read_stages(RuleReader& setting, ApprovalRule& rule, std::string& limit) {
    std::string mode = "SingleStage";
    setting.read("approvalMode", mode);
    const JsonValue* stages = setting.find("approvalStages", JsonValue::Type::array);
    constexpr std::string_view single = "an approval has a single stage";
    if (mode == "Serial" || mode == "Parallel") {
        setting.wrong(
            cat("approvalMode is SingleStage or NoApproval, not ", mode, ": ", single, '.'));
        return false;
    }
    if (stages != nullptr && stages->items.size() > 1) {
        setting.wrong(
            cat("approvalStages holds one, not ", stages->items.size(), ": ", single, '.'));
        return false;
    }
    if (mode != "SingleStage" && mode != "NoApproval") return false;
    if (mode == "NoApproval") {
        const JsonValue* required = setting.find("isApprovalRequired", JsonValue::Type::boolean);
        if (required != nullptr && required->boolean) {
            setting.wrong("approvalMode is NoApproval only where isApprovalRequired is false.");
        }
        rule.required = false;
    }
    return stages == nullptr || stages->items.empty() ||
           read_stage(stages->items.front(), rule, limit);
}

/// `limit` tells what the service cannot do of what was asked for.
bool read_approval(const JsonValue& body, const Row& row, ApprovalRule& rule, std::string& limit) {
    using enum JsonValue::Type;
    RuleReader outer(body, {"id", "target", "setting"}, limit);
    check_target(outer, row, limit);
    const JsonValue* setting = outer.find("setting", object);
    if (setting == nullptr) return outer.good();
    RuleReader reader(*setting,
                      {"isApprovalRequired", "isApprovalRequiredForExtension",
                       "isRequestorJustificationRequired", "approvalMode", "approvalStages"},
                      limit);
    reader.read("isApprovalRequired", rule.required);
    reader.fixed("isApprovalRequiredForExtension", boolean, "false",
                 "administrators decide about extensions");
    reader.fixed("isRequestorJustificationRequired", boolean, "true",
                 "Enablement_EndUser_Assignment says whether an activation needs a reason");
    return read_stages(reader, rule, limit) && outer.good() && reader.good();
}

bool read_members(const JsonValue& body, const Row& row, RuleId rule, Policy& policy,
                  std::string& limit) {
    switch (rule) {
        case RuleId::expiration_admin_eligibility:
            return read_expiration(body, row, policy.eligible_expiration, limit);
        case RuleId::expiration_admin_assignment:
            return read_expiration(body, row, policy.active_expiration, limit);
        case RuleId::expiration_end_user_assignment:
            return read_expiration(body, row, policy.activation_expiration, limit);
        case RuleId::enablement_admin_eligibility:
            return read_enablement(body, row, policy.eligible_enablement, limit);
        case RuleId::enablement_admin_assignment:
            return read_enablement(body, row, policy.active_enablement, limit);
        case RuleId::enablement_end_user_assignment:
            return read_enablement(body, row, policy.activation_enablement, limit);
        case RuleId::approval_end_user_assignment:
            return read_approval(body, row, policy.approval, limit);
        case RuleId::authentication_context_end_user_assignment:
            return read_context(body, row, policy.authentication_context, limit);
        default:
            return read_notification(body, row, policy.notification(rule), limit);
    }
}

}  // namespace

Rejection invalid_rule(std::string_view limit) {
    return {400, "InvalidPolicy",
            cat("The policy rule is invalid.", limit.empty() ? "" : " ", limit)};
}

Rejection invalid_rule_id(std::string_view id) {
    return {400, "InvalidPolicy", cat("The policy rule id ", id, " is invalid.")};
}

std::optional<Rejection> read_rule(const JsonValue& body, RuleId rule, Policy& policy) {
    const JsonValue* type = body.member("@odata.type");
    if (type == nullptr || type->type != JsonValue::Type::text) return invalid_rule();
    const Row row = rule_row(policy, rule);
    std::string_view given = type->text;
    if (!given.empty() && given.front() == '#') given.remove_prefix(1);
    // The type of another rule breaks the service rather than being refused (row 27).
    if (given != cat("microsoft.graph.", row.type->name)) {
        return Rejection{500, "", "An error has occurred."};
    }
    const JsonValue* id = body.member("id");
    if (id != nullptr && id->text != name(rule)) return invalid_rule_id(id->text);
    Policy changed = policy;
    std::string limit;
    if (!read_members(body, row, rule, changed, limit)) return invalid_rule(limit);
    policy = std::move(changed);
    return std::nullopt;
}

}  // namespace pim::graph
