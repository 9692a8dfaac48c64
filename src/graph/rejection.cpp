#include "graph/rejection.hpp"

#include "core/text.hpp"
#include "graph/json_writer.hpp"

namespace pim::graph {

namespace {

std::string resource_missing(std::string_view id) {
    return cat("Resource '", id,
               "' does not exist or one of its queried reference-property objects are not "
               "present.");
}

}  // namespace

tl::unexpected<Rejection> bad_request(std::string message) {
    return reject(400, std::string(bad_request_code), std::move(message));
}

tl::unexpected<Rejection> not_found(std::string_view id) {
    return reject(404, "Request_ResourceNotFound", resource_missing(id));
}

Rejection body_too_long(std::size_t bytes_max) {
    return {413, "RequestEntityTooLarge",
            cat("the body is longer than this address takes: at most ", bytes_max, " bytes")};
}

int status_of(RefusalCode code) {
    switch (code) {
        case RefusalCode::role_not_found:
        case RefusalCode::subject_not_found:
        case RefusalCode::resource_not_found:
            return 404;
        case RefusalCode::insufficient_permissions:
        case RefusalCode::authorization_request_denied:
            return 403;
        case RefusalCode::service_unavailable:
            return 503;
        default:
            return 400;
    }
}

Rejection rejection_of(const Refusal& refusal) {
    Rejection rejection{status_of(refusal.code), std::string(name(refusal.code)), {}};
    if (refusal.code == RefusalCode::resource_not_found && !refusal.reasons.empty()) {
        rejection.message = resource_missing(refusal.reasons.front().asked);
    } else {
        rejection.message = service_message(refusal);
    }
    return rejection;
}

Rejection unknown_segment(std::string_view segment) {
    return bad_request(cat("Resource not found for the segment '", segment, "'.")).value();
}

Rejection insufficient_privileges() {
    Refusal refusal;
    refusal.code = RefusalCode::authorization_request_denied;
    return rejection_of(refusal);
}

Response answer(int status, std::string body, const Stamp& stamp) {
    Response response;
    response.status = status;
    if (!body.empty()) response.headers.emplace_back("Content-Type", stamp.content_type);
    if (stamp.odata && !response.headers.empty()) {
        response.headers.emplace_back("OData-Version", "4.0");
    }
    response.headers.emplace_back("request-id", stamp.request_id);
    response.headers.emplace_back("client-request-id", stamp.client_request_id);
    response.body = std::move(body);
    return response;
}

Response error_response(const Rejection& rejection, const Stamp& stamp) {
    JsonWriter body;
    body.begin_object().key("error").begin_object();
    body.member("code", rejection.code);
    body.member("message", rejection.message);
    body.key("innerError").begin_object();
    body.member("date", to_text(stamp.now));
    body.member("request-id", stamp.request_id);
    body.member("client-request-id", stamp.client_request_id);
    body.end_object().end_object().end_object();
    Stamp plain = stamp;
    plain.content_type = json_type;
    plain.odata = false;
    Response response = answer(rejection.status, body.take(), plain);
    if (!rejection.allowed.empty()) response.headers.emplace_back("Allow", rejection.allowed);
    if (rejection.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
}

}  // namespace pim::graph
