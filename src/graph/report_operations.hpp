#pragma once

#include "graph/exchange.hpp"

namespace pim::graph {

// The audit log (endpoints.md, section H) and the batch; each answers its exchange exactly once.

// $batch
constexpr std::size_t batch_requests_max = 20;
void run_batch(Exchange& exchange);
/// Whether a request is a batch.
bool is_batch(const Request& request);

// directoryAudits
void list_directory_audits(Exchange& exchange);
void show_directory_audit(Exchange& exchange);

}  // namespace pim::graph
