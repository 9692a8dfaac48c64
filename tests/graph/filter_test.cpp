#include "graph/filter.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

using namespace pim;
using namespace pim::graph;

namespace {

constexpr std::string_view own_id = "071cc716-8147-4397-a5ba-b2105951cc0b";

/// A row of one property of each type.
struct Sample {
    std::vector<std::string_view> names = {"id",   "status", "created",  "open",
                                           "note", "count",  "createdBy"};
    std::vector<PropertyType> types = {
        PropertyType::guid, PropertyType::text,    PropertyType::instant, PropertyType::boolean,
        PropertyType::text, PropertyType::integer, PropertyType::complex};
    std::vector<Value> values = {std::string(own_id),
                                 std::string("PendingApproval"),
                                 *parse_instant("2026-03-02T07:00:00Z"),
                                 true,
                                 std::monostate{},
                                 std::int64_t{3},
                                 std::monostate{}};

    std::optional<NamedProperty> find(std::string_view name) const {
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (equals_ignoring_case(names[i], name)) return NamedProperty{i, types[i]};
        }
        return std::nullopt;
    }
};

/// "yes", "no", or why the filter was not understood.
std::string verdict(std::string_view text) {
    const Sample sample;
    const auto filter =
        parse_filter(text, [&](std::string_view name) { return sample.find(name); });
    if (!filter) return filter.error().message;
    return matches(*filter, [&](std::size_t place) { return sample.values[place]; }) ? "yes" : "no";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(filter_test)

BOOST_AUTO_TEST_CASE(comparisons) {
    const std::map<std::string, std::string> cases = {
        {"status eq 'PendingApproval'", "yes"},
        {"Status EQ 'PendingApproval'", "yes"},
        {"status eq 'pendingapproval'", "no"},
        {"'PendingApproval' eq status", "yes"},
        {"status ne 'Denied'", "yes"},
        {"id eq '071CC716-8147-4397-A5BA-B2105951CC0B'", "yes"},
        {"id eq 071cc716-8147-4397-a5ba-b2105951cc0b", "yes"},
        {"id eq 'no guid'", "no"},
        {"created ge 2026-03-02T07:00:00Z", "yes"},
        {"created gt 2026-03-02T07:00:00Z", "no"},
        {"created le '2026-03-02T08:00:00+01:00'", "yes"},
        {"created lt 2026-03-02T07:00:00.0000001Z", "yes"},
        {"open eq true", "yes"},
        {"open eq false", "no"},
        {"count gt 2", "yes"},
        {"count lt -2", "no"},
        {"note eq null", "yes"},
        {"note ne null", "no"},
        {"note gt 'a'", "no"},
        {"null eq status", "no"},
    };
    for (const auto& [text, wanted] : cases) {
        BOOST_TEST_INFO(text);
        BOOST_TEST(verdict(text) == wanted);
    }
}

BOOST_AUTO_TEST_CASE(logic_lists_and_functions) {
    const std::map<std::string, std::string> cases = {
        {"open eq true and count eq 3", "yes"},
        {"open eq false and count eq 3 or count eq 3", "yes"},
        {"count eq 3 or open eq false and open eq false", "yes"},
        {"(count eq 3 or open eq false) and open eq false", "no"},
        {"not (open eq false)", "yes"},
        {"not open eq false and count eq 4", "no"},
        {"status in ('Denied','PendingApproval')", "yes"},
        {"status in ('Denied')", "no"},
        {"id in (071cc716-8147-4397-a5ba-b2105951cc0b)", "yes"},
        {"startswith(status,'Pending')", "yes"},
        {"startswith(status,'pending')", "no"},
        {"startswith(tolower(status), 'pending') ", "yes"},
        {"tolower(status) eq tolower('PENDINGAPPROVAL')", "yes"},
        {"status eq 'it''s'", "no"},
    };
    for (const auto& [text, wanted] : cases) {
        BOOST_TEST_INFO(text);
        BOOST_TEST(verdict(text) == wanted);
    }
}

BOOST_AUTO_TEST_CASE(what_is_not_understood_is_named_with_its_position) {
    const std::map<std::string, std::string> cases = {
        {"", "$filter, position 1: expected a property or a value, found the end"},
        {"status", "$filter, position 7: expected an operator such as eq, found the end"},
        {"status like 'x'",
         "$filter, position 8: expected an operator such as eq, found 'like 'x''"},
        {"status eq 'x' nor", "$filter, position 15: expected 'and', 'or' or the end, found 'nor'"},
        {"status eq 'x", "$filter, position 11: the quote is not closed"},
        {"(status eq 'x'", "$filter, position 15: expected ')', found the end"},
        {"colour eq 'x'", "$filter, position 1: there is no property 'colour' here"},
        {"status eq 3", "$filter, position 11: the value is of another type than the property"},
        {"count in (1,'x')", ""},
        {"created eq 'soon'",
         "$filter, position 12: the value is of another type than the property"},
        {"createdBy eq 'x'", "$filter, position 1: 'createdBy' cannot be compared"},
        {"endswith(status,'x')", "$filter, position 1: the function 'endswith' is not supported"},
        {"status eq 'x' and",
         "$filter, position 18: expected a property or a value, found the end"},
    };
    for (const auto& [text, wanted] : cases) {
        BOOST_TEST_INFO(text);
        const std::string said = verdict(text);
        BOOST_TEST(said != "yes");
        BOOST_TEST(said != "no");
        if (!wanted.empty()) BOOST_TEST(said == wanted);
    }
}

BOOST_AUTO_TEST_CASE(depth_and_length_are_limited) {
    std::string deep;
    for (int i = 0; i < 10'000; ++i) deep += "not (";
    BOOST_TEST(verdict(deep).find("deeper than") != std::string::npos);
    std::string long_one = "open eq true";
    for (std::size_t i = 0; i < filter_nodes_max; ++i) long_one += " or open eq true";
    BOOST_TEST(verdict(long_one).find("too long") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_an_index_may_be_asked) {
    const Sample sample;
    const auto required = [&](std::string_view text, std::size_t property) {
        const auto filter =
            parse_filter(text, [&](std::string_view name) { return sample.find(name); });
        BOOST_REQUIRE(filter);
        return filter->required(property);
    };
    BOOST_TEST((required("open eq true and id eq " + std::string(own_id), 0) ==
                Value{std::string(own_id)}));
    BOOST_TEST((required("'x' eq status", 1) == Value{std::string("x")}));
    BOOST_TEST(!required("open eq true or status eq 'x'", 1));
    BOOST_TEST(!required("not status eq 'x'", 1));
    BOOST_TEST(!required("status ne 'x'", 1));
    BOOST_TEST(!required("tolower(status) eq 'x'", 1));
}

BOOST_AUTO_TEST_SUITE_END()
