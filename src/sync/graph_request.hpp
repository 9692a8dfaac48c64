#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/command.hpp"
#include "core/tenant.hpp"
#include "sync/backend.hpp"
#include "sync/transport.hpp"

namespace pim::sync {

/// A request that changes something at a backend. No token is in it.
struct GraphRequest {
    std::string method;
    std::string path;  ///< `/v1.0/roleManagement/…`, below the backend's address
    std::string body;  ///< JSON; empty where it has none
    Guid id;           ///< its `client-request-id`
};

/// What a command looks like for a backend: one request, for settings one for each changed rule. A
/// schedule request carries the command's id as its customData. The error says that the backend
/// does not offer it, and why. A new user goes to a lab only: no other takes them without a first
/// password.
Outcome<std::vector<GraphRequest>> requests_of(const Command& command, const Guid& id,
                                               const Tenant& tenant, const Backend& backend);

/// The same as a call.
Call call_of(const GraphRequest& request, const Backend& backend);

/// What a request may be told by again, where its reply was lost.
enum class Sort {
    schedule_request,  ///< a POST to one of the two request collections
    cancel,            ///< of a schedule request
    approval_step,     ///< an approver's answer
    repeatable,        ///< sent twice it does what it does once
    removal,           ///< a DELETE: what is gone cannot be removed again
    other,             ///< only a person can tell
};
Sort sort_of(const GraphRequest& request);

}  // namespace pim::sync
