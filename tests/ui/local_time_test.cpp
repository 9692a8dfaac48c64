// Goal: what the portal prints for a moment, and reads from a date field, is right in any zone.
// Method: tables of moments, with the zone's offset replaced by a function of the test.
#include "ui/local_time.hpp"

#include <boost/test/unit_test.hpp>

using namespace pim;
using namespace pim::ui;

namespace {

/// Central European time of 2026: the clocks change on 29 March at 01:00 UTC.
std::int64_t central_europe(Instant at) {
    return at < *parse_instant("2026-03-29T01:00:00Z") ? 60 : 120;
}

struct Zone {
    explicit Zone(std::int64_t (*offset)(Instant)) { set_utc_offset(offset); }
    ~Zone() {
        set_utc_offset([](Instant) -> std::int64_t { return 0; });
    }
};

Instant at(std::string_view text) {
    return *parse_instant(text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(local_time_test)

BOOST_AUTO_TEST_CASE(moments_are_local_and_tooltips_are_utc) {
    const Zone zone(central_europe);
    BOOST_TEST(local_text(at("2026-03-27T08:30:00Z")) == "27 Mar 2026, 09:30");
    BOOST_TEST(local_text(at("2026-03-29T22:05:00Z")) == "30 Mar 2026, 00:05");
    BOOST_TEST(local_text_with_seconds(at("2026-03-27T08:30:07Z")) == "27 Mar 2026, 09:30:07");
    BOOST_TEST(utc_text(at("2026-03-27T08:30:07Z")) == "2026-03-27 08:30:07 UTC");
}

BOOST_AUTO_TEST_CASE(a_local_calendar_leads_back_to_its_instant_around_the_change_of_clocks) {
    const Zone zone(central_europe);
    for (const std::string_view text :
         {"2026-03-28T23:30:00Z", "2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z",
          "2026-03-29T02:30:00Z", "2026-12-31T23:59:00Z"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(to_text(from_local_civil(local_civil(at(text)))) == to_text(at(text)));
        }
    }
}

BOOST_AUTO_TEST_CASE(spans_use_the_two_largest_units) {
    const struct {
        std::int64_t ticks;
        std::string_view text;
    } rows[] = {
        {0, "0 s"},
        {59 * ticks_per_second, "59 s"},
        {60 * ticks_per_second, "1 min"},
        {5 * ticks_per_hour + 30 * ticks_per_minute, "5 h 30 min"},
        {ticks_per_day, "1 day"},
        {13 * ticks_per_day + 4 * ticks_per_hour + 9 * ticks_per_minute, "13 days 4 h"},
    };
    for (const auto& row : rows) BOOST_TEST(span_text(row.ticks) == row.text);
    const Instant now = at("2026-03-27T08:30:00Z");
    BOOST_TEST(distance_text(now, shift(now, 2 * ticks_per_day)) == "in 2 days");
    BOOST_TEST(distance_text(now, shift(now, -ticks_per_hour)) == "1 h ago");
}

BOOST_AUTO_TEST_SUITE_END()
