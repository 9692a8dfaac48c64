#include "graph/routes.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "graph/operations.hpp"

namespace pim::graph {

namespace {

constexpr auto both = Versions::both;
constexpr auto beta = Versions::beta_only;

// endpoints.md, sections C, D and E.
constexpr std::array<Route, 16> table = {{
    {"GET", "roleManagement/directory/roleAssignmentScheduleRequests", both,
     list_assignment_requests},
    {"POST", "roleManagement/directory/roleAssignmentScheduleRequests", both,
     create_assignment_request},
    {"GET", "roleManagement/directory/roleAssignmentScheduleRequests/filterByCurrentUser()", both,
     list_own_assignment_requests},
    {"GET", "roleManagement/directory/roleAssignmentScheduleRequests/{id}", both,
     show_assignment_request},
    {"POST", "roleManagement/directory/roleAssignmentScheduleRequests/{id}/cancel", both,
     cancel_assignment_request},
    {"GET", "roleManagement/directory/roleEligibilityScheduleRequests", both,
     list_eligibility_requests},
    {"POST", "roleManagement/directory/roleEligibilityScheduleRequests", both,
     create_eligibility_request},
    {"GET", "roleManagement/directory/roleEligibilityScheduleRequests/filterByCurrentUser()", both,
     list_own_eligibility_requests},
    {"GET", "roleManagement/directory/roleEligibilityScheduleRequests/{id}", both,
     show_eligibility_request},
    {"POST", "roleManagement/directory/roleEligibilityScheduleRequests/{id}/cancel", both,
     cancel_eligibility_request},
    {"GET", "roleManagement/directory/roleAssignmentApprovals", beta, list_approvals},
    {"GET", "roleManagement/directory/roleAssignmentApprovals/filterByCurrentUser()", beta,
     list_own_approvals},
    {"GET", "roleManagement/directory/roleAssignmentApprovals/{id}", beta, show_approval},
    {"GET", "roleManagement/directory/roleAssignmentApprovals/{id}/steps", beta,
     list_approval_steps},
    {"GET", "roleManagement/directory/roleAssignmentApprovals/{id}/steps/{id}", beta,
     show_approval_step},
    {"PATCH", "roleManagement/directory/roleAssignmentApprovals/{id}/steps/{id}", beta,
     answer_approval_step},
}};

bool answers(Versions versions, Version version) {
    if (versions == Versions::both) return true;
    return (versions == Versions::beta_only) == (version == Version::beta);
}

/// Whether a segment of an address is the one that a route names; parameters are collected.
bool fits(std::string_view pattern, const Segment& segment, std::vector<std::string>& parameters) {
    const bool function = pattern.size() > 2 && pattern.substr(pattern.size() - 2) == "()";
    if (function) {
        return equals_ignoring_case(pattern.substr(0, pattern.size() - 2), segment.name);
    }
    if (!segment.arguments.empty()) return false;
    if (pattern.front() == '{') {
        parameters.push_back(segment.name);
        return true;
    }
    return equals_ignoring_case(pattern, segment.name);
}

/// How far a path goes along with a route.
struct Progress {
    std::size_t segments = 0;
    bool whole = false;
    std::vector<std::string> parameters;
};

Progress follow(std::string_view path, const std::vector<Segment>& segments) {
    Progress progress;
    while (!path.empty() && progress.segments < segments.size()) {
        const std::size_t slash = path.find('/');
        const std::string_view pattern = path.substr(0, slash);
        if (!fits(pattern, segments[progress.segments], progress.parameters)) return progress;
        ++progress.segments;
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    }
    progress.whole = path.empty() && progress.segments == segments.size();
    return progress;
}

}  // namespace

std::span<const Route> routes() {
    return table;
}

Reading<Match> find_route(std::string_view method, const Url& url) {
    std::size_t furthest = 0;
    bool path_known = false;
    for (const Route& route : table) {
        if (!answers(route.versions, url.version)) continue;
        Progress progress = follow(route.path, url.segments);
        furthest = std::max(furthest, progress.segments);
        if (!progress.whole) continue;
        path_known = true;
        if (equals_ignoring_case(method, route.method)) {
            return Match{&route, std::move(progress.parameters)};
        }
    }
    if (path_known) {
        return reject(405, "Request_BadRequest",
                      "The HTTP method is not one that this resource takes.");
    }
    const std::size_t unknown =
        std::min(furthest, url.segments.empty() ? 0 : url.segments.size() - 1);
    return bad_request(cat("Resource not found for the segment '",
                           url.segments.empty() ? std::string() : url.segments[unknown].name,
                           "'."));
}

}  // namespace pim::graph
