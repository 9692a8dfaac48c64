#include "lab/alert_line.hpp"

#include "core/alert_scan.hpp"
#include "core/text.hpp"
#include "lab/check.hpp"
#include "lab/settings.hpp"

namespace pim::lab {

namespace {

Outcome<int> number(const Option& option) {
    if (option.value.empty() || option.value.size() > 9 ||
        option.value.find_first_not_of("0123456789") != std::string::npos) {
        return failure(cat("`", option.value, "` is no number"));
    }
    return std::stoi(option.value);
}

Outcome<Command> configure(const Operation& operation, const Tenant& tenant, AlertKind alert) {
    ConfigureAlert command{alert, alert_of(tenant, alert).configuration};
    for (const Option& option : operation.options) {
        if (option.key == "enabled") {
            const Outcome<bool> enabled = parse_switch(option.value);
            if (!enabled) return tl::unexpected<Error>(enabled.error());
            command.configuration.enabled = *enabled;
        } else if (option.key == "duration") {
            const std::optional<Duration> length = parse_length(option.value);
            if (!length) return failure(cat("`", option.value, "` is no length of time"));
            command.configuration.duration = *length;
        } else {
            const Outcome<int> value = number(option);
            if (!value) return tl::unexpected<Error>(value.error());
            (option.key == "count" ? command.configuration.count
                                   : command.configuration.percentage) = *value;
        }
    }
    return command;
}

/// The incident that is about a principal, a role, or both.
Outcome<std::optional<AlertIncident>> find_by_name(const Operation& operation, const Tenant& tenant,
                                                   const Lookup& lookup, AlertKind alert) {
    const std::string& word = operation.names[1].text;
    const std::optional<Guid> principal = lookup.object(tenant, word);
    std::optional<Guid> role = lookup.role(tenant, word);
    const bool of_tenant = alert == AlertKind::invalid_license;
    if (!principal && !role && !of_tenant) {
        return failure(not_known("name", word));
    }
    if (const Option* option = operation.option("role")) role = lookup.role(tenant, option->value);
    for (const AlertIncident& incident : incidents_of(tenant, alert)) {
        if (principal && incident.principal != *principal) continue;
        if (role && incident.role != *role) continue;
        return std::optional<AlertIncident>(incident);
    }
    return std::optional<AlertIncident>();
}

}  // namespace

Outcome<Command> compose_alert(const Operation& operation, const Tenant& tenant,
                               const Lookup& lookup) {
    const std::optional<AlertKind> alert = find_alert(operation.names[0].text);
    // Only a scan is asked of all at once.
    if (operation.verb == Verb::refresh) return RefreshAlerts{alert};
    if (operation.verb == Verb::configure) return configure(operation, tenant, *alert);
    if (operation.verb == Verb::fix) {
        const auto incident = find_by_name(operation, tenant, lookup, *alert);
        if (!incident) return tl::unexpected<Error>(incident.error());
        return RemediateIncident{*alert, *incident ? (*incident)->id : Guid{}};
    }
    return SetAlertActive{*alert, operation.verb == Verb::take_up};
}

std::optional<std::string> check_alert(const Operation& operation, const Shown& shown) {
    const AlertKind kind = *find_alert(operation.names[0].text);
    const Alert& alert = alert_of(shown.tenant, kind);
    if (operation.verb == Verb::severity) {
        const std::string_view severity = name(text_of(kind).severity);
        if (severity == operation.names[1].text) return std::nullopt;
        return cat("its severity is ", severity);
    }
    if (operation.verb == Verb::incident) {
        const auto incident = find_by_name(operation, shown.tenant, shown.lookup, kind);
        if (!incident) return incident.error().what;
        if (incident->has_value() == (operation.names[2].text == "yes")) return std::nullopt;
        return *incident ? "there is such an incident" : "there is no such incident";
    }
    const bool active = operation.names[1].text == "active";
    if (alert.active() == active && to_text(alert.result.count) == operation.names[2].text) {
        return std::nullopt;
    }
    return cat("it is ", alert.active() ? "active" : "inactive", " with ", alert.result.count,
               " incidents");
}

}  // namespace pim::lab
