// Goal: the sample tenants have what they promise, and the pages show it. Method: the whole portal
// without a window over a sample; a table of persona, page, row and the words in that row.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <vector>

#include "core/text.hpp"
#include "ui/portal_support.hpp"

using namespace pim;
using tests::PortalStage;
using ui::kit::Id;
using ui::kit::Node;
using ui::kit::Role;

namespace {

struct Shown {
    std::string_view persona;
    std::string page;
    std::string_view row;    ///< words of the row
    std::string_view words;  ///< what else stands in the same row
};

bool holds(const Node& node, std::string_view words) {
    return node.name.find(words) != std::string::npos ||
           node.value.find(words) != std::string::npos ||
           node.description.find(words) != std::string::npos;
}

/// The row of a table in which a node lies; 0 where it lies in none.
Id row_around(const Node& node) {
    const Node* at = &node;
    while (at != nullptr && at->role != Role::row) at = ui::kit::semantics().find(at->parent);
    return at == nullptr ? 0 : at->id;
}

bool one_row_has(std::string_view row, std::string_view words) {
    std::vector<Id> rows;
    for (const Node& node : ui::kit::semantics().nodes()) {
        if (holds(node, row)) rows.push_back(row_around(node));
    }
    const auto& nodes = ui::kit::semantics().nodes();
    return std::any_of(nodes.begin(), nodes.end(), [&](const Node& node) {
        const Id around = row_around(node);
        return around != 0 && holds(node, words) &&
               std::find(rows.begin(), rows.end(), around) != rows.end();
    });
}

void check(std::string_view sample, const std::vector<Shown>& table) {
    PortalStage portal(cat("use ", sample, "\n"), "gia", "#/welcome");
    for (const Shown& line : table) {
        portal.as(line.persona, line.page);
        BOOST_TEST(one_row_has(line.row, line.words),
                   line.persona << " on " << line.page << ": no row of `" << line.row << "` says `"
                                << line.words << "` in\n"
                                << ui::kit::semantics().outline());
    }
}

std::string role_page(const Guid& role, std::string_view tab) {
    return cat("#/roles/", to_text(role), "/", tab);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sample_pages_test)

BOOST_AUTO_TEST_CASE(start_shows_its_people_and_objects) {
    check("start",
          {
              {"gia", role_page(role::global_administrator, "active"), "Gia Amberg", "Permanent"},
              {"gia", role_page(role::security_reader, "active"), "Rita Halvorsen", "Permanent"},
              {"gia", "#/users", "Ann Lindqvist", "Member"},
              {"gia", "#/users", "Ben Okafor", "Member"},
              {"gia", "#/users", "Tess Moreau", "Member"},
              {"gia", "#/users", "Gus Petrov", "Guest"},
              {"gia", "#/groups", "Night crew", "Yes"},
              {"gia", "#/directory", "Backup service", "Delete"},
          });
    PortalStage portal("use start\n", "gia", "#/directory");
    portal.press(Role::tab, "Applications");
    BOOST_TEST(one_row_has("Expenses", "Delete"));
    portal.press(Role::tab, "Administrative units");
    BOOST_TEST(one_row_has("West region", "Delete"));
}

BOOST_AUTO_TEST_CASE(one_of_each_shows_one_of_each) {
    check("one_of_each",
          {
              {"tess", "#/my-roles/eligible", "Global Reader", "in 13 days"},
              {"tess", "#/my-roles/eligible", "Security Operator", "in 15 days"},
              {"ines", "#/my-roles/active", "License Administrator", "in 20 h"},
              {"kim", "#/my-roles/expired", "Reports Reader", "29 days ago"},
              {"gia", "#/assignments/expired", "Message Center Reader", "Active"},
              {"una", "#/pending-requests", "Security Operator", "23 h ago"},
              {"una", "#/pending-requests", "Helpdesk Administrator", "1 h ago"},
              {"gia", "#/approve-requests", "User Administrator", "Extend"},
              {"ann", "#/approve-requests", "Una Fischer", "Helpdesk Administrator"},
              {"kim", "#/my-roles/active", "Exchange Recipient Administrator", "Night crew"},
              {"gia", "#/assignments/active", "Groups Administrator", "made outside PIM"},
          });
}

BOOST_AUTO_TEST_CASE(one_of_each_warns_about_its_approvers) {
    PortalStage portal("use one_of_each\n", "gia",
                       cat("#/settings/", to_text(role::security_operator)));
    BOOST_TEST(portal.says("choose at least 3"));
    portal.open("#/settings/729827e3-9c14-49f7-bb1b-9608f156bbb8");
    BOOST_TEST(portal.says("eligible for the role"));
}

BOOST_AUTO_TEST_SUITE_END()
