// Goal: the audit log is read as directoryAudits: shape, filters, order, pages, and by whom.
#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/graph_support.hpp"
#include "schedule_requests.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

constexpr std::string_view audits = "/v1.0/auditLogs/directoryAudits";

struct Audits : Lab {
    Audits() {
        wait(ticks_per_hour);
        const Guid user = holder;
        must(AssignOutside{user, mail_role, {}}, admin);
        RequestSchedule command = tests::schedule_request(
            AssignmentKind::eligible, Action::admin_assign, user, mail_role, days(2));
        command.justification = "covers the desk";
        must(command, admin);
    }
    std::string shown(std::string_view options, std::string_view path) {
        return at(get(cat(audits, options)), path);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(audit_test, Audits)

BOOST_AUTO_TEST_CASE(rows_come_newest_first) {
    // rule: audit-api
    BOOST_TEST(shown("?$top=1", "@odata.context") ==
               "https://graph.microsoft.com/v1.0/$metadata#auditLogs/directoryAudits");
    BOOST_TEST(shown("?$top=1", "value.0.activityDisplayName") ==
               "Add eligible member to role in PIM completed (timebound)");
    BOOST_TEST(shown("?$top=1", "value.0.resultReason") == "covers the desk");
    BOOST_TEST(shown("?$top=1", "value.0.loggedByService") == "PIM");
    BOOST_TEST(shown("?$top=1", "value.0.category") == "RoleManagement");
    BOOST_TEST(shown("?$top=1", "value.0.initiatedBy.user.userPrincipalName") ==
               "adele@fernhill.example");
    BOOST_TEST(shown("?$top=1", "value.0.initiatedBy.app") == "null");
    const JsonValue row = tree_of(get(cat(audits, "?$top=1"))).member("value")->items[0];
    BOOST_TEST(at(row, "targetResources.0.type") == "Role");
    BOOST_TEST(at(row, "targetResources.1.type") == "Request");
    BOOST_TEST(at(row, "targetResources.2.type") == "User");
    BOOST_TEST(at(row, "targetResources.2.id") == to_text(holder));
    BOOST_TEST(at(row, "targetResources.3.displayName") == "Fernhill Logistics");
    BOOST_TEST(at(row, "targetResources.4.type") == "Other");
    BOOST_TEST(at(row, "additionalDetails.3.key") == "StartTime");
    BOOST_TEST(at(row, "additionalDetails.4.key") == "ExpirationTime");
    const std::string id = at(row, "id");
    BOOST_TEST(id.substr(0, 4) == "PIM_");
    BOOST_TEST(at(get(cat(audits, '/', id)), "id") == id);
    BOOST_TEST(get(cat(audits, "/PIM_x_0_5")).status == 404);
    BOOST_TEST(get(cat(audits, "/x")).status == 404);
}

BOOST_AUTO_TEST_CASE(filters) {
    const auto count = [&](const std::string& filter) {
        return at(get(cat(audits, "?$count=true&$top=1&$filter=", filter)), "@odata.count");
    };
    const std::string all = shown("?$count=true&$top=1", "@odata.count");
    BOOST_TEST(count("activityDateTime ge 2026-03-02T09:00:00Z") == "3");
    BOOST_TEST(count("activityDateTime le 2018-01-24") == "0");
    BOOST_TEST(count("activityDateTime ge 2026-03-02") == all);
    BOOST_TEST(count("activityDateTime lt 2026-03-02T09:00:00Z and loggedByService eq 'PIM' and "
                     "loggedByService ne 'PIM'") == "0");
    BOOST_TEST(count("activityDisplayName eq 'Add member to role outside of PIM (permanent)'") ==
               "1");
    BOOST_TEST(count("category eq 'UserManagement'") == "5");
    BOOST_TEST(count("loggedByService eq 'Core Directory' and category eq 'GroupManagement'") ==
               "3");
    BOOST_TEST(count(cat("initiatedBy/user/id eq '", to_text(admin), "'")) == "3");
    BOOST_TEST(count("initiatedBy/user/displayName eq 'Adele'") == "3");
    BOOST_TEST(count(cat("targetResources/any(t:t/id eq '", to_text(mail_role), "')")) == "3");
    BOOST_TEST(count("targetResources/any(t:t/displayName eq 'Yuki') and result eq 'success'") !=
               "0");
    BOOST_TEST(count("result eq 'failure'") == "0");
    BOOST_TEST(count(cat("additionalDetails/any(d:d/key eq 'oid' and d/value eq '", to_text(admin),
                         "')")) == "3");
    BOOST_TEST(count("additionalDetails/any(d:d/key eq 'Colour')") == "0");
    BOOST_TEST(count("startswith(activityDisplayName,'Add')") != all);
    BOOST_TEST(get(cat(audits, "?$filter=colour eq 'red'")).status == 400);
}

BOOST_AUTO_TEST_CASE(the_log_is_read_in_both_directions) {
    const auto ids_of = [&](const std::string& options) {
        std::vector<std::string> ids;
        std::string link = cat(audits, "?$select=id,activityDateTime", options);
        while (link != "(none)") {
            const JsonValue tree = tree_of(get(link));
            for (const JsonValue& row : tree.member("value")->items) ids.push_back(at(row, "id"));
            link = at(tree, "@odata.nextLink");
            BOOST_REQUIRE(ids.size() < 1000U);
        }
        return ids;
    };
    const std::vector<std::string> newest_first = ids_of("");
    std::vector<std::string> oldest_first(newest_first.rbegin(), newest_first.rend());
    BOOST_TEST(newest_first.size() == tenant().audit.size());
    BOOST_TEST((ids_of("&$orderby=activityDateTime desc&$top=7") == newest_first));
    BOOST_TEST((ids_of("&$orderby=activityDateTime&$top=7") == oldest_first));
    oldest_first.erase(oldest_first.begin(), oldest_first.begin() + 3);
    BOOST_TEST((ids_of("&$orderby=activityDateTime&$skip=3&$top=7") == oldest_first));
    // Another order is sorted, and the bounds of time hold in every one.
    for (const std::string_view order : {"activityDateTime", "activityDateTime desc", "id"}) {
        const std::string late =
            cat("&$filter=2026-03-02T09:00:00Z le activityDateTime&$orderby=", order);
        BOOST_TEST(ids_of(late).size() == 3U);
        const std::string named =
            cat("&$filter=activityDisplayName in ('Add user','Add group') ",
                "and activityDateTime lt 2026-03-02T09:00:00Z&$top=2", "&$orderby=", order);
        BOOST_TEST(ids_of(named).size() == 7U);
    }
}

BOOST_AUTO_TEST_CASE(pages_go_on_while_rows_come_in) {
    const std::string all = shown("?$count=true&$top=1", "@odata.count");
    std::size_t seen = 0;
    std::string link = cat(audits, "?$top=7");
    std::string last;
    while (link != "(none)") {
        const JsonValue tree = tree_of(get(link));
        for (const JsonValue& row : tree.member("value")->items) {
            BOOST_TEST(at(row, "id") != last);
            last = at(row, "id");
            ++seen;
        }
        link = at(tree, "@odata.nextLink");
        // What is logged meanwhile stands before the first page.
        if (seen == 7) must(AssignOutside{asker, mail_role, {}}, admin);
        BOOST_REQUIRE(seen < 1000U);
    }
    BOOST_TEST(cat(seen) == all);
    BOOST_TEST(shown("?$orderby=activityDateTime&$top=1", "value.0.activityDateTime") ==
               "2026-03-02T07:00:00Z");
}

BOOST_AUTO_TEST_CASE(who_reads_the_log) {
    const Guid reports_reader = id("4a5d8f65-41da-4de4-8968-e035b65339cf");
    for (const Guid& allowed : {admin, second, reader}) {
        caller = allowed;
        BOOST_TEST(get(audits).status == 200);
    }
    for (const Guid& refused : {asker, holder}) {
        caller = refused;
        BOOST_TEST(at(get(audits), "error.code") == "Authorization_RequestDenied");
    }
    must(AssignOutside{holder, reports_reader, {}}, admin);
    caller = holder;
    BOOST_TEST(get(audits).status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
