// Goal: the catalogue of built-in roles is whole, and its reader names a bad line.
// Method: the file in assets, and small bad texts.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "core/role_definition.hpp"
#include "core/text.hpp"

namespace {

std::string catalogue() {
    std::ifstream file(PIMLAB_SOURCE_DIR "/assets/roles.tsv");
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(role_catalogue_test)

BOOST_AUTO_TEST_CASE(all_built_in_roles_are_there_once) {
    const auto roles = pim::parse_role_catalogue(catalogue());
    BOOST_TEST_REQUIRE(roles.has_value());
    BOOST_TEST(roles->size() == 123U);
    std::set<std::string> ids;
    for (const pim::RoleDefinition& role : *roles) {
        ids.insert(pim::to_text(role.id));
        BOOST_TEST(!role.description.empty(), role.display_name);
        BOOST_TEST(role.built_in);
    }
    BOOST_TEST(ids.size() == roles->size());
}

BOOST_AUTO_TEST_CASE(the_roles_that_rules_name_have_their_template_ids) {
    const auto roles = pim::parse_role_catalogue(catalogue());
    const auto named = [&](const pim::Guid& id) {
        const auto at = std::find_if(roles->begin(), roles->end(),
                                     [&](const auto& role) { return role.id == id; });
        return at == roles->end() ? std::string() : at->display_name;
    };
    using namespace pim::role;
    BOOST_TEST(named(global_administrator) == "Global Administrator");
    BOOST_TEST(named(privileged_role_administrator) == "Privileged Role Administrator");
    BOOST_TEST(named(security_administrator) == "Security Administrator");
    BOOST_TEST(named(security_operator) == "Security Operator");
    BOOST_TEST(named(security_reader) == "Security Reader");
    BOOST_TEST(named(global_reader) == "Global Reader");
    BOOST_TEST(named(user_administrator) == "User Administrator");
    BOOST_TEST(named(groups_administrator) == "Groups Administrator");
    BOOST_TEST(named(application_administrator) == "Application Administrator");
    BOOST_TEST(named(cloud_application_administrator) == "Cloud Application Administrator");
}

BOOST_AUTO_TEST_CASE(twelve_roles_can_be_scoped_to_an_administrative_unit) {
    const auto roles = pim::parse_role_catalogue(catalogue());
    BOOST_TEST(std::count_if(roles->begin(), roles->end(), [](const auto& role) {
                   return role.scope_administrative_unit;
               }) == 12);
}

BOOST_AUTO_TEST_CASE(a_bad_line_is_named) {
    const auto roles = pim::parse_role_catalogue("displayName\ttemplateId\nSome Role\tno-guid\n");
    BOOST_TEST_REQUIRE(!roles.has_value());
    BOOST_TEST(roles.error().what.find("line 2") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
