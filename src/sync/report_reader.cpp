#include <utility>

#include "core/text.hpp"
#include "graph/alert.hpp"
#include "sync/building.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;
using graph::MemberReader;

std::optional<AlertKind> kind_of(std::string_view id) {
    return parse_name<AlertKind>(id.substr(id.rfind('_') + 1));
}

/// A moment; what never was is the year 1 in Graph.
std::optional<Instant> moment(MemberReader& members, std::string_view name) {
    const auto text = members.text(name);
    return text ? parse_instant(*text) : std::nullopt;
}

void read_configuration(MemberReader& members, AlertKind kind, AlertConfiguration& settings) {
    const graph::ThresholdNames names = graph::threshold_names(kind);
    settings.enabled = members.boolean("isEnabled", settings.enabled);
    if (!names.count.empty()) {
        settings.count = static_cast<int>(members.integer(names.count).value_or(settings.count));
    }
    if (!names.percentage.empty()) {
        settings.percentage =
            static_cast<int>(members.integer(names.percentage).value_or(settings.percentage));
    }
    if (!names.duration.empty()) {
        settings.duration = members.duration(names.duration).value_or(settings.duration);
    }
}

/// Who did it: a user, or an application by its service principal; none: PIM itself.
Guid initiator_of(const JsonValue& json, const std::string& place,
                  std::optional<graph::Rejection>& problem) {
    MemberReader members(json, place, problem);
    const JsonValue* user = members.object("user");
    const JsonValue* app = members.object("app");
    if (user != nullptr) {
        return MemberReader(*user, place + "user/", problem).guid("id").value_or(Guid{});
    }
    if (app == nullptr) return {};
    return MemberReader(*app, place + "app/", problem).guid("servicePrincipalId").value_or(Guid{});
}

void read_target(const JsonValue& target, AuditRow& row) {
    const JsonValue* type = target.member("type");
    const JsonValue* given = target.member("id");
    const auto id = given == nullptr ? std::nullopt : parse_guid(given->text);
    if (type == nullptr || !id) return;
    if (type->text == "Role") row.role = *id;
    if (type->text == "Request") row.request = *id;
    const bool principal =
        type->text == "User" || type->text == "Group" || type->text == "ServicePrincipal";
    if (principal) row.principal = *id;
}

void read_detail(const JsonValue& detail, AuditRow& row) {
    const JsonValue* key = detail.member("key");
    const JsonValue* value = detail.member("value");
    if (key == nullptr || value == nullptr) return;
    if (key->text == "StartTime") row.start = parse_instant(value->text);
    if (key->text == "ExpirationTime") row.end = parse_instant(value->text);
    if (key->text == "Justification") row.justification = value->text;
}

}  // namespace

void read_alert(Building& building, const Object& object) {
    MemberReader members(object.json, object.place, building.problem);
    const auto kind = kind_of(members.text("id").value_or(std::string()));
    if (!kind) return;
    Alert& alert = building.tenant.alerts[static_cast<std::size_t>(*kind)];
    if (const JsonValue* settings = members.object("alertConfiguration")) {
        MemberReader of_settings(*settings, object.place + "alertConfiguration/", building.problem);
        read_configuration(of_settings, *kind, alert.configuration);
    }
    alert.result.count = members.integer("incidentCount").value_or(0);
    const bool active = members.boolean("isActive", false);
    alert.result.dismissed = alert.configuration.enabled && alert.result.count > 0 && !active;
    alert.modified = moment(members, "lastModifiedDateTime");
    alert.scanned = moment(members, "lastScannedDateTime");
}

void read_audit(Building& building, const Object& object) {
    MemberReader members(object.json, object.place, building.problem);
    AuditRow row;
    row.activity = members.text("activityDisplayName").value_or(std::string());
    const auto at = members.instant("activityDateTime");
    if (!at) members.missing("activityDateTime", "a row of the audit has one");
    row.at = at.value_or(Instant{});
    row.justification = members.text("resultReason").value_or(std::string());
    if (const JsonValue* by = members.object("initiatedBy")) {
        row.actor = initiator_of(*by, object.place + "initiatedBy/", building.problem);
    }
    const JsonValue* targets = members.array("targetResources");
    for (std::size_t i = 0; targets != nullptr && i < targets->items.size(); ++i) {
        read_target(targets->items[i], row);
    }
    const JsonValue* details = members.array("additionalDetails");
    for (std::size_t i = 0; details != nullptr && i < details->items.size(); ++i) {
        read_detail(details->items[i], row);
    }
    building.tenant.audit.push_back(std::move(row));
}

void finish_audit(Tenant& tenant) {
    // Newest first as read: of rows of one instant, too, the later read is the older. Graph keeps
    // to that, so that hardly a row has to move, and a library's sort would be dear in the page.
    std::deque<AuditRow> ordered;
    while (!tenant.audit.empty()) {
        ordered.push_back(std::move(tenant.audit.back()));
        tenant.audit.pop_back();
        for (std::size_t i = ordered.size() - 1; i > 0 && ordered[i - 1].at > ordered[i].at; --i) {
            std::swap(ordered[i - 1], ordered[i]);
        }
    }
    tenant.audit = std::move(ordered);
    for (AuditRow& row : tenant.audit) row.sequence = ++tenant.sequence;
}

}  // namespace pim::sync
