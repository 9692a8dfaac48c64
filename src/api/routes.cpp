#include "api/routes.hpp"

#include <algorithm>
#include <array>

#include "api/operations.hpp"
#include "core/text.hpp"

namespace pim::api {

namespace {

constexpr std::array<Route, 20> table = {{
    {"GET", "tenant", export_tenant},
    {"PUT", "tenant", import_tenant, {}, upload_bytes_max},
    {"POST", "reset", reset_tenant},
    {"GET", "checkpoints", list_checkpoints},
    {"POST", "checkpoints", save_checkpoint},
    {"DELETE", "checkpoints/{name}", remove_checkpoint},
    {"POST", "checkpoints/{name}/restore", restore_checkpoint},
    {"GET", "clock", show_clock},
    {"PATCH", "clock", change_clock},
    {"GET", "personas", list_personas, "top skip"},
    {"POST", "tokens", give_token},
    {"GET", "mail", list_mail, "to top"},
    {"GET", "expiredAssignments", list_expired_assignments, "principal top skip"},
    {"GET", "requests", list_undecided_requests},
    {"POST", "requests/{id}/decide", decide_request},
    {"POST", "scenarios", run_scenario, {}, upload_bytes_max},
    {"GET", "journal", list_journal, "from follow"},
    {"GET", "faults", show_faults},
    {"PUT", "faults", change_faults},
    {"GET", "openapi.json", show_description},
}};

bool follow(std::string_view path, const std::vector<graph::Segment>& segments,
            std::vector<std::string>& parameters) {
    for (const graph::Segment& segment : segments) {
        if (path.empty() || !segment.arguments.empty()) return false;
        const std::size_t slash = path.find('/');
        const std::string_view pattern = path.substr(0, slash);
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
        if (pattern.front() == '{') {
            parameters.push_back(segment.name);
        } else if (!equals_ignoring_case(pattern, segment.name)) {
            return false;
        }
    }
    return path.empty();
}

/// Whether a list of words has a word, in any case.
bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const std::size_t space = std::min(list.find(' '), list.size());
        if (equals_ignoring_case(list.substr(0, space), word)) return true;
        list.remove_prefix(std::min(space + 1, list.size()));
    }
    return false;
}

graph::Reading<Match> with_known_query(Match match, const graph::Url& url) {
    const std::string_view query = match.route->query;
    for (const auto& [key, value] : url.query) {
        if (has_word(query, key)) continue;
        return graph::bad_request(
            cat("the query has no '", key, "' here; it takes ", query.empty() ? "nothing" : query));
    }
    return match;
}

}  // namespace

graph::Reading<graph::Url> parse_lab_url(std::string_view url) {
    return graph::parse_url(cat("/v1.0", url.substr(lab_root.size())));
}

std::span<const Route> routes() {
    return table;
}

graph::Reading<Match> find_route(std::string_view method, const graph::Url& url) {
    bool path_known = false;
    for (const Route& route : table) {
        std::vector<std::string> parameters;
        if (!follow(route.path, url.segments, parameters)) continue;
        if (method == route.method) {
            return with_known_query(Match{&route, std::move(parameters)}, url);
        }
        path_known = true;
    }
    if (path_known) {
        return graph::reject(405, "BadRequest",
                             cat("the lab API does not take ", method, " here; ", lab_root,
                                 "/openapi.json lists what it takes"));
    }
    return graph::reject(404, "BadRequest",
                         cat("the lab API has nothing at this address; ", lab_root,
                             "/openapi.json lists what it has"));
}

}  // namespace pim::api
