// Goal: every page has an address, and an address finds the page that fits best.
// Method: a table of addresses and patterns.
#include "ui/route.hpp"

#include <boost/test/unit_test.hpp>

using namespace pim::ui;

BOOST_AUTO_TEST_SUITE(route_test)

BOOST_AUTO_TEST_CASE(an_address_is_read_and_written_the_same) {
    BOOST_TEST(to_hash(parse_route("#/roles/5d6b/eligible")) == "#/roles/5d6b/eligible");
    BOOST_TEST(to_hash(parse_route("my-roles//active/")) == "#/my-roles/active");
    BOOST_TEST(parse_route("#/").parts.empty());
    BOOST_TEST(parse_route("#/mail").part(0) == "mail");
    BOOST_TEST(parse_route("#/mail").part(1) == "");
}

BOOST_AUTO_TEST_CASE(patterns_fit_from_the_front) {
    const struct {
        std::string_view pattern, hash;
        std::size_t parts;
    } rows[] = {
        {"roles", "#/roles", 1},
        {"roles", "#/roles/5d6b", 1},
        {"roles/*", "#/roles", 0},
        {"roles/*", "#/roles/5d6b/active", 2},
        {"roles/*/add", "#/roles/x/add", 3},
        {"roles/*/add", "#/roles/x/active", 0},
        {"my-roles", "#/mail", 0},
    };
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.pattern << " " << row.hash) {
            BOOST_TEST(matches(row.pattern, parse_route(row.hash)) == row.parts);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
