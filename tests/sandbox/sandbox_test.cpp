// Goal: nothing is confirmed before it is durable, a failure goes back, and time behaves.
// Method: a sandbox over files in memory, whose commits are held and failed at will.
#include "sandbox/sandbox.hpp"

#include <boost/test/unit_test.hpp>

#include "storage/demo_support.hpp"
#include "storage/journal_store.hpp"
#include "storage/memory_files.hpp"

using namespace pim;
using namespace pim::sandbox;
using namespace pim::storage;

namespace {

struct Fixture {
    std::shared_ptr<MemoryFiles> files = std::make_shared<MemoryFiles>();
    std::unique_ptr<Sandbox> sandbox;
    std::uint64_t ids = 0;
    int confirmed = 0;
    int failed = 0;

    Fixture() { reopen(Access::writer); }

    void reopen(Access access) {
        auto opened = open(access);
        if (opened.state.session.now == Instant{}) opened.state.session.now = demo_begin;
        sandbox = std::make_unique<Sandbox>(
            std::move(opened.state.tenant), std::move(opened.state.session),
            std::move(opened.store), [this] { return demo_command(++ids); });
    }
    Opened open(Access access) const {
        auto opened = JournalStore::open(files, "demo", access);
        if (!opened) BOOST_FAIL(opened.error().what);
        return std::move(*opened);
    }
    Decision submit(const DemoStep& step) {
        Submission submission;
        submission.caller = step.caller;
        submission.confirmed = [this](const std::optional<Error>& error) {
            ++(error ? failed : confirmed);
        };
        return sandbox->submit(step.command, std::move(submission));
    }
    void run_demo() {
        for (const DemoStep& step : demo_steps()) BOOST_REQUIRE(submit(step));
        sandbox->commit();
        confirmed = 0;
    }
    std::string digest() const { return digest_of(sandbox->tenant()); }
    std::string digest_after_crash() const {
        auto opened = JournalStore::open(std::make_shared<MemoryFiles>(files->durable()), "demo",
                                         Access::writer);
        if (!opened) BOOST_FAIL(opened.error().what);
        return digest_of(opened->state.tenant);
    }
};

const DemoStep licence_off{{}, SetLicence{false}};
const DemoStep licence_on{{}, SetLicence{true}};

}  // namespace

BOOST_AUTO_TEST_SUITE(sandbox_test)

BOOST_AUTO_TEST_CASE(an_answer_is_confirmed_when_it_is_durable_and_not_before) {
    Fixture fixture;
    fixture.run_demo();
    fixture.files->hold_commits();
    BOOST_REQUIRE(fixture.submit(licence_off));
    BOOST_TEST((fixture.sandbox->save_state() == SaveState::saving));
    fixture.sandbox->commit();
    BOOST_TEST(fixture.confirmed == 0);
    BOOST_REQUIRE(fixture.submit(licence_on));  // asked for while the first is under way
    fixture.sandbox->commit();
    BOOST_TEST(fixture.files->finish_commit());
    BOOST_TEST(fixture.confirmed == 1);
    BOOST_TEST((fixture.sandbox->save_state() == SaveState::saving));
    BOOST_TEST(fixture.files->finish_commit());
    BOOST_TEST(fixture.confirmed == 2);
    BOOST_TEST((fixture.sandbox->save_state() == SaveState::saved));
    BOOST_TEST(fixture.digest_after_crash() == fixture.digest());
}

BOOST_AUTO_TEST_CASE(whoever_waits_for_durability_is_told_when_it_is_there) {
    Fixture fixture;
    fixture.run_demo();
    std::string told;
    const auto wait = [&] {
        fixture.sandbox->when_durable(
            [&](const std::optional<Error>& error) { told += error ? '-' : '+'; });
    };
    const std::string before = fixture.digest();
    wait();  // nothing is under way
    BOOST_TEST(told == "+");
    BOOST_TEST((fixture.sandbox->save_state() == SaveState::saved));
    fixture.files->hold_commits();
    BOOST_REQUIRE(fixture.submit(licence_off));
    wait();  // with the next commit
    fixture.sandbox->commit();
    wait();  // while that one is under way
    BOOST_TEST(told == "+");
    BOOST_TEST(fixture.files->finish_commit());
    BOOST_TEST(told == "++");
    fixture.files->fail_commit(1);
    BOOST_TEST(fixture.files->finish_commit());
    wait();  // nothing can be saved any more
    BOOST_TEST(told == "++--");
    BOOST_TEST(fixture.digest() != before);
}

BOOST_AUTO_TEST_CASE(a_failed_commit_goes_back_and_takes_nothing_more) {
    Fixture fixture;
    fixture.run_demo();
    const std::string before = fixture.digest();
    const Instant time = fixture.sandbox->now();
    fixture.files->hold_commits();
    fixture.files->fail_commit(1);
    BOOST_REQUIRE(fixture.submit(licence_off));
    fixture.sandbox->commit();
    BOOST_REQUIRE(fixture.sandbox->jump(shift(time, 50 * ticks_per_day)));
    BOOST_REQUIRE(fixture.submit(licence_on));
    BOOST_TEST(fixture.files->finish_commit());
    BOOST_TEST(fixture.failed == 2);
    BOOST_TEST(fixture.digest() == before);
    BOOST_TEST((fixture.sandbox->now() == time));
    BOOST_TEST((fixture.sandbox->save_state() == SaveState::failed));
    BOOST_REQUIRE(fixture.sandbox->save_error());
    BOOST_TEST(!fixture.submit(licence_off));
    BOOST_TEST(!fixture.sandbox->jump(shift(time, 1)));
    fixture.sandbox->set_speed(3600);
    fixture.sandbox->pump(ticks_per_second);
    BOOST_TEST((fixture.sandbox->now() == time));
    fixture.sandbox->try_again();
    BOOST_TEST(fixture.files->finish_commit());
    BOOST_TEST((fixture.sandbox->save_state() == SaveState::saved));
    BOOST_REQUIRE(fixture.submit(licence_off));
    fixture.sandbox->commit();
    BOOST_TEST(fixture.files->finish_commit());
    BOOST_TEST(fixture.confirmed == 1);
    BOOST_TEST(fixture.digest_after_crash() == fixture.digest());
}

BOOST_AUTO_TEST_CASE(a_command_sent_again_is_confirmed_again_and_done_once) {
    Fixture fixture;
    fixture.run_demo();
    Submission submission;
    submission.command = demo_command(9999);
    BOOST_REQUIRE(fixture.sandbox->submit(SetLicence{false}, submission));
    const std::string after = fixture.digest();
    submission.confirmed = [&](const std::optional<Error>&) { ++fixture.confirmed; };
    const auto again = fixture.sandbox->submit(SetLicence{false}, submission);
    BOOST_REQUIRE(again);
    BOOST_TEST(fixture.digest() == after);
    BOOST_TEST(fixture.confirmed == 0);
    fixture.sandbox->commit();
    BOOST_TEST(fixture.confirmed == 1);
}

BOOST_AUTO_TEST_CASE(time_follows_the_wall_clock_at_the_speed_that_is_set) {
    Fixture fixture;
    fixture.run_demo();
    const Instant begin = fixture.sandbox->now();
    const auto passed = [&] { return fixture.sandbox->now().ticks - begin.ticks; };
    fixture.sandbox->set_speed(0);
    fixture.sandbox->pump(ticks_per_hour);
    BOOST_TEST(passed() == 0);
    fixture.sandbox->set_speed(1);
    fixture.sandbox->pump(ticks_per_hour);
    BOOST_TEST(passed() == ticks_per_hour);
    fixture.sandbox->set_speed(60);
    fixture.sandbox->pump(ticks_per_second);
    BOOST_TEST(passed() == ticks_per_hour + ticks_per_minute);
    fixture.sandbox->set_speed(3600);
    fixture.sandbox->pump(ticks_per_day);  // the machine slept
    BOOST_TEST(passed() == ticks_per_hour + ticks_per_minute + fast_pause_ticks_max * 3600);
    BOOST_TEST(!fixture.sandbox->jump(begin));
}

BOOST_AUTO_TEST_CASE(time_does_not_pass_while_the_page_is_closed) {
    Fixture fixture;
    fixture.run_demo();
    fixture.sandbox->set_speed(60);
    fixture.sandbox->set_persona(demo_ben);
    fixture.sandbox->set_page("#/my-roles");
    fixture.sandbox->set_progress("phase 3");
    fixture.sandbox->pump(ticks_per_minute);
    fixture.sandbox->commit();
    const Instant then = fixture.sandbox->now();
    fixture.reopen(Access::writer);
    BOOST_TEST((fixture.sandbox->now() == then));
    BOOST_TEST(fixture.sandbox->session().speed == 60);
    BOOST_TEST((fixture.sandbox->session().persona == demo_ben));
    BOOST_TEST(fixture.sandbox->session().page == "#/my-roles");
    BOOST_TEST(fixture.sandbox->session().progress == "phase 3");
}

BOOST_AUTO_TEST_CASE(the_running_clock_alone_is_saved_now_and_then) {
    Fixture fixture;
    fixture.run_demo();
    const int before = fixture.files->commits();
    for (int second = 0; second < 60; ++second) {
        fixture.sandbox->pump(ticks_per_second);
        fixture.sandbox->commit();
    }
    BOOST_TEST(fixture.files->commits() - before == 6);
}

BOOST_AUTO_TEST_CASE(the_running_clock_does_not_go_along_with_each_commit) {
    Fixture fixture;
    fixture.run_demo();
    const auto session = [&] { return fixture.files->durable().at("session"); };
    const std::string before = session();
    fixture.sandbox->pump(ticks_per_second);
    BOOST_REQUIRE(fixture.submit(licence_off));
    fixture.sandbox->commit();
    BOOST_TEST(session() == before);
    // The event tells the time.
    const Instant now = fixture.sandbox->now();
    BOOST_TEST((fixture.open(Access::reader).state.session.now == now));
    fixture.sandbox->pump(clock_saved_every_ticks);
    BOOST_REQUIRE(fixture.submit(licence_on));
    fixture.sandbox->commit();
    BOOST_TEST(session() != before);
}

BOOST_AUTO_TEST_CASE(a_jump_and_many_small_steps_lead_to_the_same) {
    Fixture jumping;
    Fixture stepping;
    for (Fixture* const fixture : {&jumping, &stepping}) {
        fixture->run_demo();
        fixture->sandbox->set_speed(3600);
    }
    const Instant end = shift(demo_begin, 100 * ticks_per_day);
    BOOST_REQUIRE(jumping.sandbox->jump(end));
    while (stepping.sandbox->now() < end) {
        stepping.sandbox->pump(5 * ticks_per_second);  // five hours: they fill the days exactly
        stepping.sandbox->commit();
    }
    BOOST_REQUIRE((stepping.sandbox->now() == end));
    BOOST_TEST(stepping.digest() == jumping.digest());
    jumping.sandbox->commit();
    BOOST_TEST(jumping.digest_after_crash() == stepping.digest_after_crash());
}

BOOST_AUTO_TEST_CASE(jumping_to_the_next_event_stops_there_and_the_hint_tells_when) {
    Fixture fixture;
    fixture.run_demo();
    const auto next = fixture.sandbox->next_event();
    BOOST_REQUIRE(next);
    fixture.sandbox->set_speed(60);
    const auto ticks = fixture.sandbox->ticks_until_due();
    BOOST_REQUIRE(ticks);
    BOOST_TEST(*ticks * 60 >= next->ticks - fixture.sandbox->now().ticks);
    BOOST_TEST((*ticks - 1) * 60 < next->ticks - fixture.sandbox->now().ticks);
    const auto sequence = fixture.sandbox->tenant().sequence;
    BOOST_TEST(fixture.sandbox->jump_to_next());
    BOOST_TEST((fixture.sandbox->now() == *next));
    BOOST_TEST(fixture.sandbox->tenant().sequence > sequence);
    fixture.sandbox->set_speed(0);
    BOOST_TEST(!fixture.sandbox->ticks_until_due());
}

BOOST_AUTO_TEST_CASE(a_reader_refuses_commands_and_follows_the_writer) {
    Fixture fixture;
    fixture.run_demo();
    Opened opened = fixture.open(Access::reader);
    Sandbox reader(std::move(opened.state.tenant), std::move(opened.state.session),
                   std::move(opened.store), [] {
                       return Guid{1, 1};
                   });
    BOOST_TEST((reader.save_state() == SaveState::read_only));
    BOOST_TEST(!reader.submit(SetLicence{false}, {}));
    BOOST_TEST(!reader.preview(SetLicence{false}, {}));
    BOOST_TEST(!reader.jump(shift(reader.now(), 1)));
    reader.set_persona(demo_ada);
    BOOST_REQUIRE(fixture.submit(licence_off));
    fixture.sandbox->commit();
    const auto files = fixture.files->visible();
    BOOST_REQUIRE(reader.refresh());
    BOOST_TEST(digest_of(reader.tenant()) == fixture.digest());
    BOOST_TEST((reader.session().persona == demo_ada));
    reader.commit();
    BOOST_TEST((fixture.files->visible() == files));
    BOOST_TEST(!fixture.sandbox->refresh());
    // The writer is gone: the reader takes over.
    fixture.sandbox.reset();
    Opened again = fixture.open(Access::writer);
    reader.reopen(std::move(again.state), std::move(again.store));
    BOOST_REQUIRE(reader.submit(SetLicence{true}, {}));
    reader.commit();
    BOOST_TEST((reader.save_state() == SaveState::saved));
    BOOST_TEST(fixture.digest_after_crash() == digest_of(reader.tenant()));
}

BOOST_AUTO_TEST_CASE(another_tenant_takes_the_place_or_a_failed_commit_keeps_the_old) {
    Fixture other;
    other.run_demo();
    BOOST_REQUIRE(other.sandbox->jump(shift(demo_begin, 9 * ticks_per_day)));
    Fixture fixture;
    fixture.run_demo();
    const std::string before = fixture.digest();
    for (const bool fails : {true, false}) {
        if (fails) fixture.files->fail_commit(1);
        fixture.sandbox->replace(other.sandbox->tenant(), other.sandbox->session(),
                                 [&](const std::optional<Error>& error) {
                                     ++(error ? fixture.failed : fixture.confirmed);
                                 });
        fixture.sandbox->commit();
        BOOST_TEST(fixture.digest() == (fails ? before : other.digest()));
        BOOST_TEST(fixture.digest_after_crash() == fixture.digest());
        fixture.sandbox->try_again();
    }
    BOOST_TEST(fixture.failed == 1);
    BOOST_TEST(fixture.confirmed == 1);
    BOOST_TEST((fixture.sandbox->now() == other.sandbox->now()));
}

BOOST_AUTO_TEST_CASE(a_replacement_that_failed_leaves_the_session_of_the_old_tenant) {
    Fixture fixture;
    fixture.run_demo();
    fixture.sandbox->set_persona(demo_ben);
    fixture.sandbox->set_page("#/my-roles");
    fixture.sandbox->commit();
    Session other = fixture.sandbox->session();
    other.persona = demo_command(1);
    other.page = "#/elsewhere";
    fixture.files->hold_commits();
    fixture.files->fail_commit(2);
    BOOST_REQUIRE(fixture.submit(licence_off));
    fixture.sandbox->commit();
    fixture.sandbox->replace(Tenant{}, other);  // while another commit is under way
    BOOST_TEST((fixture.sandbox->session().persona == other.persona));
    while (fixture.files->finish_commit()) continue;
    BOOST_TEST((fixture.sandbox->save_state() == SaveState::failed));
    BOOST_TEST((fixture.sandbox->session().persona == demo_ben));
    BOOST_TEST(fixture.sandbox->session().page == "#/my-roles");
}

BOOST_AUTO_TEST_CASE(what_could_not_be_taken_back_is_not_committed_later) {
    Fixture fixture;
    fixture.run_demo();
    const std::string before = fixture.digest();
    fixture.files->fail_commit(1);
    fixture.files->hold_commits();
    BOOST_REQUIRE(fixture.submit(licence_off));
    fixture.sandbox->commit();
    fixture.files->fail_operation(1);  // going back cuts a file
    BOOST_TEST(fixture.files->finish_commit());
    BOOST_TEST((fixture.sandbox->save_state() == SaveState::failed));
    fixture.files->fail_operation(1);
    fixture.sandbox->try_again();
    BOOST_TEST((fixture.sandbox->save_state() == SaveState::failed));
    BOOST_TEST(!fixture.submit(licence_on));
    fixture.sandbox->try_again();
    while (fixture.files->finish_commit()) continue;
    BOOST_TEST((fixture.sandbox->save_state() == SaveState::saved));
    BOOST_TEST(fixture.digest() == before);
    BOOST_TEST(fixture.digest_after_crash() == before);
}

BOOST_AUTO_TEST_CASE(listeners_hear_every_event_and_may_leave) {
    Fixture fixture;
    int heard = 0;
    std::function<void()> leave = fixture.sandbox->subscribe([&](const Event&) {
        if (++heard == 5) leave();
    });
    const auto version = fixture.sandbox->version();
    fixture.run_demo();
    BOOST_TEST(heard == 5);
    BOOST_TEST(fixture.sandbox->version() > version);
}

BOOST_AUTO_TEST_SUITE_END()
