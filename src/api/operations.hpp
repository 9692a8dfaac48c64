#pragma once

#include "api/exchange.hpp"

namespace pim::api {

// The operations that the table of routes names. Each answers its exchange exactly once.

// tenant, reset, checkpoints
void export_tenant(Exchange& exchange);
void import_tenant(Exchange& exchange);
void reset_tenant(Exchange& exchange);
void list_checkpoints(Exchange& exchange);
void save_checkpoint(Exchange& exchange);
void restore_checkpoint(Exchange& exchange);
void remove_checkpoint(Exchange& exchange);

// clock
void show_clock(Exchange& exchange);
void change_clock(Exchange& exchange);

// people
void list_personas(Exchange& exchange);
void give_token(Exchange& exchange);
void list_mail(Exchange& exchange);

// assignments and their requests
void list_expired_assignments(Exchange& exchange);
void list_undecided_requests(Exchange& exchange);
void decide_request(Exchange& exchange);

// scenarios, the journal, faults, the description
void run_scenario(Exchange& exchange);
void list_journal(Exchange& exchange);
void show_faults(Exchange& exchange);
void change_faults(Exchange& exchange);
void show_description(Exchange& exchange);

}  // namespace pim::api
