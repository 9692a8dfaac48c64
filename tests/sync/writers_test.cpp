// Goal: whatever gets lost on the line, two people's actions are done once each and in order, and a
// replica ends as the backend did.
// Method: our own engine behind a line that loses, doubles and delays by numbers that look random.

#include <boost/test/unit_test.hpp>

#include "core/fingerprint.hpp"
#include "core/text.hpp"
#include "storage/event_codec.hpp"
#include "storage/export_file.hpp"
#include "sync/courier.hpp"
#include "sync/network_support.hpp"
#include "sync/replica.hpp"

namespace pim::sync::test {

namespace {

constexpr int actions_each = 8;
constexpr int rounds_max = 2'000;
constexpr std::int64_t round_seconds = 7;

/// Numbers that look random and are the same everywhere.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    int roll(int sides) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<int>((state_ >> 33) % static_cast<std::uint64_t>(sides));
    }

private:
    std::uint64_t state_;
};

/// The roles that somebody assigns, in order.
std::vector<Guid> some_roles(const Tenant& tenant, int skip) {
    std::vector<Guid> roles;
    tenant.roles.each([&](const RoleDefinition& role) {
        if (--skip < 0 && static_cast<int>(roles.size()) < actions_each) roles.push_back(role.id);
    });
    return roles;
}

/// Somebody at a page of their own.
struct Writer {
    Writer(graph::test::Lab& engine, const Guid& id, bool is_lab, std::uint64_t seed)
        : network(engine, id, is_lab), who{id, "Somebody"}, dice(seed) {
        network.luck = [this](const Call&) {
            const auto what = calm ? Luck::good : static_cast<Luck>(dice.roll(luck_count));
            reload = reload || what == Luck::silent;
            return what;
        };
        open({a_backend(is_lab), {}});
    }
    void open(Outbox outbox) {
        courier.reset();
        courier = std::make_unique<Courier>(network, std::move(outbox));
        courier->keep = [this](const Outbox& now) { kept = to_text(now); };
        courier->finished = [this](const Entry& entry) {
            outcomes += entry.state == EntryState::done ? "+" : cat('-', entry.words);
        };
        courier->signed_in(who.id);
    }
    void ask(const Command& command, const Tenant& tenant, std::uint64_t n) {
        Entry entry;
        entry.command = {who.id.high, n};
        entry.who = who;
        entry.requests = *requests_of(command, entry.command, tenant, courier->outbox().backend);
        BOOST_REQUIRE(courier->add(std::move(entry)));
    }
    void go_on(Instant now) {
        if (std::exchange(reload, false)) open(*parse_outbox(kept));
        courier->go_on(now);
        network.deliver();
    }

    Network network;
    Asker who;
    Dice dice;
    bool calm = false;
    bool reload = false;
    std::string kept;
    std::string outcomes;
    std::unique_ptr<Courier> courier;
};

/// What somebody asked for, in the order in which it was done.
std::vector<Guid> roles_done(const Tenant& tenant, const Guid& who) {
    std::vector<Guid> roles;
    tenant.requests.each([&](const Request& request) {
        if (request.created_by == who) roles.push_back(request.role);
    });
    return roles;
}

RequestSchedule assignment(const Guid& principal, const Guid& role) {
    RequestSchedule command;
    command.principal = principal;
    command.role = role;
    command.schedule.expiration.type = ExpirationType::no_expiration;
    command.justification = "a team";
    return command;
}

/// Two administrators assign roles, each through an own line, and change a setting at the end.
struct WritersStage {
    WritersStage(bool is_lab, std::uint64_t seed)
        : first(engine, engine.admin, is_lab, seed),
          second(engine, engine.second, is_lab, seed + 1000) {
        roles[0] = some_roles(engine.tenant(), 0);
        roles[1] = some_roles(engine.tenant(), actions_each);
        for (std::size_t i = 0; i < actions_each; ++i) {
            first.ask(assignment(engine.holder, roles[0][i]), engine.tenant(), i);
            second.ask(assignment(engine.holder, roles[1][i]), engine.tenant(), i);
        }
        UpdatePolicy update;
        update.policy = policy_of(engine.tenant(), roles[0][0]);
        update.policy.role = roles[0][0];
        update.policy.activation_expiration.maximum = hours(2);
        update.policy.approval.required = true;
        first.ask(update, engine.tenant(), 100);
    }
    bool over() const {
        return first.courier->outbox().waiting() + second.courier->outbox().waiting() == 0;
    }
    void run(const std::function<void(Instant)>& besides) {
        Instant now = engine.sandbox->now();
        int round = 0;
        for (; round < rounds_max && !over(); ++round) {
            now = shift(now, round_seconds * ticks_per_second);
            first.go_on(now);
            second.go_on(now);
            besides(now);
        }
        BOOST_TEST(over());
    }
    void check() const {
        BOOST_TEST(first.outcomes == std::string(actions_each + 1, '+'));
        BOOST_TEST(second.outcomes == std::string(actions_each, '+'));
        BOOST_CHECK(roles_done(engine.tenant(), engine.admin) == roles[0]);
        BOOST_CHECK(roles_done(engine.tenant(), engine.second) == roles[1]);
        BOOST_CHECK(policy_of(engine.tenant(), roles[0][0]).activation_expiration.maximum ==
                    hours(2));
    }

    graph::test::Lab engine;
    Writer first;
    Writer second;
    std::array<std::vector<Guid>, 2> roles;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(writers_test)

BOOST_AUTO_TEST_CASE(a_lab_does_each_action_once_and_a_replica_follows) {
    for (std::uint64_t seed = 1; seed <= 15; ++seed) {
        BOOST_TEST_CONTEXT("seed " << seed) {
            WritersStage stage(true, seed);
            sandbox::Sandbox follower(Tenant{}, sandbox::Session{},
                                      std::make_unique<graph::test::TestStore>(), [] {
                                          return Guid{2, 2};
                                      });
            follower.stand_for_backend();
            Network feed(stage.engine, stage.engine.reader, true);
            ReplicaWays ways{
                storage::import_text, storage::decode_event, [&](sandbox::State state) {
                    follower.replace(std::move(state.tenant), std::move(state.session));
                }};
            const auto replica = replica_of(feed, a_backend(true), follower, std::move(ways));
            Dice dice(seed);
            const auto besides = [&](Instant now) {
                if (dice.roll(4) == 0) feed.cut();
                replica->go_on(now);
                feed.deliver();
            };
            stage.run(besides);
            stage.check();
            BOOST_TEST(stage.first.network.carried_out > actions_each + 1U);
            const Instant end = shift(stage.engine.sandbox->now(), ticks_per_day);
            for (int i = 0; i < 4; ++i) {
                replica->go_on(shift(end, i * 100 * ticks_per_second));
                feed.deliver();
            }
            BOOST_CHECK(replica->following().state == ReplicaState::live);
            BOOST_CHECK(fingerprint(follower.tenant()) == fingerprint(stage.engine.tenant()));
        }
    }
}

BOOST_AUTO_TEST_CASE(elsewhere_each_action_is_done_once_too) {
    for (std::uint64_t seed = 1; seed <= 15; ++seed) {
        BOOST_TEST_CONTEXT("seed " << seed) {
            WritersStage stage(false, seed);
            stage.run([](Instant) {});
            stage.check();
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pim::sync::test
