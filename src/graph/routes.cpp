#include "graph/routes.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "core/text.hpp"
#include "graph/routes_more.hpp"

namespace pim::graph {

namespace {

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

/// `users(userPrincipalName='x')` where a route has `users/{…}`: one segment for both pieces. Gives
/// the parameter, `userPrincipalName=x`, or the plain value of `id`.
std::optional<std::string> alternate_key(std::string_view pattern, std::string_view after,
                                         const Segment& segment) {
    const bool keyed = segment.arguments.size() == 1 && !after.empty() && after.front() == '{' &&
                       equals_ignoring_case(pattern, segment.name);
    if (!keyed) return std::nullopt;
    const auto& [name, value] = segment.arguments[0];
    return equals_ignoring_case(name, "id") ? value : cat(name, '=', value);
}

std::string_view after_slash(std::string_view path) {
    const std::size_t slash = path.find('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
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
        const std::string_view after =
            slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
        const Segment& segment = segments[progress.segments];
        if (auto key = alternate_key(pattern, after, segment)) {
            progress.parameters.push_back(std::move(*key));
            path = after_slash(after);
        } else {
            if (!fits(pattern, segment, progress.parameters)) return progress;
            path = after;
        }
        ++progress.segments;
    }
    progress.whole = path.empty() && progress.segments == segments.size();
    return progress;
}

}  // namespace

std::span<const std::span<const Route>> route_tables() {
    static const std::array<std::span<const Route>, 9> tables = {
        role_routes(),   schedule_routes(), approval_routes(), policy_routes(), alert_routes(),
        people_routes(), thing_routes(),    unit_routes(),     report_routes()};
    return tables;
}

Reading<Match> find_route(std::string_view method, const Url& url) {
    std::size_t furthest = 0;
    bool path_known = false;
    bool other_version = false;
    for (const std::span<const Route> table : route_tables()) {
        for (const Route& route : table) {
            Progress progress = follow(route.path, url.segments);
            if (!knows(route.versions, url.version)) {
                other_version |= progress.whole && equals_ignoring_case(method, route.method);
                continue;
            }
            furthest = std::max(furthest, progress.segments);
            if (!progress.whole) continue;
            path_known = true;
            if (equals_ignoring_case(method, route.method)) {
                return Match{&route, std::move(progress.parameters)};
            }
        }
    }
    // An operation of the other version leads nowhere in this one (ruling 29).
    if (path_known && !other_version) {
        return reject(405, "Request_BadRequest",
                      "The HTTP method is not one that this resource takes.");
    }
    const std::size_t unknown =
        std::min(furthest, url.segments.empty() ? 0 : url.segments.size() - 1);
    return tl::unexpected(
        unknown_segment(url.segments.empty() ? std::string() : url.segments[unknown].name));
}

}  // namespace pim::graph
