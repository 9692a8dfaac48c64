// Goal: what a person finds beyond one page: the bell, the walk, two people side by side.
// Method: the whole portal without a window, over a sandbox that a scenario set up.
#include "ui/portal.hpp"

#include <boost/test/unit_test.hpp>
#include <map>
#include <string>

#include "core/view.hpp"
#include "lab/lesson.hpp"
#include "ui/portal_support.hpp"

using namespace pim;
using tests::PortalStage;
using tests::start_sample;
using ui::kit::Role;

namespace {

/// A window that keeps texts over reloads, as the browser does.
void remember_in(std::map<std::string, std::string>& kept, PortalStage& portal) {
    portal.services.keep = [&kept](std::string_view name, std::string_view text) {
        kept[std::string(name)] = std::string(text);
    };
    portal.services.kept = [&kept](std::string_view name) { return kept[std::string(name)]; };
    portal.reload();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(portal_test)

BOOST_AUTO_TEST_CASE(the_bell_has_the_messages_of_the_time_before_a_reload) {
    PortalStage portal(start_sample, "gia", "#/settings");
    Policy policy = policy_of(portal.tenant(), role::security_operator);
    policy.role = role::security_operator;
    policy.approval.required = true;
    ui::Task task;
    task.command = UpdatePolicy{policy};
    portal.portal().queue(std::move(task), portal.id("gia"));
    portal.stage.step(6);
    portal.press(Role::button, "Notifications, 1 new");
    BOOST_TEST(portal.says("Settings of Security Operator updated."));
    portal.reload();
    portal.press(Role::button, "Notifications");
    BOOST_REQUIRE(portal.find(Role::dialog, "Notifications") != nullptr);
    BOOST_TEST(portal.says("Update role setting in PIM."));
    BOOST_TEST(portal.says("Security Operator."));
    BOOST_TEST(!portal.says("No notifications"));
}

BOOST_AUTO_TEST_CASE(after_a_reload_a_bell_tells_nothing_twice_and_nothing_of_others) {
    PortalStage portal(start_sample, "gia", "#/my-roles");
    const auto told = [&] { return portal.portal().bell(portal.id("gia")).all.size(); };
    const std::size_t before = told();
    ui::Task task;
    task.command = SignIn{portal.id("tess")};
    portal.portal().queue(std::move(task), portal.id("tess"));
    portal.stage.step(6);
    portal.reload();
    BOOST_TEST(told() == before);
    BOOST_TEST(portal.portal().bell(portal.id("gia")).unread() == 0U);
}

BOOST_AUTO_TEST_CASE(the_bell_keeps_refusals_over_a_reload_until_another_sandbox_is_there) {
    std::map<std::string, std::string> kept;
    PortalStage portal(start_sample, "gia", "#/settings");
    remember_in(kept, portal);
    const auto refused = [&](std::string_view persona) {
        ui::Task task;
        task.command = SetAlertActive{AlertKind::stale_sign_in, false};
        portal.portal().queue(std::move(task), portal.id(persona));
        portal.stage.step(6);
    };
    refused("gia");
    refused("tess");
    portal.reload();
    portal.press(Role::button, "Notifications");
    BOOST_TEST(portal.says("Only an alert that has incidents is dismissed or taken up"));
    BOOST_TEST(!portal.says("administrator manages"));  // that was Tess
    for (std::size_t i = 0; i < ui::notices_max + 5; ++i) refused("gia");
    BOOST_TEST(ui::read_notices(kept.at("notices")).size() == ui::notices_max);
    portal.services.start = [&](std::string_view, auto done) {
        sandbox::Session session = portal.sandbox().session();
        portal.sandbox().replace(Tenant(portal.tenant()), session, done);
    };
    portal.reload();
    portal.portal().start("start");
    portal.stage.step(6);
    portal.press(Role::button, "Replace");
    BOOST_TEST(kept.at("notices").empty());
}

BOOST_AUTO_TEST_CASE(a_half_filled_activation_is_there_again_after_a_reload) {
    std::map<std::string, std::string> kept;
    PortalStage portal("use start\nelig tess SecurityOperator permanent\n", "tess",
                       "#/my-roles/eligible");
    remember_in(kept, portal);
    portal.press(Role::button, "Activate");
    portal.fill("Reason", "Incident 4711");
    portal.reload();
    BOOST_REQUIRE(portal.find(Role::dialog, "Activate – Security Operator") != nullptr);
    BOOST_TEST(portal.says("Incident 4711"));
    portal.press(Role::button, "Cancel");
    portal.reload();
    BOOST_TEST(portal.find(Role::dialog, "Activate – Security Operator") == nullptr);
    // Opened, and the page left: the form does not follow to another page or another person.
    portal.press(Role::button, "Activate");
    portal.fill("Reason", "Incident 4712");
    const std::string draft = kept.at("draft");
    portal.as("gia", "#/my-roles/eligible");
    portal.stage.step(6);
    kept["draft"] = draft;
    portal.reload();
    BOOST_TEST(!portal.says("Incident 4712"));
}

BOOST_AUTO_TEST_CASE(half_chosen_assignments_are_there_again_after_a_reload) {
    std::map<std::string, std::string> kept;
    PortalStage portal(start_sample, "gia", "#/assignments");
    remember_in(kept, portal);
    portal.press(Role::button, "Add assignments");
    portal.press(Role::option, "User Administrator");
    portal.press(Role::button, "Next");
    portal.press(Role::option, "Tess Moreau");
    portal.press(Role::button, "Next");
    portal.reload();
    BOOST_REQUIRE(portal.find(Role::dialog, "Add assignments") != nullptr);
    BOOST_TEST(portal.says("User Administrator"));
    BOOST_TEST(portal.says("Tess Moreau"));
    portal.press(Role::button, "Assign");
    const auto rows =
        assignments_of_role(portal.tenant(), role::user_administrator, AssignmentTab::eligible);
    BOOST_TEST(rows.size() == 1U);
    BOOST_TEST(kept.at("draft").empty());
    // What is kept may be of another version, or spoilt.
    for (const char* text : {"{", R"({"form":"assign","role":"x"})", R"({"form":"activate"})"}) {
        kept["draft"] = text;
        portal.reload();
    }
}

BOOST_AUTO_TEST_CASE(a_phase_opened_directly_has_those_before_it_behind_it) {
    PortalStage portal(start_sample, "gia", "#/my-roles");
    portal.sandbox().set_progress(lab::to_text(lab::begin(lab::guided_walk(), portal.tenant(), 3)));
    portal.stage.step(6);
    BOOST_TEST(portal.find(Role::progress, "3 of 6 phases") != nullptr);
    portal.sandbox().set_progress(lab::to_text(lab::begin(lab::guided_walk(), portal.tenant(), 0)));
    portal.stage.step(6);
    BOOST_TEST(portal.find(Role::progress, "0 of 6 phases") != nullptr);
}

BOOST_AUTO_TEST_CASE(no_page_asks_for_frames_while_nothing_changes) {
    for (const float width : {1280.0F, 390.0F}) {
        PortalStage portal("use one_of_each\n", "gia", "#/my-roles", width, 844);
        for (const ui::PageEntry& entry : ui::page_table()) {
            if (entry.pattern.find('*') != std::string_view::npos) continue;
            portal.open("#/" + std::string(entry.pattern));
            BOOST_TEST(portal.stage.step(10).wake_after < 0, entry.pattern << " at " << width);
        }
    }
}

BOOST_AUTO_TEST_CASE(outside_pim_a_role_is_assigned_over_what_it_supports) {
    PortalStage portal(start_sample, "gia", "#/assignments");
    portal.press(Role::button, "Assign outside PIM…");
    portal.press(Role::option, "User Administrator");
    portal.press(Role::option, "Tess Moreau");
    portal.press(Role::combobox, "Scope type");
    portal.press(Role::option, "Administrative unit");
    const ui::kit::Node* send = nullptr;
    for (const ui::kit::Node& node : ui::kit::semantics().nodes())
        if (node.role == Role::button && node.name == "Assign outside PIM") send = &node;
    BOOST_REQUIRE(send != nullptr);
    BOOST_TEST(send->description == "Select the scope first.");
    BOOST_TEST(portal.stage.step(10).wake_after < 0);
    portal.press(Role::combobox, "Select administrative unit");
    const AdministrativeUnit* unit = nullptr;
    portal.tenant().administrative_units.each([&](const AdministrativeUnit& one) { unit = &one; });
    BOOST_REQUIRE(unit != nullptr);
    portal.press(Role::option, unit->display_name);
    for (const ui::kit::Node& node : ui::kit::semantics().nodes())
        if (node.role == Role::button && node.name == "Assign outside PIM") send = &node;
    ui::kit::request_click(send->id);
    portal.stage.step(8);
    const auto rows =
        assignments_of_role(portal.tenant(), role::user_administrator, AssignmentTab::active);
    BOOST_REQUIRE_EQUAL(rows.size(), 1U);
    BOOST_TEST((rows[0].schedule->scope.type == ScopeType::administrative_unit));
    BOOST_TEST((rows[0].schedule->scope.id == unit->id));
}

BOOST_AUTO_TEST_CASE(two_people_have_their_panels_open_at_the_same_time) {
    PortalStage portal("use one_of_each\n", "gia", "#/assignments");
    portal.portal().show_two_sides(true);
    portal.stage.step(8);
    auto& sides = portal.portal().sides;
    portal.press(Role::button, "Add assignments");
    BOOST_REQUIRE(sides[0].panel != nullptr);
    portal.portal().context(sides[1]).open_panel(std::move(sides[0].panel));
    portal.stage.step(8);
    BOOST_REQUIRE(sides[1].panel != nullptr);
    portal.press(Role::button, "Add assignments");
    BOOST_TEST((sides[0].panel != nullptr && sides[1].panel != nullptr));
    std::size_t dialogs = 0;
    for (const ui::kit::Node& node : ui::kit::semantics().nodes())
        if (node.role == Role::dialog) ++dialogs;
    BOOST_TEST(dialogs == 2U);
    BOOST_TEST(portal.stage.duplicates == 0U);
}

BOOST_AUTO_TEST_CASE(another_sandbox_takes_the_place_of_an_untouched_one_and_asks_otherwise) {
    PortalStage portal(start_sample, "gia", "#/welcome");
    std::map<std::string, std::string, std::less<>> kept;
    std::vector<std::string> shown;
    portal.services.keep = [&](std::string_view name, std::string_view text) {
        kept[std::string(name)] = text;
    };
    portal.services.kept = [&](std::string_view name) { return kept[std::string(name)]; };
    portal.services.show_hash = [&](const std::string& hash) { shown.push_back(hash); };
    portal.services.start = [&](std::string_view, std::function<void(std::optional<Error>)> done) {
        auto session = portal.sandbox().session();
        session.page = "#/my-roles/eligible";
        portal.sandbox().replace(portal.tenant(), session, std::move(done));
    };
    portal.reload();
    const auto replaced = [&] { return portal.sandbox().session().page != "#/welcome"; };
    portal.open("#/start/one_of_each");
    BOOST_REQUIRE(portal.find(Role::dialog, "Replace the sandbox"));
    BOOST_TEST(!replaced());
    BOOST_REQUIRE(!shown.empty());
    BOOST_TEST(shown.back() == "#/welcome");  // a reload does not ask again
    portal.press(Role::button, "Keep mine");
    portal.press(Role::button, "Start the guided walk");
    BOOST_TEST(!replaced());
    portal.press(Role::button, "Replace");
    BOOST_TEST(replaced());
    BOOST_TEST(!portal.find(Role::dialog, "Replace the sandbox"));
    BOOST_TEST(shown.back() == "#/my-roles/eligible");
    // Nothing happened since.
    portal.open("#/welcome");
    portal.press(Role::button, "Start the guided walk");
    BOOST_TEST(replaced());
    portal.open("#/welcome");
    portal.as("tess", "#/welcome");
    portal.open("#/start/start");
    BOOST_TEST(!replaced());
}

BOOST_AUTO_TEST_CASE(a_replacement_that_could_not_be_saved_gives_back_persona_and_page) {
    PortalStage portal(start_sample, "gia", "#/settings");
    portal.sandbox().replace(portal.tenant(), portal.sandbox().session());  // it is kept
    portal.stage.step();
    portal.services.import_sandbox = [&](std::string, auto done) {
        auto session = portal.sandbox().session();
        session.persona = portal.id("tess");
        session.page = "#/my-roles";
        portal.files->fail_commit(1);
        portal.sandbox().replace(portal.tenant(), session, std::move(done));
    };
    portal.reload();
    portal.portal().import("file");
    portal.stage.step(6);
    portal.press(Role::button, "Replace");
    BOOST_TEST((portal.portal().sides[0].persona == portal.id("gia")));
    BOOST_TEST(portal.portal().hash() == "#/settings");
    BOOST_TEST((portal.sandbox().save_state() == sandbox::SaveState::failed));
    portal.press(Role::button, "Try saving again");
    BOOST_TEST((portal.sandbox().save_state() == sandbox::SaveState::saved));
    BOOST_TEST(!portal.find(Role::button, "Try saving again"));
}

BOOST_AUTO_TEST_CASE(who_asked_is_told_what_became_of_it) {
    PortalStage portal(R"(use start
elig tess ReportsReader 30d
tick 40d
mfa tess
tess: self-renew ReportsReader "The quarterly report is due"
)",
                       "gia", "#/approve-requests");
    portal.press(Role::button, "Approve…", "Reports Reader");
    portal.fill("Justification", "Not any more");
    portal.press(Role::button, "Deny");
    portal.as("tess", "#/my-roles");
    portal.press(Role::button, "Notifications, 1 new");
    BOOST_TEST(portal.says("Request to renew Reports Reader: denied."));
    BOOST_TEST(!portal.says("Renewed Reports Reader"));
    portal.reload();
    portal.press(Role::button, "Notifications");
    BOOST_TEST(portal.says("Request to renew Reports Reader: denied."));
    BOOST_TEST(!portal.says("Renewed Reports Reader"));
}

BOOST_AUTO_TEST_CASE(a_persona_that_is_deleted_gives_its_side_to_somebody_else) {
    PortalStage portal(start_sample, "gia", "#/users");
    portal.portal().show_two_sides(true);
    portal.stage.step(8);
    const Guid second = portal.portal().sides[1].persona;
    portal.portal().queue({.command = DeleteObject{second}}, portal.id("gia"));
    portal.stage.step(8);
    BOOST_REQUIRE(portal.tenant().users.find(second) == nullptr);
    for (const ui::Side& side : portal.portal().sides) {
        BOOST_TEST((portal.tenant().users.find(side.persona) != nullptr));
    }
    BOOST_TEST((portal.sandbox().session().second_persona == portal.portal().sides[1].persona));
}

BOOST_AUTO_TEST_CASE(the_mailbox_shown_stays_when_another_one_comes_before_it) {
    PortalStage portal("use start\nelig tess SecurityOperator 180d\n", "gia", "#/mail");
    portal.press(Role::combobox, "Mailbox");
    for (const ui::kit::Node& node : ui::kit::semantics().nodes()) {
        if (node.role != Role::option || node.name.find("Tess Moreau") != 0) continue;
        ui::kit::request_click(node.id);
    }
    portal.stage.step(8);
    BOOST_TEST(portal.find(Role::combobox, "Mailbox")->value.find("Tess Moreau") == 0U);
    RequestSchedule request;
    request.kind = AssignmentKind::eligible;
    request.action = Action::admin_assign;
    request.principal = portal.id("ann");
    request.role = role::security_operator;
    request.justification = "Cover";
    request.schedule.expiration.type = ExpirationType::after_duration;
    request.schedule.expiration.duration = days(30);
    sandbox::Submission submission;
    submission.caller = portal.id("gia");
    submission.mfa_done = true;
    BOOST_REQUIRE(portal.sandbox().submit(request, submission));
    portal.stage.step(6);
    portal.press(Role::combobox, "Mailbox");
    BOOST_TEST(portal.says(display_name(portal.tenant(), portal.id("ann"))));
    BOOST_TEST(portal.find(Role::combobox, "Mailbox")->value.find("Tess Moreau") == 0U);
}

BOOST_AUTO_TEST_CASE(the_session_keeps_whom_this_window_acts_as) {
    PortalStage portal(start_sample, "gia", "#/my-roles");
    // As a tab finds it that writes from now on in the place of another.
    portal.sandbox().set_persona(portal.id("tess"));
    portal.stage.step(4);
    BOOST_TEST((portal.portal().sides[0].persona == portal.id("gia")));
    BOOST_TEST((portal.sandbox().session().persona == portal.id("gia")));
}

BOOST_AUTO_TEST_SUITE_END()
