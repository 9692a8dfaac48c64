// Goal: ISO 8601 durations as Graph sends them, with calendar months in UTC.
// Method: tables of texts and of sums.

#include <boost/test/unit_test.hpp>

#include "core/duration.hpp"

BOOST_AUTO_TEST_SUITE(duration_test)

BOOST_AUTO_TEST_CASE(texts_read_and_write_in_their_usual_form) {
    const struct {
        const char* text;
        const char* written;
        const char* words;
    } rows[] = {
        {"PT8H", "PT8H", "8 h"},
        {"PT5H30M", "PT5H30M", "5 h 30 min"},
        {"PT1H45M", "PT1H45M", "1 h 45 min"},
        {"P365D", "P365D", "365 days"},
        {"P1D", "P1D", "1 day"},
        {"PT24H", "P1D", "1 day"},
        {"P2W", "P14D", "14 days"},
        {"P1Y2M10DT2H30M", "P1Y2M10DT2H30M", "1 year 2 months 10 days 2 h 30 min"},
        {"PT0.5S", "PT0.5S", "0 s"},
        {"pt90m", "PT1H30M", "1 h 30 min"},
        {"PT0S", "PT0S", "0 s"},
    };
    for (const auto& row : rows) {
        const auto duration = pim::parse_duration(row.text);
        BOOST_TEST_REQUIRE(duration.has_value(), row.text);
        BOOST_TEST(pim::to_text(*duration) == row.written);
        BOOST_TEST(pim::to_words(*duration) == row.words);
    }
}

BOOST_AUTO_TEST_CASE(malformed_texts_are_refused) {
    for (const char* text : {"", "P", "PT", "P1", "8H", "PT8", "P1H", "PT1D", "P1DT", "-P1D",
                             "PT1M2H", "P1D1D", "P1.5D", "PT99999999999H", "P101Y", "P1D T1H"}) {
        BOOST_TEST(!pim::parse_duration(text).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(months_follow_the_calendar_and_end_with_the_month) {
    const struct {
        const char* start;
        const char* duration;
        const char* end;
    } rows[] = {
        {"2026-01-31T10:00:00Z", "P1M", "2026-02-28T10:00:00Z"},
        {"2024-01-31T10:00:00Z", "P1M", "2024-02-29T10:00:00Z"},
        {"2024-02-29T00:00:00Z", "P1Y", "2025-02-28T00:00:00Z"},
        {"2026-11-22T12:00:00Z", "P6M", "2027-05-22T12:00:00Z"},
        {"2026-03-27T09:00:00Z", "PT8H", "2026-03-27T17:00:00Z"},
        {"2026-12-31T23:00:00Z", "P1M1DT1H", "2027-02-02T00:00:00Z"},
    };
    for (const auto& row : rows) {
        const pim::Instant end =
            pim::add(*pim::parse_instant(row.start), *pim::parse_duration(row.duration));
        BOOST_TEST(pim::to_text(end) == row.end, row.start << " + " << row.duration);
    }
}

BOOST_AUTO_TEST_SUITE_END()
