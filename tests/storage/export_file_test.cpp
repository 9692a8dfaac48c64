// Goal: an export holds the whole sandbox, and a file that is not one changes nothing and says why.
#include "storage/export_file.hpp"

#include <boost/test/unit_test.hpp>

#include "core/apply.hpp"
#include "core/decide.hpp"
#include "core/text.hpp"
#include "storage/checksum.hpp"
#include "storage/demo_support.hpp"
#include "storage/record_versions.hpp"

using namespace pim;
using namespace pim::storage;

namespace {

Tenant demo_tenant() {
    Tenant tenant;
    std::uint64_t commands = 0;
    for (const DemoStep& step : demo_steps()) {
        Context context;
        context.caller = step.caller;
        context.now = demo_begin;
        context.command = demo_command(++commands);
        const auto decision = decide(tenant, step.command, context);
        BOOST_REQUIRE(decision);
        for (const Event& event : decision->events) apply(tenant, event);
    }
    return tenant;
}

std::string demo_export() {
    Session session;
    session.now = demo_begin;
    session.page = "#/roles";
    return export_text(demo_tenant(), session);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    BOOST_REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// The file with a checksum that fits what stands in it.
std::string signed_again(std::string text) {
    const std::size_t begin = text.find('\n') + 1;
    const std::uint32_t sum = crc32c(std::string_view(text).substr(begin, text.size() - begin - 3));
    std::string digits;
    for (int shift = 28; shift >= 0; shift -= 4) {
        const char digit = "0123456789abcdef"[(sum >> shift) & 0xFU];
        if (digit != '0' || !digits.empty()) digits += digit;
    }
    const std::size_t at = text.find("\"checksum\":\"") + 12;
    return text.replace(at, text.find('"', at) - at, digits);
}

std::string problem_of(const std::string& text) {
    const auto state = import_text(text);
    BOOST_REQUIRE(!state);
    BOOST_TEST(!state.error().help.empty());
    return state.error().what;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(export_file_test)

BOOST_AUTO_TEST_CASE(an_export_brings_everything_back) {
    const std::string text = demo_export();
    const auto state = import_text(text);
    BOOST_REQUIRE_MESSAGE(state, (state ? std::string() : state.error().what));
    BOOST_TEST(digest_of(state->tenant) == digest_of(demo_tenant()));
    BOOST_TEST(state->session.page == "#/roles");
    BOOST_TEST(export_text(state->tenant, state->session) == text);
    BOOST_TEST(signed_again(text) == text);
}

BOOST_AUTO_TEST_CASE(an_empty_sandbox_can_be_exported) {
    const auto state = import_text(export_text(Tenant{}, Session{}));
    BOOST_REQUIRE(state);
    BOOST_TEST(digest_of(state->tenant) == digest_of(Tenant{}));
}

BOOST_AUTO_TEST_CASE(a_file_cut_at_any_byte_is_refused) {
    const std::string text = demo_export();
    for (std::size_t size = 0; size < text.size(); size += 13) {
        BOOST_TEST(!import_text(std::string_view(text).substr(0, size)));
    }
}

BOOST_AUTO_TEST_CASE(a_changed_byte_is_found) {
    const std::string text = demo_export();
    for (std::size_t byte = 0; byte < text.size(); byte += 17) {
        std::string changed = text;
        changed[byte] = static_cast<char>(changed[byte] ^ 1);
        BOOST_TEST_CONTEXT("byte " << byte) {
            BOOST_TEST(!import_text(changed));
        }
    }
}

BOOST_AUTO_TEST_CASE(the_error_says_what_and_where) {
    const std::string text = demo_export();
    BOOST_TEST(problem_of("") == "line 1 is not the beginning of an exported sandbox");
    BOOST_TEST(problem_of("{\"a\":1}\n") == "line 1 is not the beginning of an exported sandbox");
    BOOST_TEST(problem_of(replaced(text, "\"version\":1", "\"version\":2")) ==
               "the file has version 2, and this pimlab reads 1");
    BOOST_TEST(problem_of(replaced(text, cat("\"rows\":", static_cast<int>(snapshot_rows_version)),
                                   "\"rows\":9")) ==
               "the file's lines are of a newer version than this pimlab reads");
    BOOST_TEST(problem_of(replaced(text, "pimlab sandbox", "other")) ==
               "line 1: the format is `other`, not `pimlab sandbox`");
    BOOST_TEST(problem_of(replaced(text, "Ada", "Eve")).find("the checksum of lines 2 to ") == 0U);
    BOOST_TEST(problem_of(signed_again(replaced(text, "\"mfaDone\":true", "\"mfaDone\":7"))) ==
               "line 3: member `users.0.mfaDone` is not true or false");
    BOOST_TEST(
        problem_of(signed_again(replaced(text, "{\"table\":\"users\"", "{\"table\":\"losers\""))) ==
        "line 3: there is no table `losers`");
}

// A file that skips centuries would have them all happen at the first tick.
BOOST_AUTO_TEST_CASE(a_time_that_nothing_has_kept_up_with_is_refused) {
    const std::string text = demo_export();
    const std::string_view now = "\"now\":\"2026-02-25";
    const std::string a_week_on = signed_again(replaced(text, now, "\"now\":\"2026-03-04"));
    BOOST_TEST(import_text(a_week_on).has_value());
    BOOST_TEST(problem_of(signed_again(replaced(text, now, "\"now\":\"2026-03-07"))) ==
               "the file's time is 2026-03-07T06:13:20Z, and what fell due at "
               "2026-02-26T00:00:00Z has not happened");
    BOOST_TEST(
        problem_of(signed_again(replaced(text, "\"changed\":\"2026", "\"changed\":\"8547"))) ==
        "the file's time is 8547-02-25T06:13:20Z, and what fell due at "
        "2026-03-04T06:13:20Z has not happened");
}

BOOST_AUTO_TEST_SUITE_END()
