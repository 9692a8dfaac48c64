#pragma once

#include "ui/graph_endpoint.hpp"

namespace pim::ui {

/// Tells how scripts of this browser reach the sandbox, or why they cannot.
void draw_endpoint(const GraphEndpoint& endpoint);

}  // namespace pim::ui
