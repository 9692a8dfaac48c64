#pragma once

#include "graph/exchange.hpp"

namespace pim::graph {

// The operations on security alerts (endpoints.md, section G). Each answers its exchange once.

void list_alerts(Exchange& exchange);
void show_alert(Exchange& exchange);
void update_alert(Exchange& exchange);
void refresh_alert(Exchange& exchange);
void refresh_alerts(Exchange& exchange);
void list_alert_definitions(Exchange& exchange);
void show_alert_definition(Exchange& exchange);
void list_alert_configurations(Exchange& exchange);
void show_alert_configuration(Exchange& exchange);
void update_alert_configuration(Exchange& exchange);
void list_alert_incidents(Exchange& exchange);
void show_alert_incident(Exchange& exchange);
void remediate_incident(Exchange& exchange);
void show_alert_operation(Exchange& exchange);

}  // namespace pim::graph
