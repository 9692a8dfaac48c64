#include "api/routes.hpp"

#include <array>

#include "api/operations.hpp"
#include "core/text.hpp"

namespace pim::api {

namespace {

constexpr std::array<Route, 20> table = {{
    {"GET", "tenant", export_tenant},
    {"PUT", "tenant", import_tenant},
    {"POST", "reset", reset_tenant},
    {"GET", "checkpoints", list_checkpoints},
    {"POST", "checkpoints", save_checkpoint},
    {"DELETE", "checkpoints/{name}", remove_checkpoint},
    {"POST", "checkpoints/{name}/restore", restore_checkpoint},
    {"GET", "clock", show_clock},
    {"PATCH", "clock", change_clock},
    {"GET", "personas", list_personas},
    {"POST", "tokens", give_token},
    {"GET", "mail", list_mail},
    {"GET", "expiredAssignments", list_expired_assignments},
    {"GET", "requests", list_undecided_requests},
    {"POST", "requests/{id}/decide", decide_request},
    {"POST", "scenarios", run_scenario},
    {"GET", "journal", list_journal},
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

}  // namespace

std::span<const Route> routes() {
    return table;
}

graph::Reading<Match> find_route(std::string_view method, const graph::Url& url) {
    bool path_known = false;
    for (const Route& route : table) {
        std::vector<std::string> parameters;
        if (!follow(route.path, url.segments, parameters)) continue;
        if (method == route.method) return Match{&route, std::move(parameters)};
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
