// Goal: the walk is solved and skipped on a running sandbox, as the portal's side panel does it.
#include <boost/test/unit_test.hpp>

#include "lab/lesson.hpp"
#include "lab/sample.hpp"
#include "sandbox/sandbox.hpp"

BOOST_AUTO_TEST_SUITE(lesson_sandbox_test)

namespace {

/// A store that forgets everything and calls it durable at once.
class ForgetfulStore : public pim::sandbox::Store {
public:
    void append(const pim::Events&) override {}
    void save_session(const pim::sandbox::Session&) override {}
    void replace(const pim::Tenant&, const pim::sandbox::Session&) override {}
    void commit(std::function<void(std::optional<pim::Error>)> done) override {
        done(std::nullopt);
    }
    bool idle(const pim::Tenant&, bool) override { return false; }
    pim::Outcome<pim::sandbox::State> reload() override { return pim::failure("nothing was kept"); }
    bool writable() const override { return true; }
};

std::unique_ptr<pim::sandbox::Sandbox> sandbox_of(std::size_t phase) {
    const pim::Instant now = *pim::parse_instant("2026-11-22T10:00Z");
    pim::Outcome<pim::lab::Played> played = pim::lab::prepare(pim::lab::guided_walk(), phase, now);
    if (!played) BOOST_FAIL(played.error().what << " " << played.error().help);
    pim::sandbox::Session session;
    session.now = played->now;
    auto next_id = [count = std::uint64_t{0}]() mutable { return pim::Guid{7, ++count}; };
    return std::make_unique<pim::sandbox::Sandbox>(std::move(played->tenant), session,
                                                   std::make_unique<ForgetfulStore>(), next_id);
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_whole_walk_is_solved_phase_by_phase) {
    const pim::lab::Lesson& walk = pim::lab::guided_walk();
    const std::unique_ptr<pim::sandbox::Sandbox> sandbox = sandbox_of(0);
    pim::lab::Progress progress = pim::lab::begin(walk, sandbox->tenant());
    for (std::size_t i = 0; i < walk.phases.size(); ++i) {
        BOOST_TEST(progress.phase == i);
        const pim::lab::Report solved = pim::lab::solve_phase(progress, walk, *sandbox);
        BOOST_TEST(solved.passed(), solved.error(walk.id).what);
        BOOST_TEST((progress.phases[i] == pim::lab::PhaseState::done));
        const pim::lab::Report entered = pim::lab::enter_next(progress, walk, *sandbox);
        BOOST_TEST(entered.passed(), entered.error(walk.id).what);
    }
    BOOST_TEST(progress.phase == walk.phases.size() - 1);
}

BOOST_AUTO_TEST_CASE(a_step_done_by_hand_is_not_done_again) {
    const pim::lab::Lesson& walk = pim::lab::guided_walk();
    const std::unique_ptr<pim::sandbox::Sandbox> sandbox = sandbox_of(1);
    pim::lab::Progress progress = pim::lab::begin(walk, sandbox->tenant(), 1);
    const pim::lab::Report first = pim::lab::solve(walk.phases[1].steps[0], *sandbox);
    BOOST_TEST(first.passed());
    BOOST_TEST(pim::lab::update(progress, walk, sandbox->tenant(), sandbox->now()));
    const pim::lab::Report rest = pim::lab::solve_phase(progress, walk, *sandbox);
    BOOST_TEST(rest.passed(), rest.error(walk.id).what);
    BOOST_TEST((progress.phases[1] == pim::lab::PhaseState::done));
}

BOOST_AUTO_TEST_CASE(a_skipped_phase_is_solved_but_not_counted_as_done) {
    const pim::lab::Lesson& walk = pim::lab::guided_walk();
    const std::unique_ptr<pim::sandbox::Sandbox> sandbox = sandbox_of(2);
    pim::lab::Progress progress = pim::lab::begin(walk, sandbox->tenant(), 2);
    const pim::lab::Report skipped = pim::lab::skip_phase(progress, walk, *sandbox);
    BOOST_TEST(skipped.passed(), skipped.error(walk.id).what);
    BOOST_TEST((progress.phases[2] == pim::lab::PhaseState::skipped));
    BOOST_TEST(progress.phase == 3U);
    BOOST_TEST(pim::lab::next_step(progress) == 0U);
}

BOOST_AUTO_TEST_CASE(a_button_is_previewed_with_the_sign_in_of_its_line) {
    const std::unique_ptr<pim::sandbox::Sandbox> sandbox = sandbox_of(0);
    const auto lines = pim::lab::parse_scenario(
        "t.txt",
        "elig tess GlobalReader permanent\n"
        "tess: lit activate GlobalReader 1h \"Audit\" mfa=on\n"
        "tess: greyed activate GlobalReader 1h \"Audit\" mfa=off -> refused "
        "RoleAssignmentRequestPolicyValidationFailed mfa\n");
    BOOST_REQUIRE(lines);
    const pim::lab::Report report = pim::lab::play(*lines, *pim::lab::stage_of(*sandbox));
    BOOST_TEST(report.passed(), report.error("t.txt").what);
}

BOOST_AUTO_TEST_SUITE_END()
