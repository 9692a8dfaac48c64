// Goal: a backend that tells no changes is read again while somebody looks, and after each write.
// Method: our own Graph engine as that backend.

#include "sync/replica.hpp"

#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/graph_support.hpp"
#include "sync/sync_support.hpp"

namespace pim::sync::test {

namespace {

struct PollStage {
    PollStage() {
        follower = std::make_unique<sandbox::Sandbox>(
            Tenant{}, sandbox::Session{}, std::make_unique<graph::test::TestStore>(), [] {
                return Guid{2, 2};
            });
        follower->stand_for_backend();
        ReplicaWays ways;
        ways.replace = [this](sandbox::State state) {
            ++replaced;
            follower->replace(std::move(state.tenant), std::move(state.session));
        };
        replica = replica_of(engine, a_backend(false), *follower, std::move(ways), true);
    }
    void at(std::int64_t seconds) {
        const Instant now = shift(begun, seconds * ticks_per_second);
        // Replies come at once, each asks for another turn.
        for (int i = 0; i < 100 && replica->due(now) == 0; ++i) replica->go_on(now);
    }
    std::int64_t due(std::int64_t seconds) const {
        const auto ticks = replica->due(shift(begun, seconds * ticks_per_second));
        return ticks ? *ticks / ticks_per_second : -1;
    }

    /// Somebody new at the backend, whom nothing names.
    User newcomer(std::string name, std::string sign_in_name = "new@fernhill.example") {
        User user = a_user({}, std::move(name), std::move(sign_in_name));
        user.id = lab.must(SaveUser{user});
        return user;
    }
    bool knows(const Guid& user) const { return follower->tenant().users.find(user) != nullptr; }
    Outcome<void> bring_in(const User& user, std::int64_t seconds) {
        return replica->bring_in(user, shift(begun, seconds * ticks_per_second));
    }

    graph::test::Lab lab;
    EngineTransport engine{*lab.sandbox, lab.admin};
    std::unique_ptr<sandbox::Sandbox> follower;
    std::unique_ptr<Replica> replica;
    int replaced = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(replica_test)

BOOST_AUTO_TEST_CASE(it_is_read_again_while_somebody_looks) {
    PollStage stage;
    stage.at(0);
    BOOST_CHECK(stage.replica->following().state == ReplicaState::live);
    BOOST_TEST((stage.follower->tenant().users.find(stage.lab.reader) != nullptr));
    BOOST_TEST(stage.due(0) == 60);
    stage.at(60);
    BOOST_TEST(stage.replaced == 1);  // nothing changed: what is shown stays
    BOOST_CHECK(stage.follower->now() == shift(begun, 60 * ticks_per_second));
    stage.lab.must(DeleteObject{stage.lab.reader});
    stage.at(120);
    BOOST_TEST(stage.replaced == 2);
    stage.replica->set_wanted(false);
    BOOST_TEST(stage.due(300) == -1);
    stage.replica->wrote();
    BOOST_TEST(stage.due(300) == 0);
}

BOOST_AUTO_TEST_CASE(who_is_brought_in_stays_for_as_long_as_the_backend_has_them) {
    PollStage stage;
    const User rosa = stage.newcomer("Rosa");
    stage.at(0);
    BOOST_TEST(!stage.knows(rosa.id));
    const std::size_t audit = stage.follower->tenant().audit.size();
    BOOST_REQUIRE(stage.bring_in(rosa, 5));
    BOOST_TEST(stage.knows(rosa.id));
    BOOST_TEST(stage.due(5) == 0);
    stage.at(5);
    BOOST_TEST(stage.knows(rosa.id));
    BOOST_TEST(stage.replaced == 2);
    // That somebody was added is no word of the backend's.
    BOOST_TEST(stage.follower->tenant().audit.size() == audit);
    BOOST_REQUIRE(stage.bring_in(rosa, 6));
    BOOST_TEST(stage.due(6) == 59);
    stage.at(65);
    BOOST_TEST(stage.knows(rosa.id));
    BOOST_TEST(stage.replaced == 2);
    stage.lab.must(DeleteObject{rosa.id});
    stage.at(125);
    BOOST_TEST(!stage.knows(rosa.id));
}

BOOST_AUTO_TEST_CASE(who_was_found_and_is_gone_by_the_next_mirror_goes) {
    PollStage stage;
    const User rosa = stage.newcomer("Rosa");
    const User omar = stage.newcomer("Omar", "omar@fernhill.example");
    stage.at(0);
    stage.lab.must(DeleteObject{rosa.id});
    stage.lab.must(DeleteObject{omar.id});
    BOOST_REQUIRE(stage.bring_in(rosa, 5));
    BOOST_REQUIRE(stage.bring_in(omar, 5));
    BOOST_TEST(stage.knows(rosa.id));
    // The audit there grows by as many rows as here, and nothing else changes.
    stage.lab.must(SetLicence{false});
    stage.lab.must(SetLicence{true});
    const std::size_t audit = stage.follower->tenant().audit.size();
    stage.at(5);
    BOOST_TEST(stage.follower->tenant().audit.size() == audit);
    BOOST_TEST(!stage.knows(rosa.id));
}

BOOST_AUTO_TEST_CASE(a_mirror_that_began_before_takes_nobody_away) {
    PollStage stage;
    const User rosa = stage.newcomer("Rosa");
    ScriptedTransport slow;
    ReplicaWays ways;
    ways.replace = [&](sandbox::State state) {
        BOOST_TEST(state.tenant.users.find(rosa.id) != nullptr);
        ++stage.replaced;
        stage.follower->replace(std::move(state.tenant), std::move(state.session));
    };
    stage.replica = replica_of(slow, a_backend(false), *stage.follower, std::move(ways), true);
    stage.at(0);
    BOOST_TEST(slow.waiting() > 0U);
    BOOST_REQUIRE(stage.bring_in(rosa, 1));
    for (int i = 0; i < 20; ++i) {
        slow.answer_all([&](const Call& call) {
            graph::Response response;
            stage.engine.send(call,
                              [&](const Outcome<graph::Response>& reply) { response = *reply; });
            return response;
        });
        stage.at(1);
    }
    BOOST_TEST(stage.replaced == 1);
    BOOST_TEST(stage.knows(rosa.id));
    BOOST_CHECK(stage.replica->following().state == ReplicaState::live);
}

BOOST_AUTO_TEST_CASE(a_lab_tells_of_everybody_itself) {
    ScriptedTransport transport;
    PollStage stage;
    stage.replica = replica_of(transport, a_backend(true), *stage.follower, {});
    BOOST_TEST(!stage.bring_in(a_user({1, 2}, "Rosa", "rosa@fernhill.example"), 0));
    BOOST_TEST(!stage.knows({1, 2}));
}

BOOST_AUTO_TEST_CASE(without_answers_it_is_offline_and_tries_again) {
    ScriptedTransport transport;
    PollStage stage;
    stage.replica = replica_of(transport, a_backend(false), *stage.follower, {});
    stage.at(0);
    while (transport.waiting() > 0) BOOST_REQUIRE(transport.fail(""));
    stage.replica->go_on(begun);
    BOOST_CHECK(stage.replica->following().state == ReplicaState::offline);
    BOOST_CHECK(stage.replica->following().offline_since == begun);
    BOOST_TEST(stage.due(0) == 1);
    stage.at(1);
    BOOST_TEST(transport.waiting() > 0U);
}

BOOST_AUTO_TEST_CASE(half_of_a_collection_takes_no_place) {
    PollStage stage;
    stage.at(0);
    BOOST_TEST(stage.replaced == 1);
    ScriptedTransport line;
    ReplicaWays ways;
    ways.replace = [&](const sandbox::State&) { ++stage.replaced; };
    stage.replica = replica_of(line, a_backend(false), *stage.follower, std::move(ways), true);
    for (int i = 0; i < 20; ++i) {
        stage.at(1);
        line.answer_all([&](const Call& call) {
            if (call.url.find("skiptoken") != std::string::npos) {
                return graph::Response{400, {}, refusal_of("ExpiredPageToken", "Too late.")};
            }
            if (call.url.find("roleAssignmentSchedules") == std::string::npos) {
                graph::Response response;
                stage.engine.send(
                    call, [&](const Outcome<graph::Response>& reply) { response = *reply; });
                return response;
            }
            return page_of("", cat(call.url, "&$skiptoken=2"));
        });
    }
    BOOST_TEST(stage.replaced == 1);
    BOOST_CHECK(stage.replica->following().state == ReplicaState::offline);
    BOOST_REQUIRE(stage.replica->following().trouble.has_value());
    BOOST_TEST(stage.replica->following().trouble->what.find("Too late.") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_token_that_is_not_taken_asks_for_another) {
    ScriptedTransport transport;
    PollStage stage;
    stage.replica = replica_of(transport, a_backend(false), *stage.follower, {});
    stage.at(0);
    BOOST_TEST(transport.answer("/organization", 401, refusal_of("Invalid", "Old.")));
    stage.at(1);
    BOOST_CHECK(stage.replica->following().state == ReplicaState::error);
    BOOST_TEST(stage.replica->following().sign_in_wanted);
    stage.replica->try_again();
    BOOST_TEST(stage.due(2) == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pim::sync::test
