#pragma once

#include <string>

#include "core/request.hpp"
#include "ui/app.hpp"

namespace pim::ui {

/// Everything that somebody who answers or follows a request wants to know: requester, role, scope,
/// type, window, reason, ticket, and how long it still waits.
void request_facts(const PortalContext& context, const Request& request);

/// `Activate`, or `Extend (eligible)`.
std::string request_type(const Request& request);

/// `lapses in 23 h`, or empty where it waits without an end.
std::string lapse_text(const Request& request, Instant now);

/// `8 h from approval`, `until 4 May 2026, 09:00`, `Permanent`, or that nothing was asked.
std::string asked_window(const Request& request);

}  // namespace pim::ui
