#include "graph/alert_operations.hpp"

#include "core/access.hpp"
#include "core/text.hpp"
#include "graph/alert.hpp"
#include "graph/collection.hpp"
#include "graph/policy.hpp"

namespace pim::graph {

namespace {

/// The licence is not asked for: an alert is what tells that it is missing (ruling 18).
std::optional<Rejection> refused_to_read(const Exchange& exchange) {
    if (reads_alerts(exchange.tenant(), exchange.authority)) return std::nullopt;
    return insufficient_permissions(
        "The caller holds no role that reads security alerts, such as Security Reader.");
}

void list_all(Exchange& exchange, const EntityType& type,
              Row (*row_of_alert)(const Tenant&, AlertKind)) {
    list(
        exchange, {type, std::string(type.collection)},
        [&](const Search& search, const Offer& offer) {
            for (const AlertKind alert : all_alerts) {
                const Row row = row_of_alert(exchange.tenant(), alert);
                if (row.cursor > search.after && !offer(row)) return;
            }
        },
        [&](const Filter& filter) -> std::optional<Rejection> {
            if (auto problem = missing_scope_filter(filter)) return problem;
            return refused_to_read(exchange);
        });
}

Row row_of_alert(const Tenant& tenant, AlertKind alert) {
    return alert_row(alert_type(), tenant, alert);
}
Row row_of_definition(const Tenant& tenant, AlertKind alert) {
    return alert_row(alert_definition_type(), tenant, alert);
}

/// The alert that the path names.
Reading<AlertKind> find_alert(const Exchange& exchange) {
    const auto alert = alert_of_id(exchange.tenant(), exchange.parameters[0]);
    if (!alert) return not_found(exchange.parameters[0]);
    return *alert;
}

/// The same, for a caller who may read it.
Reading<AlertKind> read_alert(const Exchange& exchange) {
    if (auto problem = refused_to_read(exchange)) return tl::unexpected(std::move(*problem));
    return find_alert(exchange);
}

void show_one(Exchange& exchange, const EntityType& type,
              Row (*row_of_alert)(const Tenant&, AlertKind)) {
    show(exchange, type, type.collection, [&]() -> Reading<Row> {
        const auto alert = read_alert(exchange);
        if (!alert) return tl::unexpected(alert.error());
        return row_of_alert(exchange.tenant(), *alert);
    });
}

/// Scans, and says where to ask what became of it.
void refresh(Exchange& exchange, std::optional<AlertKind> only) {
    submit(exchange, RefreshAlerts{only}, [&exchange, only](const Accepted&) {
        return accepted_refresh(exchange.view(), only, exchange.stamp);
    });
}

/// Reads a number into a threshold that the alert has; it is left as it is where it is not sent.
void read_number(MemberReader& members, std::string_view name, int& target) {
    if (name.empty()) return;
    const auto value = members.integer(name);
    if (value) target = static_cast<int>(*value);
}

Reading<ConfigureAlert> read_configuration(const Exchange& exchange, AlertKind alert,
                                           const JsonValue& body) {
    const std::string type = cat("#microsoft.graph.", configuration_type_of(alert).name);
    std::optional<Rejection> problem;
    MemberReader members(body, {}, problem, bad_request_code);
    const auto given = members.text("@odata.type");
    if (!given || *given != type) {
        return bad_request(
            cat("the configuration of this alert is sent with \"@odata.type\": \"", type, '"'));
    }
    ConfigureAlert command{alert, alert_of(exchange.tenant(), alert).configuration};
    AlertConfiguration& settings = command.configuration;
    settings.enabled = members.boolean("isEnabled", settings.enabled);
    const ThresholdNames names = threshold_names(alert);
    read_number(members, names.count, settings.count);
    read_number(members, names.percentage, settings.percentage);
    if (!names.duration.empty()) {
        settings.duration = members.duration(names.duration).value_or(settings.duration);
    }
    if (problem) return tl::unexpected(*problem);
    return command;
}

/// Where a scan found nothing the alert is inactive already, as the caller wants it.
bool has_nothing_to_dismiss(const Exchange& exchange, const SetAlertActive& command) {
    const Decision decision = exchange.sandbox.preview(command, exchange.authority);
    return !decision && !decision.error().reasons.empty() &&
           decision.error().reasons.front().rule == Rule::alert_has_incidents;
}

}  // namespace

void list_alerts(Exchange& exchange) {
    list_all(exchange, alert_type(), row_of_alert);
}
void list_alert_definitions(Exchange& exchange) {
    list_all(exchange, alert_definition_type(), row_of_definition);
}
void list_alert_configurations(Exchange& exchange) {
    list_all(exchange, alert_configuration_type(), configuration_row);
}
void show_alert(Exchange& exchange) {
    show_one(exchange, alert_type(), row_of_alert);
}
void show_alert_definition(Exchange& exchange) {
    show_one(exchange, alert_definition_type(), row_of_definition);
}
void show_alert_configuration(Exchange& exchange) {
    show_one(exchange, alert_configuration_type(), configuration_row);
}

void list_alert_incidents(Exchange& exchange) {
    const auto alert = read_alert(exchange);
    if (!alert) return exchange.reject(alert.error());
    const Tenant& tenant = exchange.tenant();
    list(exchange, {alert_incident_type(), incidents_path(tenant, *alert)},
         [&](const Search& search, const Offer& offer) {
             offer_incidents(tenant, *alert, search.after, offer);
         });
}

void show_alert_incident(Exchange& exchange) {
    const auto alert = read_alert(exchange);
    if (!alert) return exchange.reject(alert.error());
    const Tenant& tenant = exchange.tenant();
    show(exchange, alert_incident_type(), incidents_path(tenant, *alert), [&]() -> Reading<Row> {
        const auto id = guid_parameter(exchange, 1);
        if (!id) return tl::unexpected(id.error());
        const auto incident = find_incident(tenant, *alert, *id);
        if (!incident) return not_found(exchange.parameters[1]);
        return incident_row(*alert, *incident);
    });
}

void show_alert_operation(Exchange& exchange) {
    const Tenant& tenant = exchange.tenant();
    show(exchange, alert_operation_type(), alert_operations_path, [&]() -> Reading<Row> {
        if (auto problem = refused_to_read(exchange)) return tl::unexpected(std::move(*problem));
        Row row = row_of(alert_operation_type(), tenant);
        if (exchange.parameters[0] == refresh_id(tenant, std::nullopt)) return row;
        for (const AlertKind alert : all_alerts) {
            row.number = static_cast<std::int64_t>(alert) + 1;
            if (exchange.parameters[0] == refresh_id(tenant, alert)) return row;
        }
        return not_found(exchange.parameters[0]);
    });
}

void update_alert(Exchange& exchange) {
    const auto body = parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    const auto alert = find_alert(exchange);
    if (!alert) return exchange.reject(alert.error());
    std::optional<Rejection> problem;
    MemberReader members(*body, {}, problem, bad_request_code);
    const bool active = members.boolean("isActive", false);
    if (body->member("isActive") == nullptr) members.missing("isActive", "false dismisses");
    if (problem) return exchange.reject(*problem);
    const SetAlertActive command{*alert, active};
    if (!active && has_nothing_to_dismiss(exchange, command)) {
        return exchange.reply(answer(204, {}, exchange.stamp));
    }
    submit_without_answer(exchange, command);
}

void refresh_alert(Exchange& exchange) {
    const auto alert = find_alert(exchange);
    if (!alert) return exchange.reject(alert.error());
    refresh(exchange, *alert);
}

void refresh_alerts(Exchange& exchange) {
    const auto body = parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    std::optional<Rejection> problem;
    MemberReader members(*body, {}, problem, bad_request_code);
    const auto scope = members.text("scopeId");
    const auto type = members.text("scopeType");
    if (scope != "/") members.wrong("scopeId", scope.value_or("missing"), "'/'");
    if (!type || canonical_scope_type(*type, Version::beta) != "DirectoryRole") {
        members.wrong("scopeType", type.value_or("missing"), "'DirectoryRole'");
    }
    if (problem) return exchange.reject(*problem);
    refresh(exchange, std::nullopt);
}

void update_alert_configuration(Exchange& exchange) {
    const auto body = parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    const auto alert = find_alert(exchange);
    if (!alert) return exchange.reject(alert.error());
    const auto command = read_configuration(exchange, *alert, *body);
    if (!command) return exchange.reject(command.error());
    submit_without_answer(exchange, *command);
}

void remediate_incident(Exchange& exchange) {
    const auto alert = find_alert(exchange);
    if (!alert) return exchange.reject(alert.error());
    const auto id = guid_parameter(exchange, 1);
    if (!id) return exchange.reject(id.error());
    // 200 without a body, as the how-to shows it; other actions answer 204.
    submit(exchange, RemediateIncident{*alert, *id},
           [&](const Accepted&) { return answer(200, {}, exchange.stamp); });
}

}  // namespace pim::graph
