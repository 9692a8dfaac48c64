// Goal: a record that an older version wrote is read by this one.
// Method: an example of an upcaster, of a form that never was, lifts a record by two versions.
#include "storage/upcast.hpp"

#include <array>
#include <boost/test/unit_test.hpp>

#include "storage/record_versions.hpp"

using namespace pim::storage;

namespace {

/// Version 1 called the member `title`; version 2 calls it `displayName`.
JsonValue rename_title(JsonValue payload) {
    for (auto& [name, value] : payload.members) {
        if (name == "title") name = "displayName";
    }
    return payload;
}

/// Version 3 tells whether the thing is enabled; before, everything was.
JsonValue add_enabled(JsonValue payload) {
    JsonValue enabled;
    enabled.kind = JsonValue::Kind::boolean;
    enabled.number = 1;
    payload.members.emplace_back("enabled", enabled);
    return payload;
}

constexpr std::array<Upcaster, 2> example = {{
    {RecordType::decision, 2, add_enabled},
    {RecordType::decision, 1, rename_title},
}};

}  // namespace

BOOST_AUTO_TEST_SUITE(upcast_test)

BOOST_AUTO_TEST_CASE(an_old_record_is_lifted_step_by_step) {
    auto old = parse_json(R"({"title":"Reader"})");
    BOOST_REQUIRE(old);
    const auto lifted = lift(example, RecordType::decision, 1, 3, std::move(*old));
    BOOST_REQUIRE(lifted);
    BOOST_TEST(lifted->find("title") == nullptr);
    BOOST_REQUIRE(lifted->find("displayName") != nullptr);
    BOOST_TEST(lifted->find("displayName")->text == "Reader");
    BOOST_REQUIRE(lifted->find("enabled") != nullptr);
}

BOOST_AUTO_TEST_CASE(a_record_of_the_wanted_version_stays_as_it_is) {
    auto json = parse_json(R"({"title":"Reader"})");
    BOOST_REQUIRE(json);
    const auto lifted = lift(example, RecordType::decision, 3, 3, std::move(*json));
    BOOST_REQUIRE(lifted);
    BOOST_TEST(lifted->find("title") != nullptr);
}

BOOST_AUTO_TEST_CASE(a_missing_step_and_another_type_are_errors) {
    BOOST_TEST(!lift(example, RecordType::decision, 3, 4, {}));
    BOOST_TEST(!lift(example, RecordType::session, 1, 2, {}));
}

BOOST_AUTO_TEST_CASE(an_activation_that_came_to_rest_on_another_eligibility_kept_its_end) {
    auto old = parse_json(R"({"events":[{"type":"activationRebased","body":{"schedule":"a"}},)"
                          R"({"type":"licenceChanged","body":{"licensed":true}}]})");
    BOOST_REQUIRE(old);
    const auto lifted = lift(upcasters(), RecordType::decision, 2, 3, std::move(*old));
    BOOST_REQUIRE(lifted);
    const JsonValue& rebased = *lifted->find("events")->items[0].find("body");
    BOOST_REQUIRE(rebased.find("end") != nullptr);
    BOOST_TEST((rebased.find("end")->kind == JsonValue::Kind::null));
    BOOST_TEST(lifted->find("events")->items[1].find("body")->find("end") == nullptr);
}

BOOST_AUTO_TEST_CASE(every_older_version_of_this_program_can_be_lifted) {
    for (const RecordType type :
         {RecordType::decision, RecordType::snapshot_rows, RecordType::session}) {
        for (std::uint16_t version = 1; version < newest_version(type); ++version) {
            BOOST_TEST(lift(upcasters(), type, version, newest_version(type), {}).has_value());
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
