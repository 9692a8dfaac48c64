#include "server/service.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/text.hpp"
#include "graph/handle.hpp"
#include "graph/json_value.hpp"
#include "server/limits.hpp"

namespace pim::server {

namespace {

using std::chrono::milliseconds;

constexpr std::int64_t nanoseconds_per_tick = 100;
/// Between two looks at the clock: at most, and where a snapshot waits or something falls due.
constexpr milliseconds pump_pause_max{250};
constexpr milliseconds pump_pause_min{5};

/// Of the system's random numbers, two for each id: as many bytes as it gives at once.
constexpr std::size_t random_words = 32;

enum class Surface { graph, lab, site };

Surface surface_of(std::string_view url) {
    const std::string_view path = url.substr(0, url.find('?'));
    const auto begins = [&](std::string_view root) {
        return equals_ignoring_case(path.substr(0, root.size()), root) &&
               (path.size() == root.size() || path[root.size()] == '/');
    };
    if (begins("/v1.0") || begins("/beta")) return Surface::graph;
    return begins(api::lab_root) ? Surface::lab : Surface::site;
}

bool permits(const graph::Token& token, std::string_view permission) {
    const auto& given = token.permissions;
    return given && std::find(given->begin(), given->end(), permission) != given->end();
}

}  // namespace

Guid random_guid() {
    // The system's own source, asked for many at a time: once a request it costs more than a read.
    static std::array<std::uint64_t, random_words> words;
    static std::size_t next = words.size();
    if (next == words.size()) {
        // Below 256 bytes at once, getentropy neither blocks nor stops half way.
        if (::getentropy(words.data(), sizeof words) != 0) std::abort();
        next = 0;
    }
    // In the form of version 4.
    const std::uint64_t high = (words[next++] & ~std::uint64_t{0xF000}) | 0x4000U;
    const std::uint64_t low = words[next++] >> 2U | std::uint64_t{1} << 63U;
    return {high, low};
}

Service::Service(Loop& loop, sandbox::Sandbox& sandbox, api::Lab& lab, Callers callers, Gate gate,
                 Site site, std::string_view scheme)
    : loop_(loop),
      sandbox_(sandbox),
      commits_(loop, sandbox),
      lab_(lab),
      callers_(std::move(callers)),
      gate_(std::move(gate)),
      site_(std::move(site)),
      scheme_(scheme),
      pumped_at_(std::chrono::steady_clock::now()) {}

Admission Service::admit(const graph::Request& head) {
    Admission admission;
    if (const auto rejection = gate_.refused(head)) {
        admission.refused = graph::error_response(*rejection, stamp(head));
    } else if (auto answer = Gate::preflight(head)) {
        Gate::allow(head, *answer);
        admission.refused = std::move(answer);
    } else {
        const Surface surface = surface_of(head.url);
        if (surface != Surface::site) admission.refused = without_token(head);
        const bool lab = surface == Surface::lab;
        admission.body_bytes_max = lab ? api::body_bytes_max(head) : graph::body_bytes_max;
    }
    return admission;
}

std::optional<graph::Response> Service::without_token(const graph::Request& head) {
    if (!callers_.has_issuer()) return std::nullopt;
    const auto token = callers_.read(head);
    if (token && token->has_value()) return std::nullopt;
    auto response = graph::error_response(
        token ? graph::bad_token("Access token is empty.") : token.error(), stamp(head));
    Gate::allow(head, response);
    return response;
}

void Service::answer(graph::Request request, Answer done) {
    if (surface_of(request.url) == Surface::site) return done(site_.answer(request));
    request.id = random_guid();
    if (graph::header(request.headers, "origin").empty()) {
        return answer_called(std::move(request), done);
    }
    graph::Request caller;
    caller.headers = request.headers;
    answer_called(std::move(request),
                  [caller = std::move(caller), done = std::move(done)](graph::Response response) {
                      Gate::allow(caller, response);
                      done(std::move(response));
                  });
}

graph::Response Service::refusal(const graph::Rejection& rejection) {
    return graph::error_response(rejection, stamp({}));
}

void Service::start_clock() {
    pumped_at_ = std::chrono::steady_clock::now();
    pump_later();
    tell_clock_later();
}

void Service::later(std::chrono::milliseconds delay, std::function<void()> work) {
    loop_.after(delay, [this, work = std::move(work)] {
        pump();
        work();
        keep();
    });
}

graph::Stamp Service::stamp(const graph::Request& request) const {
    const std::string id = to_text(request.id.is_null() ? random_guid() : request.id);
    return {sandbox_.now(), id, id};
}

void Service::answer_called(graph::Request request, const Answer& done) {
    const auto shared = std::make_shared<graph::Request>(std::move(request));
    callers_.check(
        *shared, [this, shared, done](graph::Reading<std::optional<graph::Token>> token) {
            pump();
            if (!token) return done(graph::error_response(token.error(), stamp(*shared)));
            if (*token) {
                const auto nobody = graph::take_token(*shared, **token, sandbox_.tenant());
                if (nobody) return done(graph::error_response(*nobody, stamp(*shared)));
            }
            if (surface_of(shared->url) == Surface::lab) {
                answer_lab(std::move(*shared), std::move(*token), done);
            } else {
                answer_graph(std::move(*shared), done);
            }
        });
}

void Service::answer_lab(graph::Request request, std::optional<graph::Token> token,
                         const Answer& done) {
    // Without an issuer only this machine can call, and whoever sits at it owns the sandbox.
    if (callers_.has_issuer() && !(token && permits(*token, lab_permission))) {
        const graph::Rejection rejection{
            token ? 403 : 401, token ? "Forbidden" : "InvalidAuthenticationToken",
            cat("the lab API needs a token with the permission '", lab_permission, "'")};
        return done(graph::error_response(rejection, stamp(request)));
    }
    lab_.answer(request, done);
    keep();
}

void Service::answer_graph(graph::Request request, const Answer& done) {
    request.service_root = cat(scheme_, "://", graph::header(request.headers, "host"));
    graph::handle(sandbox_, request, done, &lab_.faults());
    keep();
}

void Service::pump() {
    const auto now = std::chrono::steady_clock::now();
    const auto elapsed = std::chrono::nanoseconds(now - pumped_at_).count() / nanoseconds_per_tick;
    pumped_at_ += std::chrono::nanoseconds(elapsed * nanoseconds_per_tick);
    sandbox_.pump(elapsed);
}

void Service::pump_later() {
    auto pause = pump_pause_max;
    if (const auto due = sandbox_.ticks_until_due()) {
        const milliseconds until(*due / (ticks_per_second / 1000));
        pause = std::clamp(until, pump_pause_min, pump_pause_max);
    }
    loop_.after(pause, [this] {
        pump();
        save_again();
        lab_.feed().tell();
        commits_.now();
        pump_later();
    });
}

void Service::tell_clock_later() {
    loop_.after(api::journal_heartbeat, [this] {
        lab_.feed().tell_clock();
        tell_clock_later();
    });
}

void Service::save_again() {
    const auto now = std::chrono::steady_clock::now();
    if (!sandbox_.save_error()) {
        failed_at_.reset();
    } else if (!failed_at_) {
        failed_at_ = now;
    } else if (now - *failed_at_ >= save_pause) {
        failed_at_.reset();
        sandbox_.try_again();
    }
}

void Service::keep() {
    lab_.feed().tell();
    commits_.soon();
}

}  // namespace pim::server
