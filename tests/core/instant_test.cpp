// Goal: instants read and write as ruling 34 says, over calendar edges.
// Method: tables of texts, each read and written back or refused.

#include <boost/test/unit_test.hpp>

#include "core/instant.hpp"

BOOST_AUTO_TEST_SUITE(instant_test)

BOOST_AUTO_TEST_CASE(texts_read_and_write_back_the_same) {
    for (const char* text :
         {"1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "2022-05-13T16:18:36.3647674Z",
          "2021-07-15T20:23:23.85453Z", "2026-03-27T09:30:00.1Z", "9999-12-31T23:59:59Z"}) {
        const auto instant = pim::parse_instant(text);
        BOOST_TEST_REQUIRE(instant.has_value(), text);
        BOOST_TEST(pim::to_text(*instant) == text);
    }
}

BOOST_AUTO_TEST_CASE(trailing_zeros_and_offsets_are_normalised) {
    const struct {
        const char* text;
        const char* written;
    } rows[] = {
        {"2026-03-27T09:30:00.2500000Z", "2026-03-27T09:30:00.25Z"},
        {"2026-03-27T09:30Z", "2026-03-27T09:30:00Z"},
        {"2026-03-27T09:30:00+02:00", "2026-03-27T07:30:00Z"},
        {"2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00Z"},
        {"2026-03-27T09:30:00-05:30", "2026-03-27T15:00:00Z"},
    };
    for (const auto& row : rows) {
        const auto instant = pim::parse_instant(row.text);
        BOOST_TEST_REQUIRE(instant.has_value(), row.text);
        BOOST_TEST(pim::to_text(*instant) == row.written);
    }
}

BOOST_AUTO_TEST_CASE(malformed_texts_are_refused) {
    for (const char* text :
         {"", "2026-03-27", "2026-03-27T09:30:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
          "2026-00-01T00:00:00Z", "2026-01-32T00:00:00Z", "2026-01-01T24:00:00Z",
          "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z",
          "2026-01-01T00:00:00.12345678Z", "2026-01-01T00:00:00Zx", "2026-01-01 00:00:00Z",
          "1969-12-31T23:59:59Z", "2026-01-01T00:00:00+15:00", "26-01-01T00:00:00Z"}) {
        BOOST_TEST(!pim::parse_instant(text).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(shifting_stays_within_the_years_that_can_be_written) {
    BOOST_TEST((pim::shift(pim::instant_max, 1) == pim::instant_max));
    BOOST_TEST((pim::shift(pim::instant_min, -1) == pim::instant_min));
    BOOST_TEST(pim::to_text(pim::shift(pim::Instant{}, pim::ticks_per_day)) ==
               "1970-01-02T00:00:00Z");
}

BOOST_AUTO_TEST_CASE(every_day_of_four_centuries_converts_and_comes_back) {
    for (std::int64_t day = 0; day < 146'097; ++day) {
        const pim::Instant instant{day * pim::ticks_per_day};
        const pim::CivilTime civil = pim::to_civil(instant);
        BOOST_REQUIRE(pim::from_civil(civil) == instant);
        BOOST_REQUIRE(civil.day >= 1 && civil.day <= pim::days_in_month(civil.year, civil.month));
    }
}

BOOST_AUTO_TEST_SUITE_END()
