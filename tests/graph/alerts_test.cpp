// Goal: security alerts are read, refreshed, dismissed, set and fixed over Graph as documented
// (endpoints.md, section G; behaviours.md §10).
#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/form.hpp"
#include "graph/graph_support.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

constexpr std::string_view alerts = "/beta/identityGovernance/roleManagementAlerts/";
constexpr std::string_view outside = "RolesAssignedOutsidePimAlert";
constexpr std::string_view stale = "StaleSignInAlert";
constexpr std::string_view sequential = "SequentialActivationRenewalsAlert";
constexpr std::string_view licence = "InvalidLicenseAlert";

struct AlertLab : Lab {
    AlertLab() { caller = admin; }

    std::string id_of(std::string_view alert) {
        return cat("DirectoryRole_", to_text(tenant().id), '_', alert);
    }
    std::string path(std::string_view collection, std::string_view alert) {
        return cat(alerts, collection, '/', id_of(alert));
    }
    std::string alert(std::string_view name) { return path("alerts", name); }
    int refresh(std::string_view name) { return send("POST", alert(name) + "/refresh").status; }
    int set_active(std::string_view name, bool active) {
        return send("PATCH", alert(name), cat(R"({"isActive":)", active ? "true}" : "false}"))
            .status;
    }
    /// Sends members of a configuration: "204", or "400 BadRequest: why".
    std::string configure(std::string_view name, std::string_view type, std::string_view members) {
        const Response response =
            send("PATCH", path("alertConfigurations", name),
                 cat(R"({"@odata.type":"#microsoft.graph.)", type, "\",", members, '}'));
        if (response.status < 400) return cat(response.status);
        return cat(response.status, ' ', at(response, "error.code"), ": ",
                   at(response, "error.message"));
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(alerts_test, AlertLab)

BOOST_AUTO_TEST_CASE(they_are_served_on_beta_only) {
    // rule: alerts-beta-only
    for (const std::string_view name : {"alerts", "alertDefinitions", "alertConfigurations"}) {
        BOOST_TEST(get(cat(alerts, name, of_directory_roles)).status == 200);
        const Response v1 =
            get(cat("/v1.0/identityGovernance/roleManagementAlerts/", name, of_directory_roles));
        BOOST_TEST(v1.status == 400);
        BOOST_TEST(at(v1, "error.message") ==
                   "Resource not found for the segment 'identityGovernance'.");
        // Lists need the scope.
        BOOST_TEST(get(cat(alerts, name)).status == 400);
        BOOST_TEST(
            at(get(cat(alerts, name, "?$filter=scopeType eq 'Directory' and scopeId eq '/'")),
               "value") == "[7]");
    }
}

BOOST_AUTO_TEST_CASE(an_alert_is_refreshed_dismissed_and_taken_up) {
    must(AssignOutside{holder, global_reader, {}}, admin);
    BOOST_TEST(at(get(alert(outside)), "isActive") == "false");
    BOOST_TEST(at(get(alert(outside)), "lastScannedDateTime") == "0001-01-01T08:00:00Z");
    const Response refreshed = send("POST", alert(outside) + "/refresh");
    BOOST_TEST(refreshed.status == 202);
    BOOST_TEST(refreshed.body.empty());
    const std::string_view place = header(refreshed.headers, "Location");
    BOOST_TEST(place ==
               cat("https://graph.microsoft.com", alerts, "operations/refresh:", id_of(outside)));
    const Response operation = get(cat(alerts, "operations/refresh:", id_of(outside)));
    BOOST_TEST(at(operation, "status") == "succeeded");
    BOOST_TEST(at(operation, "resourceLocation") ==
               cat("https://graph.microsoft.com", alert(outside)));
    BOOST_TEST(get(cat(alerts, "operations/refresh:nothing")).status == 404);

    BOOST_TEST(at(get(alert(outside)), "isActive") == "true");
    BOOST_TEST(at(get(alert(outside)), "incidentCount") == "1");
    BOOST_TEST(set_active(outside, false) == 204);
    BOOST_TEST(at(get(alert(outside)), "isActive") == "false");
    wait(2 * ticks_per_day);
    BOOST_TEST(at(get(alert(outside)), "isActive") == "false");
    BOOST_TEST(set_active(outside, true) == 204);
    BOOST_TEST(at(get(alert(outside)), "isActive") == "true");
    BOOST_TEST(set_active(outside, false) == 204);
    BOOST_TEST(refresh(outside) == 202);
    BOOST_TEST(at(get(alert(outside)), "isActive") == "true");
    // Where nothing was found, inactive is what it is, and active nothing makes it but a scan.
    BOOST_TEST(set_active("StaleSignInAlert", false) == 204);
    BOOST_TEST(set_active("StaleSignInAlert", true) == 400);
    caller = reader;
    BOOST_TEST(set_active("StaleSignInAlert", false) == 403);
    caller = admin;
    BOOST_TEST(send("PATCH", alert(outside), "{}").status == 400);
    BOOST_TEST(send("PATCH", alert(outside), R"({"isActive":"no"})").status == 400);
    BOOST_TEST(send("POST", cat(alerts, "alerts/refresh"), "{}").status == 400);
    BOOST_TEST(get(cat(alerts, "alerts/DirectoryRole_x_y")).status == 404);
}

BOOST_AUTO_TEST_CASE(incidents_say_whom_they_concern_and_are_fixed) {
    const Guid assignment = must(AssignOutside{holder, global_reader, {}}, admin);
    refresh(outside);
    const std::string incidents = alert(outside) + "/alertIncidents";
    const Response list = get(incidents);
    BOOST_TEST(at(list, "value") == "[1]");
    BOOST_TEST(at(list, "value.0.@odata.type") ==
               "#microsoft.graph.rolesAssignedOutsidePrivilegedIdentityManagementAlertIncident");
    BOOST_TEST(at(list, "value.0.assigneeId") == to_text(holder));
    BOOST_TEST(at(list, "value.0.assigneeUserPrincipalName") == "yuki@fernhill.example");
    BOOST_TEST(at(list, "value.0.roleTemplateId") == to_text(global_reader));
    const std::string one = cat(incidents, '/', to_text(assignment));
    BOOST_TEST(at(get(one), "roleDisplayName") == "Global Reader");
    BOOST_TEST(at(get(cat(incidents, "?$filter=assigneeId eq '", to_text(asker), "'")), "value") ==
               "[0]");
    BOOST_TEST(at(get(alert(outside) + "?$expand=alertIncidents,alertConfiguration"),
                  "alertIncidents.0.assigneeDisplayName") == "Yuki");
    caller = reader;
    BOOST_TEST(send("POST", one + "/remediate").status == 403);
    caller = admin;
    const Response fixed = send("POST", one + "/remediate");
    BOOST_TEST(fixed.status == 200);
    BOOST_TEST(fixed.body.empty());
    BOOST_TEST(!tenant().schedules.find(assignment)->live());
    BOOST_TEST(get(one).status == 404);
    BOOST_TEST(send("POST", one + "/remediate").status == 404);
    BOOST_TEST(at(get(alert(outside)), "incidentCount") == "0");
}

BOOST_AUTO_TEST_CASE(a_configuration_is_changed_within_its_bounds) {
    constexpr std::string_view type = "staleSignInAlertConfiguration";
    const std::string own = path("alertConfigurations", stale);
    BOOST_TEST(at(get(own), "duration") == "P30D");
    BOOST_TEST(configure(stale, type, R"("isEnabled":true,"duration":"P60D")") == "204");
    BOOST_TEST(at(get(own + "?$expand=alertDefinition"), "duration") == "P60D");
    BOOST_TEST(at(get(own + "?$expand=alertDefinition"), "alertDefinition.severityLevel") ==
               "medium");
    BOOST_TEST(configure(stale, type, R"("duration":"P366D")").substr(0, 14) == "400 BadRequest");
    BOOST_TEST(configure(stale, type, R"("duration":30)").substr(0, 14) == "400 BadRequest");
    BOOST_TEST(configure(stale, "redundantAssignmentAlertConfiguration", R"("isEnabled":false)")
                   .substr(0, 14) == "400 BadRequest");
    BOOST_TEST(at(get(own), "isEnabled") == "true");
    constexpr std::string_view often = "sequentialActivationRenewalsAlertConfiguration";
    BOOST_TEST(configure(sequential, often,
                         R"("sequentialActivationCounterThreshold":4,)"
                         R"("timeIntervalBetweenActivations":"PT30M")") == "204");
    const Response shown = get(path("alertConfigurations", sequential));
    BOOST_TEST(at(shown, "sequentialActivationCounterThreshold") == "4");
    BOOST_TEST(at(shown, "timeIntervalBetweenActivations") == "PT30M");
    BOOST_TEST(
        configure(sequential, often, R"("sequentialActivationCounterThreshold":1)").substr(0, 14) ==
        "400 BadRequest");
    BOOST_TEST(configure(sequential, often, R"("sequentialActivationCounterThreshold":2.5)")
                   .substr(0, 14) == "400 BadRequest");
}

BOOST_AUTO_TEST_CASE(the_form_of_each_action_does_the_same) {
    constexpr AlertKind kind = AlertKind::assigned_outside;
    const Guid assignment = must(AssignOutside{holder, global_reader, {}}, admin);
    must(RefreshAlerts{}, admin);
    AlertLab other;
    other.must(AssignOutside{holder, global_reader, {}}, admin);
    other.must(RefreshAlerts{}, admin);
    const std::string incident =
        at(other.get(other.alert(outside) + "/alertIncidents"), "value.0.id");
    BOOST_REQUIRE(incident == to_text(assignment));
    const std::vector<Command> commands = {
        SetAlertActive{kind, false},
        SetAlertActive{kind, true},
        ConfigureAlert{AlertKind::sequential_activations, {true, 5, 0, minutes(20)}},
        ConfigureAlert{AlertKind::too_many_global_administrators, {false, 9, 12, {}}},
        ConfigureAlert{AlertKind::stale_sign_in, {true, 0, 0, days(3)}},
        RefreshAlerts{kind},
        RefreshAlerts{},
        RemediateIncident{kind, assignment}};
    for (const Command& command : commands) {
        const GraphForm form = form_of(command, other.tenant());
        BOOST_TEST(label(form.offered) == "beta");
        BOOST_REQUIRE(form.calls.size() == 1U);
        const Decision decision = other.sandbox->preview(command, admin);
        const auto shown =
            response_of(other.tenant(), command, admin, other.sandbox->now(), decision);
        const std::string_view root = "https://graph.microsoft.com";
        const Response sent = other.send(form.calls[0].method,
                                         form.calls[0].url.substr(root.size()), form.calls[0].body);
        must(command, admin);
        BOOST_REQUIRE(shown.has_value());
        BOOST_TEST(shown->status == sent.status);
        BOOST_TEST(header(shown->headers, "Location") == header(sent.headers, "Location"));
        BOOST_TEST((tenant().alerts == other.tenant().alerts));
    }
}

BOOST_AUTO_TEST_CASE(the_missing_licence_is_told_where_everything_else_is_refused) {
    must(SetLicence{false});
    BOOST_TEST(refresh(licence) == 202);
    BOOST_TEST(at(get(alert(licence) + "?$expand=*"), "isActive") == "true");
    BOOST_TEST(at(get(alert(licence) + "/alertIncidents"), "value.0.tenantLicenseStatus") ==
               "Invalid");
    BOOST_TEST(set_active(licence, false) == 400);
}

BOOST_AUTO_TEST_SUITE_END()
