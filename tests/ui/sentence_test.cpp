// Goal: whatever tells something in the portal does so in sentences: a capital first, a stop last.
// Method: a table of words, then every page of the sample tenant as three personas, every note and
// description of its nodes.
#include "ui/kit/sentence.hpp"

#include <array>
#include <boost/test/unit_test.hpp>

#include "ui/page.hpp"
#include "ui/portal_support.hpp"

namespace kit = pim::ui::kit;
using kit::Role;
using pim::tests::PortalStage;

BOOST_AUTO_TEST_SUITE(sentence_test)

BOOST_AUTO_TEST_CASE(words_become_sentences) {
    struct Row {
        std::string_view words, told;
    };
    constexpr std::array<Row, 12> rows = {
        {{"", ""},
         {"select a role first", "Select a role first."},
         {"Already one.", "Already one."},
         {"is it?", "Is it?"},
         {"wait…", "Wait…"},
         {"one\ntwo", "One.\nTwo."},
         {"c1 is no context", "c1 is no context."},
         {"ada@harbour.example is known", "ada@harbour.example is known."},
         {"http://localhost:8080", "http://localhost:8080"},
         {"`x` is no number", "`x` is no number."},
         {"nobody, so far", "Nobody, so far."},
         {"École fermée", "École fermée."}}};
    for (const Row& row : rows) BOOST_CHECK_EQUAL(kit::sentence(row.words), row.told);
}

namespace {

bool is_sentence(const std::string& words) {
    return words == kit::sentence(words);
}

/// What is no sentence on the page shown: the words of its notes, and what describes its nodes.
void check_page(std::string_view where) {
    const kit::Semantics& tree = kit::semantics();
    for (const kit::Node& node : tree.nodes()) {
        const kit::Node* parent = tree.find(node.parent);
        const bool told = parent != nullptr && parent->role == Role::note;
        // The words of a list's choices and tooltips of moments are terms.
        const bool term =
            node.role == Role::option || node.role == Role::text || node.role == Role::list_item;
        BOOST_CHECK_MESSAGE(!told || node.role != Role::text || is_sentence(node.name),
                            where << ": " << node.name);
        BOOST_CHECK_MESSAGE(term || is_sentence(node.description),
                            where << ": " << node.description);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_page_tells_in_sentences) {
    PortalStage portal("use one_of_each\n", "gia", "#/my-roles");
    for (const std::string_view persona : {"gia", "tess", "omar"}) {
        portal.as(persona, "#/welcome");
        for (const pim::ui::PageEntry& entry : pim::ui::page_table()) {
            if (entry.pattern.find('*') != std::string_view::npos) continue;
            portal.open("#/" + std::string(entry.pattern));
            check_page(entry.pattern);
        }
        for (const std::string_view role : {"settings/5f2222b1-57c3-48ba-8ad5-d4759f1fde6f",
                                            "roles/5f2222b1-57c3-48ba-8ad5-d4759f1fde6f/active"}) {
            portal.open("#/" + std::string(role));
            check_page(role);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
