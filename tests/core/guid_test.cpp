// Goal: ids read, write, and derive the same on every platform; digests are SHA-256.
// Method: known texts, and the published vectors of FIPS 180-4.

#include <boost/test/unit_test.hpp>

#include <string>

#include "core/digest.hpp"
#include "core/guid.hpp"
#include "core/role_definition.hpp"

BOOST_AUTO_TEST_SUITE(guid_test)

BOOST_AUTO_TEST_CASE(texts_read_in_either_case_and_write_in_lower_case) {
    const auto guid = pim::parse_guid("62E90394-69f5-4237-9190-012177145e10");
    BOOST_TEST_REQUIRE(guid.has_value());
    BOOST_TEST(pim::to_text(*guid) == "62e90394-69f5-4237-9190-012177145e10");
    BOOST_TEST((*guid == pim::role::global_administrator));
}

BOOST_AUTO_TEST_CASE(what_is_no_guid_is_refused) {
    for (const char* text :
         {"", "62e90394", "62e90394-69f5-4237-9190-012177145e1",
          "62e90394-69f5-4237-9190-012177145e1g", "62e9039469f5-4237-9190-012177145e1000",
          "{62e90394-69f5-4237-9190-012177145e1}"}) {
        BOOST_TEST(!pim::parse_guid(text).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(derived_ids_are_version_4_and_never_meet) {
    const pim::Guid sandbox{1, 2};
    const pim::Guid command{3, 4};
    const std::string first = pim::to_text(pim::derive_guid(sandbox, command, 0));
    BOOST_TEST(first[14] == '4');
    BOOST_TEST(std::string("89ab").find(first[19]) != std::string::npos);
    BOOST_TEST(first == pim::to_text(pim::derive_guid(sandbox, command, 0)));
    BOOST_TEST(first != pim::to_text(pim::derive_guid(sandbox, command, 1)));
    BOOST_TEST(first != pim::to_text(pim::derive_guid(command, sandbox, 0)));
}

BOOST_AUTO_TEST_CASE(digests_are_those_of_the_standard) {
    const auto hex = [](const std::string& text) { return pim::to_hex(pim::sha256(text)); };
    BOOST_TEST(hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    BOOST_TEST(hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    BOOST_TEST(hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
               "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    BOOST_TEST(hex(std::string(1'000'000, 'a')) ==
               "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

BOOST_AUTO_TEST_SUITE_END()
