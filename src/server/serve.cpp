#include "server/serve.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

#include "core/text.hpp"
#include "server/data.hpp"
#include "server/fetch.hpp"
#include "server/limits.hpp"
#include "server/service.hpp"
#include "storage/event_codec.hpp"
#include "storage/export_file.hpp"

namespace pim::server {

namespace {

using std::chrono::duration_cast;

constexpr rlim_t files_beside_connections = 64;

std::int64_t wall_seconds() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return duration_cast<std::chrono::seconds>(now).count();
}

Instant wall_instant() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {duration_cast<std::chrono::microseconds>(now).count() * (ticks_per_second / 1'000'000)};
}

std::int64_t steady_milliseconds() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return duration_cast<std::chrono::milliseconds>(now).count();
}

void complain(const Error& error) {
    const std::string help = error.help.empty() ? std::string() : cat("; ", error.help);
    std::fprintf(stderr, "pimlab: %s%s\n", error.what.c_str(), help.c_str());
}

/// One event as the journal writes it, without the list around it.
std::string event_text(const Event& event) {
    constexpr std::string_view begin = "{\"events\":[";
    constexpr std::string_view end = "]}";
    const std::string text = storage::encode_events({event});
    return text.substr(begin.size(), text.size() - begin.size() - end.size());
}

void tell_damages(const storage::Recovery& recovery) {
    for (const storage::Damage& damage : recovery.damages) {
        if (damage.unfinished) continue;  // nothing confirmed was in it
        std::fprintf(stderr, "pimlab: record %llu of %s was damaged; its bytes are kept as %s\n",
                     static_cast<unsigned long long>(damage.record), damage.file.c_str(),
                     damage.kept_as.c_str());
    }
}

/// Each connection is a file: as many as limits.hpp allows, and some for the store.
void allow_files() {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    const rlim_t wanted = connections_max + files_beside_connections;
    if (files.rlim_cur >= wanted) return;
    files.rlim_cur = std::min<rlim_t>(wanted, files.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &files);
}

/// A running server, its parts in the order of their making.
class Server {
public:
    Server(const Options& options, const Prepare& prepare) : options_(options), prepare_(prepare) {}

    Outcome<void> open() {
        auto data = open_data(options_.data,
                              [this](std::function<void()> work) { loop_.post(std::move(work)); });
        if (!data) return tl::unexpected<Error>(data.error());
        data_ = std::move(*data);
        tell_damages(data_.recovery);
        sandbox_ = std::make_unique<sandbox::Sandbox>(std::move(data_.state.tenant),
                                                      std::move(data_.state.session),
                                                      std::move(data_.store), random_guid);
        const auto begun = data_.fresh ? begin() : go_on();
        if (!begun) return begun;
        graph::Faults faults(steady_milliseconds, [this](auto delay, auto work) {
            service_->later(delay, std::move(work));
        });
        lab_ = std::make_unique<api::Lab>(*sandbox_, host(), std::move(faults));
        service_ = std::make_unique<Service>(
            loop_, *sandbox_, *lab_,
            Callers(
                wall_seconds,
                [this](const std::string& url, auto done) { fetch(loop_, url, std::move(done)); },
                options_.issuer, options_.audience),
            Gate(names(), options_.allowed_origins), Site(options_.site),
            options_.endpoint.secure() ? "https" : "http");
        auto http = HttpServer::open(loop_, *service_, options_.endpoint);
        if (!http) return tl::unexpected<Error>(http.error());
        http_ = std::move(*http);
        return {};
    }

    int run() {
        // Before anybody is told that it runs: from then on an end must be orderly.
        loop_.on_signal({SIGTERM, SIGINT}, [this](int) { drain(); });
        const bool ipv6 = options_.endpoint.address.find(':') != std::string::npos;
        std::printf("listening on %s://%s%s%s:%u\n", options_.endpoint.secure() ? "https" : "http",
                    ipv6 ? "[" : "", options_.endpoint.address.c_str(), ipv6 ? "]" : "",
                    static_cast<unsigned>(http_->port()));
        std::fflush(stdout);
        service_->start_clock();
        loop_.run();
        return status_;
    }

private:
    std::vector<std::string> names() const {
        auto names = options_.allowed_hosts;
        names.push_back(options_.endpoint.address);
        return names;
    }

    /// Fills a store that is empty.
    Outcome<void> begin() {
        auto state = prepare_({}, options_.clock.value_or(wall_instant()));
        if (!state) return tl::unexpected<Error>(state.error());
        sandbox_->replace(std::move(state->tenant), std::move(state->session));
        sandbox_->commit();
        return {};
    }

    /// Goes on with what the store holds, at the time that the command line names.
    Outcome<void> go_on() {
        auto to = options_.clock;
        if (options_.clock_now) to = wall_instant();
        if (!to) return {};
        const auto moved = sandbox_->jump(*to);
        if (!moved) return failure(cat("--clock: ", moved.error().what), moved.error().help);
        sandbox_->commit();
        return {};
    }

    api::Host host() {
        api::Host host;
        host.export_text = storage::export_text;
        host.import_text = storage::import_text;
        host.prepare = [this](std::string_view name) {
            return prepare_(name, options_.clock.value_or(wall_instant()));
        };
        host.event_text = event_text;
        host.wall_clock = wall_seconds;
        host.checkpoints = data_.checkpoints.get();
        host.gives_tokens = options_.issuer.empty();
        return host;
    }

    /// An orderly end: no more connections, the answers under way, everything durable.
    void drain() {
        loop_.after(drain_time_max, [this] {
            complain({"some requests were not finished in time", ""});
            finish();
        });
        http_->drain([this] { finish(); });
    }

    void finish() {
        sandbox_->when_durable([this](const std::optional<Error>& error) {
            if (error) {
                complain(*error);
                status_ = 1;
            } else if (const auto noted = note_fingerprint(options_.data, sandbox_->tenant());
                       !noted) {
                complain(noted.error());
            }
            loop_.stop();
        });
        sandbox_->commit();
    }

    const Options& options_;
    const Prepare& prepare_;
    int status_ = 0;
    Loop loop_;
    Data data_;
    std::unique_ptr<sandbox::Sandbox> sandbox_;
    std::unique_ptr<api::Lab> lab_;
    std::unique_ptr<Service> service_;
    std::unique_ptr<HttpServer> http_;
};

}  // namespace

int serve(const Options& options, const Prepare& prepare) {
    allow_files();
    Server server(options, prepare);
    const auto opened = server.open();
    if (!opened) {
        complain(opened.error());
        return 1;
    }
    return server.run();
}

}  // namespace pim::server
