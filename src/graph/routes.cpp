#include "graph/routes.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "core/text.hpp"
#include "graph/routes_more.hpp"

namespace pim::graph {

namespace {

constexpr std::array<std::string_view, 5> actions = {"cancel", "refresh", "remediate", "getByIds",
                                                     "getMemberGroups"};
bool is_action(std::string_view pattern) {
    return std::find(actions.begin(), actions.end(), pattern) != actions.end();
}

/// Functions and actions may be called by their full names, as older SDKs do.
std::string_view without_namespace(std::string_view name) {
    constexpr std::string_view prefix = "microsoft.graph.";
    const bool full = equals_ignoring_case(name.substr(0, prefix.size()), prefix);
    return full ? name.substr(prefix.size()) : name;
}

/// Whether a segment of an address is the one that a route names; parameters are collected.
bool fits(std::string_view pattern, bool action, const Segment& segment,
          std::vector<std::string>& parameters) {
    const bool function = pattern.size() > 2 && pattern.substr(pattern.size() - 2) == "()";
    if (function) pattern.remove_suffix(2);
    if (function || action) {
        const bool named = equals_ignoring_case(pattern, without_namespace(segment.name));
        return named && (function || segment.arguments.empty());
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

Progress follow(const Route& route, const std::vector<Segment>& segments) {
    Progress progress;
    std::string_view path = route.path;
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
            const bool action = after.empty() && is_action(pattern);
            if (!fits(pattern, action, segment, progress.parameters)) return progress;
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
    std::string allowed;
    bool other_version = false;
    for (const std::span<const Route> table : route_tables()) {
        for (const Route& route : table) {
            Progress progress = follow(route, url.segments);
            if (!knows(route.versions, url.version)) {
                other_version |= progress.whole && equals_ignoring_case(method, route.method);
                continue;
            }
            furthest = std::max(furthest, progress.segments);
            if (!progress.whole) continue;
            if (equals_ignoring_case(method, route.method)) {
                return Match{&route, std::move(progress.parameters)};
            }
            allowed += cat(allowed.empty() ? "" : ", ", route.method);
        }
    }
    // An operation of the other version leads nowhere in this one (ruling 29).
    if (!allowed.empty() && !other_version) {
        return tl::unexpected(Rejection{405, "Request_BadRequest",
                                        "The HTTP method is not one that this resource takes.",
                                        allowed});
    }
    const std::size_t unknown =
        std::min(furthest, url.segments.empty() ? 0 : url.segments.size() - 1);
    return tl::unexpected(
        unknown_segment(url.segments.empty() ? std::string() : url.segments[unknown].name));
}

}  // namespace pim::graph
