#include "graph/filter.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <map>

using namespace pim;
using namespace pim::graph;

namespace {

constexpr std::string_view own_id = "071cc716-8147-4397-a5ba-b2105951cc0b";

Value text_value(const Row&, const View&) {
    return Value{std::string("PendingApproval")};
}
Value id_value(const Row&, const View&) {
    return Value{std::string(own_id)};
}

/// What the sample leads to: three holders, of whom `number` tells the name.
constexpr std::array<std::string_view, 3> names = {"Ann", "Ben", "Cara"};
const std::array<Property, 2> holder_properties = {{
    {"", PropertyType::text,
     [](const Row& row, const View&) {
         return Value{std::string(names[static_cast<std::size_t>(row.number)])};
     }},
    {"rank", PropertyType::integer, [](const Row& row, const View&) { return Value{row.number}; }},
}};
const EntityType holder_type{"holder", holder_properties};
const EntityType& holders_of() {
    return holder_type;
}
void find_holders(const Row&, const View&, const Found& found) {
    for (std::int64_t i = 0; i < 3; ++i) found(Row{&holder_type, nullptr, {}, i, 0, nullptr});
}
void find_nobody(const Row&, const View&, const Found&) {}
void find_second(const Row&, const View&, const Found& found) {
    found(Row{&holder_type, nullptr, {}, 1, 0, nullptr});
}

/// A type with one property of each sort.
const std::array<Property, 8> properties = {{
    {"id", PropertyType::guid, id_value},
    {"status", PropertyType::text, text_value},
    {"created", PropertyType::instant,
     [](const Row&, const View&) { return Value{*parse_instant("2026-03-02T07:00:00Z")}; }},
    {"open", PropertyType::boolean, [](const Row&, const View&) { return Value{true}; }},
    {"note", PropertyType::text, no_value},
    {"count", PropertyType::integer,
     [](const Row&, const View&) { return Value{std::int64_t{3}}; }},
    {"createdBy", PropertyType::complex, nullptr, [](JsonWriter&, const Row&, const View&) {}},
    {"later", PropertyType::text, text_value, nullptr, Versions::beta_only},
}};
const std::array<Navigation, 4> navigations = {{
    {"holders", holders_of, true, find_holders},
    {"nobody", holders_of, true, find_nobody},
    {"second", holders_of, false, find_second},
    {"none", holders_of, false, find_nobody},
}};
const EntityType sample{"sample", properties, navigations};

Reading<Filter> read_filter(std::string_view text) {
    return parse_filter(text, sample, Version::v1);
}

/// "yes", "no", or why the filter was not understood.
std::string verdict(std::string_view text) {
    const auto filter = read_filter(text);
    if (!filter) return filter.error().message;
    const Tenant tenant;
    const View view{tenant, {}};
    return matches(*filter, Row{&sample, nullptr, {}, 0, 0, nullptr}, view) ? "yes" : "no";
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
        {"created ge 2026-03-02", "yes"},
        {"created lt '2026-03-03'", "yes"},
        {"created le 2026-03-02", "no"},
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
        {"startswith(count,'1')", "$filter, position 12: startswith compares texts only"},
        {"startswith(status,3)", "$filter, position 19: startswith compares texts only"},
        {"startswith(status,null)", "$filter, position 19: startswith compares texts only"},
        {"created ge 2026-02-30", ""},
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

BOOST_AUTO_TEST_CASE(what_others_are_like) {
    const std::map<std::string, std::string> cases = {
        {"second/rank eq 1", "yes"},
        {"Second/Rank ne 1", "no"},
        {"none/rank eq null", "yes"},
        {"none/rank lt 5", "no"},
        {"holders/any(h:h/rank eq 2)", "yes"},
        {"holders/any(h: h/rank gt 2)", "no"},
        {"holders/ANY(h:H eq 'Ben' and h/rank eq 1)", "yes"},
        {"holders/any(h:h eq 'Ben' and h/rank eq 2)", "no"},
        {"not holders/any(h:startswith(h,'D'))", "yes"},
        {"holders/any(h:h in ('Dora','Cara')) and open eq true", "yes"},
        {"holders/any()", "yes"},
        {"nobody/any()", "no"},
        {"nobody/any(n:n ne 'x')", "no"},
    };
    for (const auto& [text, wanted] : cases) {
        BOOST_TEST_INFO(text);
        BOOST_TEST(verdict(text) == wanted);
    }
}

BOOST_AUTO_TEST_CASE(what_others_have_not) {
    const std::map<std::string, std::string> cases = {
        {"second/colour eq 'x'", "$filter, position 1: there is no property 'second/colour' here"},
        {"holders/rank eq 1", "$filter, position 1: there is no property 'holders/rank' here"},
        {"second/any(s:s/rank eq 1)", "$filter, position 1: there is no collection 'second' here"},
        {"holders/any(h:x/rank eq 1)", "$filter, position 15: there is no property 'x/rank' here"},
        {"holders/any(h:rank eq 1)", "$filter, position 15: there is no property 'rank' here"},
        {"holders/any(h)", "$filter, position 13: expected a variable and ':', found 'h)'"},
        {"holders/any(h:h/rank eq 1", "$filter, position 26: expected ')', found the end"},
        {"holders/all(h:h/rank eq 1)",
         "$filter, position 1: the function 'holders/all' is not supported"},
        {"holders/any(h:h/rank eq 'x')",
         "$filter, position 25: the value is of another type than the property"},
        {"later eq 'x'", "$filter, position 1: there is no property 'later' here"},
    };
    for (const auto& [text, wanted] : cases) {
        BOOST_TEST_INFO(text);
        BOOST_TEST(verdict(text) == wanted);
    }
}

BOOST_AUTO_TEST_CASE(what_an_index_may_be_asked) {
    using Values = std::vector<Value>;
    const auto required = [&](const std::string& text, std::string_view name) {
        const auto filter = read_filter(text);
        BOOST_REQUIRE(filter);
        return filter->required(name);
    };
    const Value own{std::string(own_id)};
    const Value x{std::string("x")};
    BOOST_TEST((required("open eq true and id eq " + std::string(own_id), "id") == Values{own}));
    BOOST_TEST((required("'x' eq status", "status") == Values{x}));
    BOOST_TEST((required("status in ('x')", "status") == Values{x}));
    BOOST_TEST((required("status eq 'x' or status eq 'x'", "status") == Values{x, x}));
    BOOST_TEST((required("second/rank eq 4", "second/rank") == Values{Value{std::int64_t{4}}}));
    BOOST_TEST(!required("open eq true or status eq 'x'", "status"));
    BOOST_TEST(!required("not status eq 'x'", "status"));
    BOOST_TEST(!required("status ne 'x'", "status"));
    BOOST_TEST(!required("tolower(status) eq 'x'", "status"));
    BOOST_TEST(!required("holders/any(h:h/rank eq 4)", "rank"));
    const auto with_null =
        read_filter("id in (" + std::string(own_id) + ",null)")->required_guids({"id"});
    BOOST_TEST(!with_null.has_value());
    const auto guids = read_filter("id in (" + std::string(own_id) + ",'no guid') and open eq true")
                           ->required_guids({"status", "id"});
    BOOST_TEST((guids == std::vector<Guid>{*parse_guid(own_id)}));
}

BOOST_AUTO_TEST_SUITE_END()
