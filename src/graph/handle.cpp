#include "graph/handle.hpp"

#include "core/text.hpp"
#include "graph/command_id.hpp"
#include "graph/exchange.hpp"
#include "graph/query.hpp"
#include "graph/report_operations.hpp"
#include "graph/routes.hpp"

namespace pim::graph {

namespace {

constexpr std::size_t client_request_id_length_max = 64;

/// What a client may choose as its own id of the request: short and printable, else ours counts.
std::string client_request_id(const Request& request, const std::string& otherwise) {
    const std::string_view sent = header(request.headers, "client-request-id");
    if (sent.empty() || sent.size() > client_request_id_length_max) return otherwise;
    for (const char c : sent) {
        if (c < ' ' || c > '~') return otherwise;
    }
    return std::string(sent);
}

bool is_signed_in(const Tenant& tenant, const Guid& caller) {
    return tenant.users.find(caller) != nullptr ||
           tenant.service_principals.find(caller) != nullptr;
}

/// Takes the `$count` behind the address of a collection off; whether it stood there.
bool take_count(std::string_view method, Url& url) {
    const bool there = equals_ignoring_case(method, "GET") && url.segments.size() > 1 &&
                       equals_ignoring_case(url.segments.back().name, count_segment);
    if (there) url.segments.pop_back();
    return there;
}

/// The metadata level that the Accept header asks for; nothing where it names none that exists.
Reading<Metadata> metadata_of(const Request& request) {
    constexpr std::string_view parameter = "odata.metadata=";
    const std::string accept = to_lower(header(request.headers, "Accept"));
    const std::size_t at = accept.find(parameter);
    if (at == std::string::npos) return Metadata::minimal;
    const std::string_view rest = std::string_view(accept).substr(at + parameter.size());
    const std::string_view level = rest.substr(0, rest.find_first_of(";, "));
    if (const auto known = parse_name<Metadata>(level)) return *known;
    return bad_request(cat("odata.metadata=", level, " is not none, minimal or full"));
}

bool was_carried_out(const Tenant& tenant, const Request& request) {
    return !equals_ignoring_case(request.method, "GET") &&
           tenant.subject_by_command.count(command_id(request)) != 0;
}

/// What the service says of its JSON beside the metadata level. Clients that take no character set
/// for Latin 1 would garble names.
constexpr std::string_view json_parameters =
    ";odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

/// A body has to say that it is JSON: curl and browsers call it a form or plain text by themselves.
std::optional<Rejection> wrong_content_type(const Request& request) {
    if (request.body.empty()) return std::nullopt;
    const std::string_view sent = header(request.headers, "Content-Type");
    if (sent.empty()) {
        return bad_request(
                   "Write requests (excluding DELETE) must contain the Content-Type header "
                   "declaration.")
            .value();
    }
    const std::string_view type = sent.substr(0, sent.find_first_of("; "));
    if (equals_ignoring_case(type, json_type)) return std::nullopt;
    return bad_request("Entity only allows writes with a JSON Content-Type header.").value();
}

/// Answers at the operation that the address names, or says why not.
void dispatch(sandbox::Sandbox& sandbox, const Request& request, Stamp stamp,
              std::function<void(Response)> done, Faults* faults) {
    const auto refuse = [&](const Rejection& rejection) { done(error_response(rejection, stamp)); };
    const auto metadata = metadata_of(request);
    if (!metadata) return refuse(metadata.error());
    auto url = parse_url(request.url, request.service_root);
    if (!url) return refuse(url.error());
    const bool only_count = take_count(request.method, *url);
    auto match = find_route(request.method, *url);
    if (!match) return refuse(match.error());
    if (const auto missing =
            missing_permission(match->route->permissions, sandbox.tenant(), request)) {
        return refuse(*missing);
    }
    if (!equals_ignoring_case(request.method, "GET")) {
        if (const auto problem = refused_options(*url)) return refuse(*problem);
        if (const auto problem = wrong_content_type(request)) return refuse(*problem);
    }
    stamp.content_type = cat(json_type, ";odata.metadata=", name(*metadata), json_parameters);
    stamp.odata = true;
    Exchange exchange{sandbox,
                      request,
                      *url,
                      std::move(match->parameters),
                      std::move(stamp),
                      std::move(done),
                      *metadata,
                      only_count,
                      faults,
                      was_carried_out(sandbox.tenant(), request),
                      authority_of(match->route->permissions, sandbox.tenant(), request)};
    match->route->operation(exchange);
}

/// The true answer.
void answer_truly(sandbox::Sandbox& sandbox, const Request& request,
                  std::function<void(Response)> done, Faults* faults) {
    Stamp stamp = stamp_of(sandbox, request);
    if (!is_signed_in(sandbox.tenant(), request.caller)) {
        done(error_response(
            {401, "InvalidAuthenticationToken",
             request.caller.is_null() ? "Access token is empty."
                                      : "The token's principal is not in the tenant."},
            stamp));
        return;
    }
    dispatch(sandbox, request, std::move(stamp), std::move(done), faults);
}

}  // namespace

Stamp stamp_of(const sandbox::Sandbox& sandbox, const Request& request) {
    const Guid version{sandbox.version(), static_cast<std::uint64_t>(sandbox.now().ticks)};
    const Guid& source = request.id.is_null() ? version : request.id;
    Stamp stamp;
    stamp.now = sandbox.now();
    stamp.request_id = to_text(derive_guid(sandbox.tenant().id, source, 0));
    stamp.client_request_id = client_request_id(request, stamp.request_id);
    return stamp;
}

void handle(sandbox::Sandbox& sandbox, const Request& request, std::function<void(Response)> done,
            Faults* faults) {
    if (faults == nullptr || !faults->any() || is_batch(request)) {
        return answer_truly(sandbox, request, std::move(done), faults);
    }
    const auto kept = std::make_shared<const Request>(request);
    faults->meet(
        stamp_of(sandbox, request),
        [&sandbox, kept, done, faults] { answer_truly(sandbox, *kept, done, faults); }, done);
}

Response handle(sandbox::Sandbox& sandbox, const Request& request) {
    const auto given = std::make_shared<std::optional<Response>>();
    handle(sandbox, request, [given](Response response) { *given = std::move(response); });
    // The items of a batch may wait for each other, and each change for a commit of its own.
    for (std::size_t i = 0; i <= batch_requests_max && !*given; ++i) sandbox.commit();
    if (*given) return std::move(**given);
    return error_response({503, "ServiceUnavailable", "the change is still being saved"},
                          stamp_of(sandbox, request));
}

}  // namespace pim::graph
