// Goal: the guided walk can be walked: each phase opens by itself, nothing is ticked before it is
// done, and each solution ticks its step.
#include "lab/lesson.hpp"

#include <boost/test/unit_test.hpp>

#include "lab/sample.hpp"

BOOST_AUTO_TEST_SUITE(lesson_test)

namespace {

const pim::Instant now = *pim::parse_instant("2026-11-22T10:00Z");

}  // namespace

BOOST_AUTO_TEST_CASE(the_guided_walk_has_the_six_phases) {
    BOOST_REQUIRE(!pim::lab::lessons().empty());
    const pim::lab::Lesson& walk = pim::lab::guided_walk();
    BOOST_TEST(walk.id == "guided_walk");
    BOOST_REQUIRE_EQUAL(walk.phases.size(), 6U);
    for (const pim::lab::Phase& phase : walk.phases) {
        BOOST_TEST(!phase.title.empty());
        BOOST_TEST(!phase.intro.empty());
        BOOST_TEST(!phase.steps.empty());
    }
}

BOOST_AUTO_TEST_CASE(each_phase_opens_by_itself_and_its_solutions_tick_it) {
    for (const pim::lab::Lesson& lesson : pim::lab::lessons()) {
        for (std::size_t i = 0; i < lesson.phases.size(); ++i) {
            const pim::Outcome<pim::lab::Played> played = pim::lab::prepare(lesson, i, now);
            if (!played) BOOST_FAIL(played.error().what << " " << played.error().help);
            BOOST_TEST((played->now == now));
            pim::lab::Progress progress = pim::lab::begin(lesson, played->tenant, i);
            BOOST_TEST(!pim::lab::update(progress, lesson, played->tenant, now),
                       lesson.phases[i].title << " is ticked before anything was done");
            pim::lab::Bench bench(played->tenant, played->now);
            for (std::size_t j = 0; j < lesson.phases[i].steps.size(); ++j) {
                const pim::lab::Step& step = lesson.phases[i].steps[j];
                const pim::lab::Report report = pim::lab::play(step.solve, bench);
                BOOST_TEST(report.passed(), report.error(lesson.id).what);
                pim::lab::update(progress, lesson, bench.tenant(), bench.now());
                BOOST_TEST(pim::lab::next_step(progress) > j, step.text);
                BOOST_TEST(!pim::lab::persona(bench.tenant(), step.persona).is_null(), step.text);
            }
            BOOST_TEST((progress.phases[i] == pim::lab::PhaseState::done));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_phase_can_be_solved_twice_on_one_tenant_without_repeating_a_command) {
    const pim::lab::Lesson& walk = pim::lab::guided_walk();
    const pim::Outcome<pim::lab::Played> played = pim::lab::prepare(walk, 5, now);
    BOOST_REQUIRE(played);
    pim::lab::Bench bench(played->tenant, played->now);
    for (int round = 0; round < 2; ++round) {
        for (const pim::lab::Step& step : walk.phases[5].steps) {
            const pim::lab::Report report = pim::lab::play(step.solve, bench);
            BOOST_TEST(report.passed(), report.error(walk.id).what);
        }
        const pim::Outcome<pim::lab::Scenario> again = pim::lab::parse_scenario(
            "again", "gia: elig tess SecurityOperator 180d \"Back again\"\ntick 1d\n");
        BOOST_TEST(pim::lab::play(*again, bench).passed());
    }
}

BOOST_AUTO_TEST_CASE(progress_is_kept_as_one_line_of_text) {
    const pim::lab::Lesson& walk = pim::lab::guided_walk();
    pim::lab::Progress progress = pim::lab::begin(walk, pim::Tenant{}, 2);
    progress.phases[0] = pim::lab::PhaseState::done;
    progress.phases[1] = pim::lab::PhaseState::skipped;
    progress.ticked[0] = true;
    progress.since = 57;
    const std::string text = pim::lab::to_text(progress);
    BOOST_TEST((pim::lab::parse_progress(text) == progress), text);
    for (const char* other :
         {"", "guided_walk", "another 2 ds---- t10 57", "guided_walk 9 ds---- t10 57",
          "guided_walk 2 ds t10 57", "guided_walk 2 dsx--- t10 57", "guided_walk 2 ds---- t1 57"}) {
        BOOST_TEST(!pim::lab::parse_progress(other), other);
    }
}

BOOST_AUTO_TEST_CASE(a_lesson_that_leaves_its_reader_standing_does_not_parse) {
    const char* wrong[] = {
        "",
        "phase a",
        "step \"Do it\" as gia",
        "phase a \"A\"\nstep \"Do it\" as gia\ncheck\nright gia roles\n",
        "phase a \"A\"\nstep \"Do it\" as gia\nsolve\ntick 1m\n",
        "phase a \"A\"\nstep \"Do it\" as gia\ncheck\ntick 1m\nsolve\ntick 1m\n",
        "phase a \"A\"\nsetup\nteleport\n",
        "phase a \"A\"\nright gia roles\n",
    };
    for (const char* text : wrong) BOOST_TEST(!pim::lab::parse_lesson("l", text), text);
    const pim::Outcome<pim::lab::Lesson> misspelt =
        pim::lab::parse_lesson("l", "phase a \"A\"\nsetup\ntick 1d\n\nteleport gia\n");
    BOOST_REQUIRE(!misspelt);
    BOOST_TEST(misspelt.error().what == "l.txt:5:1: unknown word `teleport`");
}

BOOST_AUTO_TEST_SUITE_END()
