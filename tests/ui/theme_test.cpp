// Goal: every colour that lies upon another one can be read. Method: the pairs that the kit draws,
// in each theme, against the ratios of WCAG 2.2 (1.4.3 and 1.4.11).
#include "ui/kit/theme.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

namespace kit = pim::ui::kit;

BOOST_AUTO_TEST_SUITE(theme_test)

BOOST_AUTO_TEST_CASE(every_pair_of_every_theme_has_its_contrast) {
    std::size_t count = 0;
    const kit::ContrastPair* pairs = kit::contrast_pairs(count);
    BOOST_REQUIRE_GT(count, 60U);
    for (const auto name :
         {kit::ThemeName::light, kit::ThemeName::dark, kit::ThemeName::contrast}) {
        const kit::Theme& theme = kit::theme(name);
        for (std::size_t at = 0; at < count; ++at) {
            const kit::ContrastPair& pair = pairs[at];
            const double ratio =
                kit::contrast_ratio(theme.*pair.front_token, theme.*pair.back_token);
            BOOST_CHECK_MESSAGE(ratio >= pair.ratio_min, kit::theme_word(name)
                                                             << ": " << pair.front << " on "
                                                             << pair.back << " is " << ratio
                                                             << ", must be " << pair.ratio_min);
        }
    }
}

BOOST_AUTO_TEST_CASE(contrast_is_that_of_wcag) {
    BOOST_CHECK_CLOSE(kit::contrast_ratio(0x000000FF, 0xFFFFFFFF), 21.0, 0.001);
    BOOST_CHECK_CLOSE(kit::contrast_ratio(0x777777FF, 0xFFFFFFFF), 4.478, 0.1);
}

BOOST_AUTO_TEST_CASE(a_theme_without_a_token_is_refused) {
    std::string error;
    kit::parse_theme(R"({"tokens": {"canvas": "#FFFFFF"}})", error);
    BOOST_CHECK_EQUAL(error, "token `surface` is missing");
    error.clear();
    kit::parse_theme(R"({"tokens": {"canvas": "white"}})", error);
    BOOST_CHECK_EQUAL(error, "`white` is no colour");
}

BOOST_AUTO_TEST_SUITE_END()
