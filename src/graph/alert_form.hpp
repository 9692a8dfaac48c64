#pragma once

#include "graph/form.hpp"

namespace pim::graph {

// The commands on security alerts as Graph requests.
GraphForm form_of_alert(const RefreshAlerts& command, const Tenant& tenant);
GraphForm form_of_alert(const SetAlertActive& command, const Tenant& tenant);
GraphForm form_of_alert(const ConfigureAlert& command, const Tenant& tenant);
GraphForm form_of_alert(const RemediateIncident& command, const Tenant& tenant);

}  // namespace pim::graph
