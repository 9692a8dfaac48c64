#pragma once

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>

#include "core/text.hpp"
#include "storage/journal_store.hpp"
#include "sync/sync_support.hpp"
#include "ui/backend_link.hpp"
#include "ui/portal_support.hpp"

/// The whole portal without a window, over a backend that answers when a test says so.
namespace pim::tests {

/// Tess may activate a role, Gia may assign them all.
constexpr std::string_view eligible_tess = R"(use start
elig tess SecurityOperator 180d
tick 1d
)";
/// What the page is told of its backends.
constexpr std::string_view lab_configuration =
    R"({"backends":[{"name":"The lab","address":"http://lab.example:8080","lab":true}]})";
constexpr std::string_view graph_configuration =
    R"({"backends":[{"name":"Graph","address":"https://graph.example"}]})";

/// A portal that works through a backend as somebody; its script answers when a test says so.
struct LinkStage {
    explicit LinkStage(std::string_view configuration, std::string_view persona = "tess",
                       std::string_view page = "#/my-roles/eligible")
        : portal(eligible_tess, persona, page), who(portal.id(persona)) {
        portal.sandbox().stand_for_backend();
        reach();
        connection->load();
        configure(configuration);
        connection->chosen = 0;
        connect();
    }

    /// A window that knows nobody yet, and has not read its configuration.
    void reach() {
        link.reset();
        ui::ConnectionWays ways;
        ways.transport = transport;
        ways.wall_clock = [this] { return wall; };
        ways.present = [this]() -> const Tenant& { return portal.tenant(); };
        ways.here = ui::Place::backend;
        ways.go = [](ui::Place) {};
        connection = std::make_unique<ui::Connection>(std::move(ways));
    }
    void configure(std::string_view configuration) {
        BOOST_TEST(transport->answer("config.json", 200, std::string(configuration)));
    }
    /// The page is loaded anew, beside another configuration.
    void load_anew(std::string_view configuration) {
        reach();
        connect();
        configure(configuration);
        pump();
    }
    /// Another tab writes from now on.
    void only_read() {
        auto opened = storage::JournalStore::open(portal.files, "test", storage::Access::reader);
        BOOST_REQUIRE(opened);
        portal.sandbox().reopen({portal.tenant(), portal.sandbox().session()},
                                std::move(opened->store));
        portal.stage.step(6);
    }

    /// What the window keeps is there after a reload.
    void connect() {
        link.reset();
        ui::BackendLinkWays ways;
        ways.wall_clock = [this] { return wall; };
        ways.replica.replace = [this](sandbox::State state) {
            portal.sandbox().replace(std::move(state.tenant), std::move(state.session));
        };
        ways.next_id = [this] { return Guid{0xbac, ++ids}; };
        ways.keep = [this](std::string_view text) {
            if (!full) kept = text;
            return !full;
        };
        ways.kept = [this] { return kept; };
        ways.writes = [this] {
            return portal.sandbox().save_state() != sandbox::SaveState::read_only;
        };
        link = std::make_unique<ui::BackendLink>(*connection, portal.sandbox(), std::move(ways));
        portal.services.connection = connection.get();
        portal.services.link = link.get();
        portal.reload();
    }

    /// Signs in with a token and begins.
    void begin() {
        connection->use_token("eyJ.secret", "somebody");
        BOOST_REQUIRE(link->begin());
        say_who();
        portal.stage.step(6);
    }
    /// The same where it began before: somebody signs in.
    void sign_in(std::string_view persona) {
        connection->chosen = 0;
        connection->use_token("eyJ.secret", "somebody");
        say_who(portal.id(persona));
    }
    void say_who() { say_who(who); }
    void say_who(const Guid& id) {
        BOOST_TEST(transport->answer("/me?", 200,
                                     cat(R"({"id":")", to_text(id), R"(","displayName":")",
                                         display_name(portal.tenant(), id), R"("})")));
    }
    void pump() {
        for (int i = 0; i < 10; ++i) link->pump();
        portal.stage.step(6);
    }

    void fill_activation() {
        portal.press(ui::kit::Role::button, "Activate", "Security Operator");
        portal.fill("Reason", "Triaging an alert");
    }
    /// The token of before does not say that MFA was done: a lab gives another one.
    void activate() {
        portal.press(ui::kit::Role::button, "Activate");
        pump();
        BOOST_TEST(transport->answer("/lab/v1/tokens", 200, R"({"access_token":"eyJ.mfa"})"));
        say_who();
        pump();
    }
    /// Somebody asks for a role, without the form for it.
    Guid ask(std::uint64_t n, std::string_view persona) {
        const auto id =
            link->send(sync::test::activation(n), portal.id(persona), cat("Activate role ", n));
        BOOST_REQUIRE(id);
        return *id;
    }
    /// What is kept of the queue.
    sync::Outbox kept_queue() const {
        auto outbox = sync::parse_outbox(kept);
        BOOST_REQUIRE(outbox);
        return std::move(*outbox);
    }
    std::string posted() const {
        return transport->waiting() == 0 ? std::string() : transport->last().method;
    }

    std::shared_ptr<sync::test::ScriptedTransport> transport =
        std::make_shared<sync::test::ScriptedTransport>();
    Instant wall = sync::test::begun;
    std::string kept;
    bool full = false;  ///< the browser's storage
    std::uint64_t ids = 0;
    PortalStage portal;
    Guid who;
    std::unique_ptr<ui::Connection> connection;
    std::unique_ptr<ui::BackendLink> link;
};

}  // namespace pim::tests
