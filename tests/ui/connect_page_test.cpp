// Goal: the Connect page signs in, tries a token, mirrors a backend and tells what is different;
// the token is nowhere to be read afterwards. Method: the whole portal without a window; its own
// sandbox answers as the backend.
#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/handle.hpp"
#include "storage/export_file.hpp"
#include "ui/connection.hpp"
#include "ui/portal_support.hpp"

using namespace pim;
using tests::PortalStage;
using ui::kit::Role;

namespace {

constexpr std::string_view connect_scenario = R"(use start
elig tess SecurityOperator 180d
tick 1d
)";
constexpr std::string_view connect_configuration =
    R"({"backends":[{"name":"The lab","address":"http://lab.example:8080","lab":true},)"
    R"({"name":"Graph","address":"https://graph.example","signIn":{"clientId":"page",)"
    R"("authority":"https://login.example/tenant","scopes":["read"]}}],)"
    R"("authorities":["https://login.example"]})";
constexpr std::string_view pasted_token = "eyJ.very.secret";

/// The portal's own sandbox as a `pimlab serve`.
class OwnTransport : public sync::Transport {
public:
    int send(sync::Call call, Replied replied) override {
        if (call.url == "config.json") {
            replied(graph::Response{200, {}, std::string(connect_configuration)});
        } else if (call.url.find("/lab/v1/personas") != std::string::npos) {
            replied(graph::Response{
                200,
                {},
                R"({"value":[{"userPrincipalName":"gia@amberg.example","displayName":"Gia Amberg",)"
                R"("roles":["Global Administrator"]}]})"});
        } else if (call.url.find("/lab/v1/clock") != std::string::npos) {
            replied(graph::Response{200, {}, cat(R"({"now":")", to_text(sandbox->now()), R"("})")});
        } else if (call.url.find("/lab/v1/tokens") != std::string::npos) {
            replied(graph::Response{200, {}, cat(R"({"access_token":")", pasted_token, R"("})")});
        } else {
            answer(call, replied);
        }
        return 1;
    }
    void abort(int) override {}

    sandbox::Sandbox* sandbox = nullptr;
    Guid caller;
    std::string held;     ///< a part of the addresses that get no answer
    std::string refused;  ///< a part of the addresses that are not allowed

private:
    void answer(const sync::Call& call, const Replied& replied) const {
        if (!held.empty() && call.url.find(held) != std::string::npos) return;
        if (!refused.empty() && call.url.find(refused) != std::string::npos) {
            return replied(graph::Response{
                403, {}, R"({"error":{"code":"Forbidden","message":"Not for you."}})"});
        }
        graph::Request request;
        request.method = call.method;
        request.url = call.url;
        request.headers = call.headers;
        request.body = call.body;
        request.caller = caller;
        request.service_root = sync::origin_of(call.url);
        BOOST_TEST(graph::header(call.headers, "authorization") == cat("Bearer ", pasted_token));
        replied(graph::handle(*sandbox, request));
    }
};

struct ConnectStage {
    explicit ConnectStage(bool mirrors_here = true, bool can_sign_in = true) {
        transport->sandbox = &portal.sandbox();
        transport->caller = portal.id("gia");
        ui::ConnectionWays ways;
        ways.transport = transport;
        ways.wall_clock = [this] { return portal.sandbox().now(); };
        ways.present = [this]() -> const Tenant& { return portal.tenant(); };
        ways.take = [this](Tenant mirror) {
            sandbox::Session session;
            session.now = portal.sandbox().now();
            session.persona = portal.id("gia");
            session.page = "#/connect";
            portal.portal().adopt(std::move(mirror), std::move(session));
            portal.sandbox().commit();
        };
        ways.keep = [this](std::string_view text) {
            if (room) kept = text;
            return room;
        };
        ways.here = mirrors_here ? ui::Place::mirror : ui::Place::own;
        ways.go = [this](ui::Place place) {
            gone = place == ui::Place::mirror ? "mirror" : "alone";
        };
        if (can_sign_in) {
            ways.sign_in = [this](const sync::SignInWay& way, const std::string& claims,
                                  auto told) {
                asked = cat(way.authority, ' ', way.client_id, ' ', way.scopes, ' ', claims);
                answer = std::move(told);
            };
        }
        connection = std::make_unique<ui::Connection>(std::move(ways));
        portal.services.connection = connection.get();
        portal.reload();
        portal.stage.step(4);
    }

    void choose(std::string_view backend) {
        portal.press(Role::radio, backend);
        portal.stage.step(2);
    }
    void sign_in() {
        choose("The lab");
        portal.press(Role::button, "Show the personas");
        portal.press(Role::option, "Gia Amberg");
        portal.press(Role::button, "Sign in");
        portal.stage.step(2);
    }
    void mirror() {
        portal.press(Role::button, "Mirror");
        connection->pump();
        portal.stage.step(4);
    }

    // High enough for every row to be in sight.
    PortalStage portal{connect_scenario, "gia", "#/connect", 1280, 2400};
    std::shared_ptr<OwnTransport> transport = std::make_shared<OwnTransport>();
    std::unique_ptr<ui::Connection> connection;
    std::string kept;
    bool room = true;  ///< of the browser, for what is kept
    std::string gone;
    std::string asked;  ///< of the identity provider
    std::function<void(Outcome<ui::SignedIn>)> answer;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(connect_page_test)

BOOST_AUTO_TEST_CASE(a_persona_signs_in_tries_and_mirrors) {
    ConnectStage the;
    the.sign_in();
    BOOST_TEST(the.portal.says("gia@amberg.example"));
    the.portal.press(Role::button, "Try it");
    the.portal.stage.step(2);
    BOOST_TEST(the.portal.says("Role settings"));
    BOOST_TEST(the.portal.says("Allowed"));
    BOOST_TEST(the.portal.says("RoleManagementPolicy.ReadWrite.Directory"));
    const std::size_t schedules = the.portal.tenant().schedules.size();
    the.mirror();
    BOOST_REQUIRE(the.portal.tenant().origin.has_value());
    BOOST_TEST(the.portal.tenant().schedules.size() == schedules);
    BOOST_TEST(the.portal.says("read from The lab (http://lab.example:8080)"));
    BOOST_TEST(the.portal.says("Nothing is ever written back"));
    BOOST_TEST(!the.portal.says("Different from the mirror before"));
    // The copy is asked the next time: nothing is different, then an assignment is.
    the.mirror();
    BOOST_TEST(the.portal.says("Different from the mirror before"));
    BOOST_TEST(the.portal.says("Nothing is different"));
}

BOOST_AUTO_TEST_CASE(what_one_of_two_mirrors_did_not_read_is_not_compared) {
    ConnectStage the;
    the.sign_in();
    the.mirror();
    the.transport->refused = "roleManagementAlerts";
    the.mirror();
    BOOST_TEST(the.portal.says("Not read"));
    BOOST_TEST(!the.portal.says("Removed"));
    BOOST_TEST(the.portal.says("Not compared, as one of the two did not read it: Alerts"));
    the.transport->refused.clear();
    the.portal.press(Role::checkbox, "Requests too");
    the.mirror();
    BOOST_TEST(!the.portal.says("Added"));
    BOOST_TEST(!the.portal.says("not asked for"));
    // The page that asks is a new one: it has no tick.
    the.mirror();
    BOOST_TEST(!the.portal.says("Removed"));
    BOOST_TEST(the.portal.says("Requests for eligibility"));
    BOOST_TEST(the.portal.says("not asked for"));
}

BOOST_AUTO_TEST_CASE(a_mirror_that_cannot_be_kept_says_so) {
    ConnectStage the;
    the.sign_in();
    the.transport->held = "roleManagement";
    the.mirror();
    the.connection->leave();
    the.portal.stage.step(3);
    BOOST_TEST(!the.portal.says("no room"));
    the.room = false;
    the.connection->leave();
    the.portal.stage.step(3);
    BOOST_TEST(
        the.portal.says("This browser has no room to keep all that was read: after a "
                        "reload it goes on from an earlier point, or begins anew"));
}

BOOST_AUTO_TEST_CASE(the_token_is_nowhere_to_be_read) {
    ConnectStage the;
    the.choose("Graph");
    the.portal.fill("Access token", "two words");
    the.portal.press(Role::button, "Use this token");
    the.portal.stage.step(2);
    BOOST_TEST(the.portal.says("no spaces, line breaks or accents"));
    the.choose("The lab");
    the.portal.fill("Access token", pasted_token);
    the.portal.press(Role::button, "Use this token");
    the.portal.stage.step(3);
    BOOST_TEST(the.portal.says("with a token"));
    BOOST_TEST(!the.portal.says(pasted_token));
    the.mirror();
    const std::string file =
        storage::export_text(the.portal.tenant(), the.portal.sandbox().session());
    BOOST_TEST(file.find(pasted_token) == std::string::npos);
    BOOST_TEST(the.portal.portal().hash().find(pasted_token) == std::string::npos);
    BOOST_TEST(the.kept.find(pasted_token) == std::string::npos);
    for (const ui::ExplorerEntry& entry : the.portal.portal().explorer().history()) {
        BOOST_TEST(entry.request.address().find(pasted_token) == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(people_sign_in_at_an_identity_provider) {
    ConnectStage the;
    const auto told = [&the](Outcome<ui::SignedIn> answer) {
        the.answer(std::move(answer));
        the.portal.stage.step(3);
    };
    the.choose("Graph");
    the.portal.press(Role::button, "Sign in with login.example");
    the.portal.stage.step(2);
    BOOST_TEST(the.asked == "https://login.example/tenant page read ");
    BOOST_TEST(the.portal.find(Role::button, "Use this token")->disabled);
    told(failure("login.example says: not today", "sign in again"));
    BOOST_TEST(the.portal.says("login.example says: not today; sign in again"));
    // Somebody signs in after all; before the token expires there is another one.
    told(ui::SignedIn{"eyJ.an.old", "gia@amberg.example"});
    BOOST_TEST(the.portal.says("gia@amberg.example"));
    told(ui::SignedIn{std::string(pasted_token), "gia@amberg.example"});
    the.portal.press(Role::button, "Try it");
    the.portal.stage.step(2);
    BOOST_TEST(the.portal.says("Role settings"));
    // A refusal asks for more: who is signed in stays so until more is there.
    the.connection->sign_in(R"({"access_token":{}})");
    BOOST_TEST(the.asked == R"(https://login.example/tenant page read {"access_token":{}})");
    BOOST_TEST(the.connection->signed_in());
    the.connection->sign_out();
    told(failure("too late"));
    BOOST_TEST(!the.connection->waiting());
    BOOST_TEST(!the.connection->signed_in());
}

BOOST_AUTO_TEST_CASE(a_build_without_sign_in_says_how_to_add_it) {
    ConnectStage the(true, false);
    the.choose("Graph");
    BOOST_TEST(
        the.portal.says("cannot sign in with login.example: run python3 cmake/setup.py sign-in"));
    BOOST_TEST(the.portal.find(Role::button, "Sign in with login.example") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_mirror_that_is_left_goes_on_later) {
    ConnectStage the;
    the.sign_in();
    the.transport->held = "roleManagement";
    the.mirror();
    BOOST_TEST(the.portal.says("Reading the tenant"));
    the.connection->leave();
    BOOST_TEST(the.kept.find("\"version\":2") != std::string::npos);
    the.portal.press(Role::button, "Cancel");
    the.connection->pump();
    the.portal.stage.step(3);
    the.transport->held.clear();
    the.portal.press(Role::button, "Go on");
    the.connection->pump();
    the.portal.stage.step(3);
    BOOST_TEST(the.portal.tenant().origin.has_value());
    BOOST_TEST(the.kept.empty());
}

BOOST_AUTO_TEST_CASE(only_who_began_a_mirror_goes_on_with_it) {
    for (const std::string_view who : {"gia", "tess"}) {
        ConnectStage the;
        the.sign_in();
        the.transport->held = "directoryAudits";
        the.mirror();
        the.connection->cancel();
        the.connection->pump();
        the.portal.stage.step(3);
        const std::size_t read = the.connection->stopped()->item_count();
        the.transport->caller = the.portal.id(who);
        the.portal.press(Role::button, "Go on");
        the.connection->pump();
        BOOST_REQUIRE(the.connection->running() != nullptr);
        const sync::Harvest& harvest = the.connection->running()->harvest();
        BOOST_TEST((harvest.item_count() == read) == (who == "gia"));
        BOOST_TEST(harvest.identity.find(to_text(the.portal.id(who))) != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(another_address_is_refused_with_how_to_add_it) {
    ConnectStage the;
    the.choose("Another one");
    the.portal.fill("Address", "https://graph.microsoft.com/v1.0");
    the.portal.stage.step(2);
    BOOST_TEST(the.portal.says("This page may not reach https://graph.microsoft.com"));
    BOOST_TEST(the.portal.says("config.json"));
}

BOOST_AUTO_TEST_CASE(an_address_that_is_configured_leads_to_its_backend) {
    ConnectStage the;
    the.choose("Another one");
    the.portal.fill("Address", "graph.example");
    the.portal.stage.step(2);
    BOOST_TEST(the.portal.says("egin with https://"));
    the.portal.fill("Address", "HTTPS://Graph.example/v1.0/users");
    the.portal.stage.step(2);
    BOOST_TEST(!the.portal.says("egin with https://"));
    BOOST_TEST(!the.portal.says("may not reach"));
    the.portal.press(Role::button, "Choose Graph");
    the.portal.stage.step(2);
    BOOST_TEST(the.connection->chosen == 1);
}

BOOST_AUTO_TEST_CASE(the_own_sandbox_stays_as_it_is_and_is_one_click_away) {
    {
        ConnectStage own(false);
        own.choose("The lab");
        BOOST_TEST(own.portal.find(Role::button, "Mirror") == nullptr);
        own.portal.press(Role::button, "Open the mirror’s sandbox");
        own.portal.stage.step(2);
        BOOST_TEST(own.gone == "mirror");
    }
    ConnectStage mirror;
    mirror.sign_in();
    mirror.portal.press(Role::button, "Work alone");
    mirror.portal.stage.step(2);
    BOOST_TEST(mirror.gone == "alone");
    BOOST_TEST(!mirror.connection->signed_in());
}

BOOST_AUTO_TEST_CASE(what_a_sandbox_does_not_offer_is_said_so) {
    PortalStage portal(connect_scenario, "tess", "#/mail");
    BOOST_TEST(!portal.says("not offered by this backend"));
    portal.services.capabilities = {false, false, false, false, false, false};
    portal.reload();
    portal.stage.step(3);
    BOOST_TEST(portal.says("This is not offered by this backend"));
    for (const char* page : {"#/my-roles/expired", "#/assignments/expired"}) {
        portal.open(page);
        BOOST_TEST(portal.says("This is not offered by this backend"), page);
    }
    portal.open("#/my-roles/eligible");
    const ui::kit::Node* activate = portal.find(Role::button, "Activate");
    BOOST_REQUIRE(activate != nullptr);
    BOOST_TEST(activate->disabled);
    BOOST_TEST(portal.says("ot offered by this backend"));
    const ui::kit::Node* speed = portal.find(Role::button, "Speed ×1");
    BOOST_TEST((speed == nullptr || speed->disabled));
}

BOOST_AUTO_TEST_SUITE_END()
