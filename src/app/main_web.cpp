// The page: opens the sandbox that this browser keeps, and puts the portal over it.
#include <algorithm>
#include <cmath>
#include <ctime>
#include <memory>
#include <string>
#include <utility>

#include "app/prepared.hpp"
#include "app/web_backends.hpp"
#include "app/web_page.hpp"
#include "browser/graph_endpoint.hpp"
#include "browser/host.hpp"
#include "browser/page.hpp"
#include "browser/storage_mount.hpp"
#include "browser/timer.hpp"
#include "core/text.hpp"
#include "graph/nearby.hpp"
#include "sandbox/clock_keeper.hpp"
#include "sandbox/sandbox.hpp"
#include "storage/export_file.hpp"
#include "storage/journal_store.hpp"
#include "ui/backend_link.hpp"
#include "ui/connection.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/portal.hpp"
#include "ui/rescue.hpp"

namespace pim::app {
namespace {

constexpr std::string_view first_sample = "start";
constexpr double ticks_per_millisecond = ticks_per_second / 1000.0;

std::int64_t utc_offset_minutes(Instant at) {
    const std::time_t seconds = static_cast<std::time_t>(at.ticks / ticks_per_second);
    std::tm local{};
    localtime_r(&seconds, &local);
    return local.tm_gmtoff / 60;
}

void start(std::string_view scenario, std::function<void(std::optional<Error>)> done) {
    Tenant tenant;
    auto session = prepare(scenario, wall_clock(), tenant);
    if (!session) {
        done(session.error());
        return;
    }
    page().sandbox->replace(std::move(tenant), std::move(*session), std::move(done));
    browser::wake();
}

double pump();

/// The troubles that Graph requests of this page meet; what waits is answered as anything else is.
graph::Faults& faults() {
    static graph::Faults the(browser::steady_milliseconds, [](auto delay, auto work) {
        browser::later(delay, [work = std::move(work)] {
            pump();
            work();
            page().sandbox->commit();
            browser::wake();
        });
    });
    return the;
}

ui::Services services() {
    ui::Services services;
    services.faults = &faults();
    services.connection = page().connection.get();
    services.link = page().link.get();
    services.download = [](const std::string& name, const std::string& bytes) {
        browser::download(name, bytes);
    };
    services.choose_file = [](std::function<void(std::string)> chosen) {
        browser::choose_file([chosen = std::move(chosen)](const std::string&, std::string bytes) {
            chosen(std::move(bytes));
        });
    };
    services.export_sandbox = []() -> Outcome<std::string> {
        const sandbox::Sandbox& sandbox = *page().sandbox;
        return storage::export_text(sandbox.tenant(), sandbox.session());
    };
    services.show_hash = [](const std::string& hash) { browser::set_hash(hash); };
    services.open_outside = [](std::string_view href) { browser::follow(href); };
    services.set_theme = [](std::optional<ui::kit::ThemeName> name) {
        browser::set_setting("theme", name ? ui::kit::theme_word(*name) : "system");
    };
    services.set_scale = [](int percent) { browser::set_setting("scale", cat(percent)); };
    services.keep = [](std::string_view name, std::string_view text) {
        browser::keep(browser::Keeping::tab, name, text);
    };
    services.kept = [](std::string_view name) {
        return browser::kept(browser::Keeping::tab, name);
    };
    services.graph_endpoint = browser::graph_endpoint;
    // What stands for a backend is not replaced from here.
    if (page().link) return services;
    services.import_sandbox = [](const std::string& bytes,
                                 std::function<void(std::optional<Error>)> done) {
        auto state = storage::import_text(bytes);
        if (!state) {
            done(state.error());
            return;
        }
        page().sandbox->replace(std::move(state->tenant), std::move(state->session),
                                std::move(done));
        browser::wake();
    };
    services.start = start;
    return services;
}

/// Begins to save what was done, the clock first.
void save(std::int64_t elapsed_ticks = 0) {
    page().clock.follow(*page().sandbox, elapsed_ticks);
    page().sandbox->commit();
}

/// Lets simulated time follow the wall clock. Returns the seconds until something is due.
double pump() {
    Page& the = page();
    if (!the.sandbox) return -1;
    const double now_ms = browser::wall_clock_ms();
    const double elapsed_ms = std::max(0.0, now_ms - the.pumped_at_ms);
    the.pumped_at_ms = now_ms;
    const std::int64_t elapsed_ticks = std::llround(elapsed_ms * ticks_per_millisecond);
    the.sandbox->pump(elapsed_ticks);
    save(elapsed_ticks);
    double next = the.connection ? the.connection->pump() : -1;
    const auto sooner = [&](double seconds) {
        if (seconds >= 0) next = next < 0 ? seconds : std::min(next, seconds);
    };
    if (the.link) sooner(the.link->pump());
    if (const auto due = the.sandbox->ticks_until_due()) {
        sooner(static_cast<double>(*due) / static_cast<double>(ticks_per_second));
    }
    return next;
}

/// Requests of other code in this browser; the persona of the left side asks.
browser::GraphHandler graph_handler() {
    browser::GraphHandler handler;
    handler.answers = [] {
        const Page& the = page();
        return the.portal && the.sandbox->save_state() != sandbox::SaveState::read_only;
    };
    handler.persona = [] { return page().portal ? page().portal->sides[0].persona : Guid{}; };
    handler.handle = [](graph::Request request, const Guid& caller,
                        const browser::GraphHandler::Answered& answered) {
        sandbox::Sandbox& sandbox = *page().sandbox;
        const std::uint64_t before = sandbox.version();
        pump();
        request.id = random_guid();
        const std::int64_t seconds = wall_clock().ticks / ticks_per_second;
        graph::handle_nearby(sandbox, std::move(request), caller, seconds, answered, &faults());
        save();
        if (sandbox.version() != before) browser::wake();
    };
    return handler;
}

void open_store(const std::shared_ptr<browser::StorageMount>& mount);

void after_frame() {
    Page& the = page();
    if (the.rescue && the.rescue->settle()) {
        the.rescue.reset();
        open_store(the.mount);
        if (the.portal) the.portal->follow_links();
        browser::wake();
    }
    if (!the.portal) return;
    if (the.portal->settle()) browser::wake();
    save();
}

void tell(ui::kit::Tone tone, const Error& error) {
    ui::kit::Toast toast;
    toast.tone = tone;
    toast.title = error.what;
    toast.detail = error.help;
    page().portal->notify(std::move(toast), page().portal->sides[0].persona);
    browser::wake();
}

void tell_damages(const storage::Recovery& recovery) {
    for (const storage::Damage& damage : recovery.damages) {
        if (damage.unfinished) continue;  // nothing confirmed was in it
        tell(ui::kit::Tone::warning,
             {cat("record ", static_cast<std::int64_t>(damage.record), " of ", damage.file,
                  " was damaged: the sandbox is as it was before it"),
              damage.kept_as.empty() ? std::string()
                                     : cat("the damaged bytes are kept as ", damage.kept_as)});
    }
}

/// Between the last commit and the end of the page, or of the tab that wrote, the clock moved on.
void go_on_from_kept_clock() {
    sandbox::go_on_from(*page().sandbox, kept_clock());
}

/// The tab that wrote is gone: this one goes on in its place.
void become_writer() {
    auto opened =
        storage::JournalStore::open(page().mount, sandbox_name(), storage::Access::writer);
    if (!opened) return tell(ui::kit::Tone::danger, opened.error());
    page().sandbox->reopen(std::move(opened->state), std::move(opened->store));
    tell_damages(opened->recovery);
    go_on_from_kept_clock();
    // The other tab may have sent what waited when this one was opened.
    if (page().link) page().link->resume();
    tell(ui::kit::Tone::info, {"This tab writes from now on: the other one was closed", ""});
}

void follow_mount() {
    browser::StorageMount& mount = *page().mount;
    mount.on_answered = [] { browser::wake(); };
    mount.on_changed = [] {
        const auto refreshed = page().sandbox->refresh();
        if (!refreshed) tell(ui::kit::Tone::danger, refreshed.error());
        browser::wake();
    };
    mount.on_may_write = become_writer;
    mount.on_closed = [](const Error& error) { tell(ui::kit::Tone::danger, error); };
}

void run() {
    browser::App app;
    app.draw = [] {
        // Only a page that somebody sees is drawn.
        if (page().link) page().link->set_wanted(true);
        if (page().rescue) page().rescue->draw();
        if (page().portal) page().portal->draw();
    };
    app.pump = pump;
    app.after_frame = after_frame;
    app.hash_changed = [](std::string_view hash) {
        if (page().portal) page().portal->open(hash);
        browser::wake();
    };
    app.leaving = [] {
        if (!page().sandbox) return;
        pump();
        page().clock.keep(*page().sandbox);
        if (page().connection) page().connection->leave();
        if (page().link) page().link->set_wanted(false);
    };
    app.line_is_back = [] {
        if (page().link) page().link->try_again();
    };
    browser::answer_graph(graph_handler());
    browser::run(std::move(app));
    if (page().portal) page().portal->follow_links();
}

void open_portal(storage::Opened opened) {
    Page& the = page();
    the.sandbox = std::make_unique<sandbox::Sandbox>(std::move(opened.state.tenant),
                                                     std::move(opened.state.session),
                                                     std::move(opened.store), random_guid);
    the.pumped_at_ms = browser::wall_clock_ms();
    const std::string address = browser::hash();
    const bool stands_for_backend = here() == ui::Place::backend;
    if (stands_for_backend) the.sandbox->stand_for_backend();
    if (opened.fresh && the.sandbox->writable()) {
        Tenant tenant;
        if (auto session = prepare(first_sample, wall_clock(), tenant)) {
            session->page = stands_for_backend ? "#/connect" : "#/welcome";
            the.sandbox->replace(std::move(tenant), std::move(*session));
            save();
        }
    } else {
        go_on_from_kept_clock();
    }
    if (!the.connection) the.connection = connection();
    if (stands_for_backend && !the.link) the.link = backend_link();
    the.portal = std::make_unique<ui::Portal>(*the.sandbox, services());
    the.rescue.reset();
    if (opened.fresh) the.portal->begun();
    follow_mount();
    if (!address.empty()) the.portal->open(address);
    tell_damages(opened.recovery);
}

/// What is kept cannot be opened: it can be taken away as a file, and set aside for a new one.
void open_rescue(const Error& error) {
    Page& the = page();
    ui::Rescue::Ways ways;
    ways.load_again = browser::load_again;
    if (the.mount) {
        ways.download = [] {
            const auto packed = storage::pack_raw(*page().mount);
            if (packed) browser::download("pimlab-files.txt", *packed);
        };
        ways.begin_anew = []() -> std::optional<Error> {
            const auto done = storage::set_all_aside(*page().mount);
            if (!done) return done.error();
            return std::nullopt;
        };
    }
    the.rescue = std::make_unique<ui::Rescue>(error, std::move(ways));
}

void open_store(const std::shared_ptr<browser::StorageMount>& mount) {
    auto opened = storage::JournalStore::open(mount, sandbox_name(), mount->access());
    if (opened) {
        open_portal(std::move(*opened));
    } else {
        open_rescue(opened.error());
    }
}

}  // namespace
}  // namespace pim::app

int main() {
    using namespace pim;
    ui::set_utc_offset(app::utc_offset_minutes);
    if (!browser::start()) return 1;
    browser::StorageMount::open(app::sandbox_name(),
                                [](Outcome<std::shared_ptr<browser::StorageMount>> mount) {
                                    if (mount) {
                                        app::page().mount = *mount;
                                        app::open_store(*mount);
                                    } else {
                                        app::open_rescue(mount.error());
                                    }
                                    app::run();
                                });
    return 0;
}
