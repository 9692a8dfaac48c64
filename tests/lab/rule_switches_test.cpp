// Goal: no rule of the core is there unseen. With any one of them switched off, some scenario of
// tests/scenarios fails.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "lab/play.hpp"

BOOST_AUTO_TEST_SUITE(rule_switches_test)

namespace {

struct File {
    std::string name;
    std::string text;
};

std::vector<File> scenario_files() {
    std::vector<File> files;
    const std::filesystem::path folder =
        std::filesystem::path(PIMLAB_SOURCE_DIR) / "tests" / "scenarios";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".txt") continue;
        std::ifstream stream(entry.path());
        files.push_back({entry.path().filename().string(),
                         std::string(std::istreambuf_iterator<char>(stream), {})});
    }
    std::sort(files.begin(), files.end(),
              [](const File& a, const File& b) { return a.name < b.name; });
    return files;
}

bool passes(const File& file, const pim::RuleSet& switched_off) {
    pim::lab::PlayOptions options;
    options.switched_off = switched_off;
    const pim::Outcome<pim::lab::Played> played =
        pim::lab::play_reporting(file.name, file.text, options);
    if (!played) BOOST_FAIL(played.error().what << " " << played.error().help);
    return played->report.passed();
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_scenario_passes_with_all_rules_on) {
    const std::vector<File> files = scenario_files();
    BOOST_TEST(files.size() > 30U);
    for (const File& file : files) BOOST_TEST(passes(file, {}), file.name);
}

BOOST_AUTO_TEST_CASE(with_any_rule_off_some_scenario_fails) {
    const std::vector<File> files = scenario_files();
    for (std::size_t i = 0; i < pim::pim_rule_count; ++i) {
        pim::RuleSet switched_off;
        switched_off.set(i);
        const bool seen = std::any_of(files.begin(), files.end(), [&](const File& file) {
            return !passes(file, switched_off);
        });
        BOOST_TEST(seen,
                   "no scenario misses the rule " << pim::text_of(static_cast<pim::Rule>(i)).id);
    }
}

BOOST_AUTO_TEST_SUITE_END()
