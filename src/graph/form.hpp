#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/command.hpp"
#include "core/decide.hpp"
#include "core/tenant.hpp"
#include "graph/message.hpp"

namespace pim::graph {

/// Which API has a word for an action.
enum class Offered {
    v1,           ///< https://graph.microsoft.com/v1.0
    beta,         ///< https://graph.microsoft.com/beta only
    portal_only,  ///< no Graph request does this; the note says why
};

/// `v1.0`, `beta` or `portal only`.
std::string_view label(Offered offered);

/// One HTTP request of a form.
struct GraphCall {
    std::string method;
    std::string url;   ///< absolute
    std::string body;  ///< indented JSON; empty where the request has none
};

/// An action of the portal as the Graph requests that do the same.
struct GraphForm {
    Offered offered = Offered::portal_only;
    std::vector<GraphCall> calls;  ///< in order; none where `portal_only`
    std::string note;              ///< a sentence for the reader; may be empty
};

/// What a command looks like on Graph. Settings give one request for each changed rule. The tenant
/// is the one before the command: it tells kinds, steps and what a change differs in.
GraphForm form_of(const Command& command, const Tenant& tenant);

/// Copyable text: `POST https://…`, headers, body; several requests follow each other.
std::string as_http(const GraphForm& form);
/// Copyable text for a shell, quoted; the token is taken from $ACCESS_TOKEN.
std::string as_curl(const GraphForm& form);
/// `HTTP/1.1 201 Created`, headers, indented body.
std::string as_http(const Response& response);

/// The answer that the decision on a command gave, or would give (Sandbox::preview). The tenant is
/// the one before the command; for requests and their answers the one after it serves as well. None
/// where no Graph request does what the command does.
std::optional<Response> response_of(const Tenant& tenant, const Command& command,
                                    const Guid& caller, Instant now, const Decision& decision);

}  // namespace pim::graph
