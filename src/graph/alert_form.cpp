#include "graph/alert_form.hpp"

#include "core/text.hpp"
#include "graph/alert.hpp"
#include "graph/directory_form.hpp"

namespace pim::graph {

namespace {

constexpr std::string_view alerts_only_in_beta = "security alerts are on the beta endpoint only";

std::string path_of(const Tenant& tenant, AlertKind alert) {
    return cat('/', alerts_path, '/', alert_id(tenant, alert));
}

}  // namespace

GraphForm form_of_alert(const RefreshAlerts& command, const Tenant& tenant) {
    if (command.only) {
        return beta_form("POST", cat(path_of(tenant, *command.only), "/refresh"), {},
                         std::string(alerts_only_in_beta));
    }
    JsonWriter body;
    body.begin_object();
    body.member("scopeId", "/");
    body.member("scopeType", "DirectoryRole");
    body.end_object();
    return beta_form("POST", cat('/', alerts_path, "/refresh"), body.take(),
                     std::string(alerts_only_in_beta));
}

GraphForm form_of_alert(const SetAlertActive& command, const Tenant& tenant) {
    JsonWriter body;
    body.begin_object();
    body.member("isActive", command.active);
    body.end_object();
    return beta_form("PATCH", path_of(tenant, command.alert), body.take(),
                     std::string(alerts_only_in_beta));
}

GraphForm form_of_alert(const ConfigureAlert& command, const Tenant& tenant) {
    const AlertConfiguration& settings = command.configuration;
    const ThresholdNames names = threshold_names(command.alert);
    JsonWriter body;
    body.begin_object();
    body.member("@odata.type", cat("#microsoft.graph.", configuration_type_of(command.alert).name));
    body.member("isEnabled", settings.enabled);
    if (!names.count.empty()) body.member_integer(names.count, settings.count);
    if (!names.percentage.empty()) body.member_integer(names.percentage, settings.percentage);
    if (!names.duration.empty()) body.member(names.duration, to_text(settings.duration));
    body.end_object();
    return beta_form("PATCH",
                     cat('/', alert_configurations_path, '/', alert_id(tenant, command.alert)),
                     body.take(), std::string(alerts_only_in_beta));
}

GraphForm form_of_alert(const RemediateIncident& command, const Tenant& tenant) {
    return beta_form("POST",
                     cat(path_of(tenant, command.alert), "/alertIncidents/",
                         to_text(command.incident), "/remediate"),
                     {}, std::string(alerts_only_in_beta));
}

}  // namespace pim::graph
