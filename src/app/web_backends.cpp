#include "app/web_backends.hpp"

#include <utility>

#include "app/prepared.hpp"
#include "app/web_page.hpp"
#include "browser/fetch_transport.hpp"
#include "browser/host.hpp"
#include "browser/page.hpp"
#include "browser/sign_in.hpp"
#include "storage/event_codec.hpp"
#include "storage/export_file.hpp"

namespace pim::app {
namespace {

/// What the window keeps a mirror that was begun under.
constexpr std::string_view begun_mirror = "mirror";
/// What this browser keeps under it: the actions that wait for the backend.
constexpr std::string_view outbox_name = "outbox";

/// A mirror takes the place of what its sandbox held before, at the moment at which it was read.
void take_mirror(Tenant mirror) {
    sandbox::Session session;
    session.now = mirror.origin->read;
    session.persona = first_persona(mirror);
    session.page = "#/connect";
    page().portal->adopt(std::move(mirror), std::move(session));
    page().sandbox->commit();
    browser::wake();
}

/// The backend's tenant takes the place of what was here; persona and page stay.
void take_replica(sandbox::State state) {
    sandbox::Session session = page().sandbox->session();
    session.now = state.session.now;
    session.speed = state.session.speed;
    if (state.tenant.users.find(session.persona) == nullptr) {
        session.persona = first_persona(state.tenant);
    }
    page().sandbox->replace(std::move(state.tenant), std::move(session));
    page().sandbox->commit();
    browser::wake();
}

}  // namespace

std::unique_ptr<ui::Connection> connection() {
    ui::ConnectionWays ways;
    ways.transport = std::make_shared<browser::FetchTransport>();
    ways.wall_clock = wall_clock;
    ways.present = []() -> const Tenant& { return page().sandbox->tenant(); };
    ways.take = take_mirror;
    ways.keep = [](std::string_view text) {
        return browser::keep(browser::Keeping::tab, begun_mirror, text);
    };
    ways.kept = [] { return browser::kept(browser::Keeping::tab, begun_mirror); };
    ways.here = here();
    ways.go = go;
    if (browser::sign_in_offered()) {
        ways.sign_in = browser::sign_in;
        ways.sign_out = browser::forget_sign_in;
    }
    return std::make_unique<ui::Connection>(std::move(ways));
}

std::unique_ptr<ui::BackendLink> backend_link() {
    ui::BackendLinkWays ways;
    ways.replica = {storage::import_text, storage::decode_event, take_replica};
    ways.wall_clock = wall_clock;
    ways.next_id = random_guid;
    ways.keep = [](std::string_view text) {
        return browser::keep(browser::Keeping::browser, outbox_name, text);
    };
    ways.kept = [] { return browser::kept(browser::Keeping::browser, outbox_name); };
    ways.writes = [] { return page().sandbox->save_state() != sandbox::SaveState::read_only; };
    return std::make_unique<ui::BackendLink>(*page().connection, *page().sandbox, std::move(ways));
}

}  // namespace pim::app
