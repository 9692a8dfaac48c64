#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "core/instant.hpp"
#include "core/refusal.hpp"
#include "graph/message.hpp"

namespace pim::graph {

/// A "no" as HTTP says it. PIM's own codes are sent as they are, never wrapped (behaviours.md §1).
struct Rejection {
    int status = 400;
    std::string code;
    std::string message;
    std::string allowed = {};  ///< of a 405: the methods that the resource takes
};

/// What was read or found, or why not.
template <class T>
using Reading = tl::expected<T, Rejection>;

inline tl::unexpected<Rejection> reject(int status, std::string code, std::string message) {
    return tl::unexpected<Rejection>(Rejection{status, std::move(code), std::move(message)});
}

/// What refusals of a body's members are called: by PIM, by the directory, and by the rest.
constexpr std::string_view pim_member_code = "InvalidRoleAssignmentRequest";
constexpr std::string_view directory_code = "Request_BadRequest";
constexpr std::string_view bad_request_code = "BadRequest";

/// 400 `BadRequest`: the request itself is not understood (URL, query, JSON).
tl::unexpected<Rejection> bad_request(std::string message);
/// 404 `Request_ResourceNotFound` with the documented sentence.
tl::unexpected<Rejection> not_found(std::string_view id);

/// 413 where a body is longer than an address takes.
Rejection body_too_long(std::size_t bytes_max);

/// The HTTP status of a refusal's code (behaviours.md §1, ruling 6).
int status_of(RefusalCode code);
/// A refusal of the core as Graph words it.
Rejection rejection_of(const Refusal& refusal);

/// 400 `BadRequest` for a piece of an address that leads nowhere (ruling 29).
Rejection unknown_segment(std::string_view segment);

/// 403 `Authorization_RequestDenied`, the directory's own refusal.
Rejection insufficient_privileges();

constexpr std::string_view json_type = "application/json";

/// What every answer carries: when it was given and for which request.
struct Stamp {
    Instant now;
    std::string request_id;
    std::string client_request_id;
    std::string content_type = std::string(json_type);
    bool odata = false;  ///< the answer names its OData version
};

/// The envelope `{"error": {code, message, innerError}}`.
Response error_response(const Rejection& rejection, const Stamp& stamp);
/// An answer with a body, or with none where the body is empty.
Response answer(int status, std::string body, const Stamp& stamp);

}  // namespace pim::graph
