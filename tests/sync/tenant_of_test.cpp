// Goal: what is mirrored from a Graph backend is the same tenant, object by object.
// Method: our own Graph engine in process is the backend; rows are compared as stored JSON.

#include "sync/tenant_of.hpp"

#include <boost/test/unit_test.hpp>

#include "core/apply.hpp"
#include "core/fingerprint.hpp"
#include "core/text.hpp"
#include "graph/graph_support.hpp"
#include "schedule_requests.hpp"
#include "storage/export_file.hpp"
#include "storage/json_writer.hpp"
#include "sync/difference.hpp"
#include "sync/sync_support.hpp"

namespace pim::sync::test {

namespace {

template <class T>
std::string text_of_row(const T& row) {
    std::string out;
    storage::JsonWriter(out).write(row);
    return out;
}

/// What Graph does not tell about a row is left out on both sides.
Schedule told(Schedule schedule) {
    schedule.reminded_days = 0;
    if (schedule.outside_pim) {
        schedule.id = {};
        schedule.created = schedule.start = {};
    }
    return schedule;
}
User told(User user) {
    user.last_sign_in.reset();
    user.mfa_done = false;
    user.authentication_contexts.clear();
    return user;
}
/// The start that was asked for gives way to the one that was granted.
Request told(Request request) {
    if (request.start) request.schedule.start.reset();
    return request;
}
template <class T>
T told(T row) {
    return row;
}

/// Every row of the copy stands in the original as it is; the number of them.
template <class T>
std::size_t compare(const Table<T>& copy, const Table<T>& original) {
    copy.each([&](const T& row) {
        const T* other = original.find(row.id);
        if constexpr (std::is_same_v<T, Schedule>) {
            if (row.outside_pim) {
                original.each([&](const Schedule& one) {
                    if (one.outside_pim && one.principal == row.principal) other = &one;
                });
            }
        }
        BOOST_REQUIRE_MESSAGE(other != nullptr, text_of_row(row));
        BOOST_TEST(text_of_row(told(row)) == text_of_row(told(*other)));
    });
    return copy.size();
}

std::size_t originals_in(const Tenant& copy, std::string_view collection) {
    std::size_t count = 0;
    for (const Original& original : copy.originals) {
        count += original.collection == collection ? 1 : 0;
    }
    return count;
}

std::size_t live_schedules(const Tenant& tenant) {
    std::size_t count = 0;
    tenant.schedules.each([&](const Schedule& row) { count += row.live() ? 1 : 0; });
    return count;
}

/// Mirrors a sandbox as somebody in it.
Tenant mirror_of(EngineTransport& transport, Instant now, bool requests_too = true) {
    Harvest harvest = begin();
    harvest.requests_too = requests_too;
    Mirror mirror(transport, std::move(harvest));
    mirror.go_on(now);
    BOOST_REQUIRE_MESSAGE(mirror.progress().state == MirrorState::finished,
                          (mirror.progress().error ? mirror.progress().error->what : "unfinished"));
    auto tenant = tenant_of(mirror.harvest());
    BOOST_REQUIRE_MESSAGE(tenant, tenant.error().what);
    return std::move(*tenant);
}

RequestSchedule request(AssignmentKind kind, Action action, const Guid& principal,
                        const Guid& role) {
    return tests::schedule_request(kind, action, principal, role, hours(4));
}

/// A tenant with something of each sort.
struct TenantStage : graph::test::Lab {
    TenantStage() {
        must(AddMember{plain_group, asker});
        must(AddMember{unit, holder});
        Policy policy = policy_of(tenant(), user_administrator);
        policy.role = user_administrator;
        policy.approval = {true, {{plain_group, true}}, false};
        policy.eligible_expiration.required = true;
        policy.activation_enablement.ticketing = true;
        policy.authentication_context = {true, "c2"};
        policy.notification(RuleId::notification_admin_end_user_assignment).recipients = {
            "watch@fernhill.example"};
        must(UpdatePolicy{policy});
        RequestSchedule narrow =
            request(AssignmentKind::eligible, Action::admin_assign, group, user_administrator);
        narrow.scope = {ScopeType::administrative_unit, unit};
        must(narrow);
        RequestSchedule ahead =
            request(AssignmentKind::active, Action::admin_assign, holder, mail_role);
        ahead.schedule.start = shift(sandbox->now(), ticks_per_day);
        must(ahead);
        must(request(AssignmentKind::eligible, Action::admin_assign, holder, mail_role));
        must(AssignOutside{service, mail_role, {}});
        RoleDefinition custom;
        custom.display_name = "Ticket reader";
        custom.built_in = false;
        custom.permissions = {"microsoft.directory/applications/standard/read"};
        set_scopes_by_permissions(custom);
        must(SaveRole{custom});
        must(request(AssignmentKind::active, Action::self_activate, holder, mail_role), holder);
        must(request(AssignmentKind::active, Action::self_activate, asker, directory_readers),
             asker);
        must(RefreshAlerts{});
        wait(ticks_per_minute);
    }

    EngineTransport transport{*sandbox, admin};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tenant_of_test, TenantStage)

BOOST_AUTO_TEST_CASE(a_mirror_is_the_same_tenant_object_by_object) {
    const Tenant copy = mirror_of(transport, sandbox->now());
    BOOST_TEST(to_text(copy.id) == to_text(tenant().id));
    BOOST_TEST(copy.display_name == tenant().display_name);
    BOOST_TEST(compare(copy.schedules, tenant().schedules) == live_schedules(tenant()));
    BOOST_TEST(compare(copy.users, tenant().users) == tenant().users.size());
    BOOST_TEST(compare(copy.groups, tenant().groups) == 2U);
    BOOST_TEST(compare(copy.service_principals, tenant().service_principals) == 1U);
    BOOST_TEST(compare(copy.administrative_units, tenant().administrative_units) == 1U);
    BOOST_TEST(compare(copy.roles, tenant().roles) == tenant().roles.size());
    BOOST_TEST(compare(copy.requests, tenant().requests) == tenant().requests.size());
    tenant().roles.each([&](const RoleDefinition& role) {
        Policy original = policy_of(tenant(), role.id);
        Policy policy = policy_of(copy, role.id);
        // Graph gives the name of who changed the settings, and no id.
        original.modified_by = policy.modified_by = {};
        original.role = policy.role = role.id;
        BOOST_TEST(text_of_row(policy) == text_of_row(original));
    });
    for (const AlertKind kind : all_alerts) {
        const auto place = static_cast<std::size_t>(kind);
        const Alert& alert = copy.alerts[place];
        BOOST_TEST((alert.configuration == tenant().alerts[place].configuration));
        BOOST_TEST(alert.result.count == tenant().alerts[place].result.count);
        BOOST_TEST(alert.active() == tenant().alerts[place].active());
    }
    BOOST_TEST(copy.origin->omissions.empty());
    BOOST_TEST(copy.origin->backend == "Fernhill");
}

BOOST_AUTO_TEST_CASE(an_approver_knows_who_answered_and_in_which_words) {
    const Request* asked = nullptr;
    tenant().requests.each([&](const Request& row) {
        if (row.status == RequestStatus::pending_approval) asked = &row;
    });
    BOOST_REQUIRE(asked != nullptr);
    const Guid id = asked->id;
    for (const bool answered : {false, true}) {
        if (answered) {
            must(AnswerApproval{id, asked->approval->id, ReviewResult::deny, "not this week"},
                 second);
        }
        const Tenant copy = mirror_of(transport, sandbox->now());
        compare(copy.requests, tenant().requests);
        BOOST_REQUIRE(copy.requests.find(id)->approval);
        BOOST_CHECK(copy.requests.find(id)->approval->id == asked->approval->id);
        BOOST_CHECK(copy.requests.find(id)->approval->reviewer == (answered ? second : Guid{}));
        BOOST_TEST(originals_in(copy, "roleManagement/directory/roleAssignmentApprovals/steps") ==
                   1U);
        // It was shown to the approver too, and is one object.
        std::size_t kept = 0;
        for (const Original& original : copy.originals) kept += original.id == to_text(id) ? 1 : 0;
        BOOST_TEST(kept == 2U);
    }
    // Whoever is no approver is told of no approval.
    EngineTransport other(*sandbox, reader);
    BOOST_TEST(originals_in(mirror_of(other, sandbox->now()),
                            "roleManagement/directory/roleAssignmentApprovals/steps") == 0U);
}

BOOST_AUTO_TEST_CASE(instances_of_what_runs_are_kept) {
    const Tenant whole = mirror_of(transport, sandbox->now());
    std::size_t running = 0;
    tenant().schedules.each([&](const Schedule& row) { running += row.running() ? 1 : 0; });
    const std::string collection = "roleManagement/directory/role";
    BOOST_TEST(originals_in(whole, collection + "EligibilityScheduleInstances") +
                   originals_in(whole, collection + "AssignmentScheduleInstances") ==
               running);
}

BOOST_AUTO_TEST_CASE(the_audit_comes_in_the_order_of_time) {
    const Tenant copy = mirror_of(transport, sandbox->now());
    std::vector<const AuditRow*> of_pim;
    for (const AuditRow& row : tenant().audit) {
        if (row.activity.find("PIM") != std::string::npos) of_pim.push_back(&row);
    }
    std::vector<const AuditRow*> copied;
    for (const AuditRow& row : copy.audit) {
        if (row.activity.find("PIM") != std::string::npos) copied.push_back(&row);
    }
    BOOST_REQUIRE(copied.size() == of_pim.size());
    for (std::size_t i = 0; i < copied.size(); ++i) {
        BOOST_TEST(copied[i]->activity == of_pim[i]->activity);
        BOOST_TEST(to_text(copied[i]->principal) == to_text(of_pim[i]->principal));
        BOOST_TEST(to_text(copied[i]->role) == to_text(of_pim[i]->role));
        BOOST_TEST(to_text(copied[i]->actor) == to_text(of_pim[i]->actor));
    }
}

BOOST_AUTO_TEST_CASE(a_mirror_lives_on_and_is_exported_whole) {
    Tenant copy = mirror_of(transport, sandbox->now());
    sandbox::Session session;
    session.now = sandbox->now();
    const auto opened = storage::import_text(storage::export_text(copy, session));
    BOOST_REQUIRE_MESSAGE(opened, opened.error().what);
    BOOST_CHECK(fingerprint(opened->tenant) == fingerprint(copy));
    BOOST_TEST(opened->tenant.originals.size() == copy.originals.size());
    sandbox::Sandbox alone(std::move(copy), session, std::make_unique<graph::test::TestStore>(),
                           [] {
                               return Guid{7, 7};
                           });
    BOOST_REQUIRE(alone.jump(shift(session.now, 20 * ticks_per_day)));
    const Schedule* ahead = nullptr;
    alone.tenant().schedules.each([&](const Schedule& row) {
        const bool given =
            row.kind == AssignmentKind::active && row.type == AssignmentType::assigned;
        if (row.principal == holder && given && !row.live()) ahead = &row;
    });
    BOOST_REQUIRE(ahead != nullptr);
    BOOST_CHECK(ahead->end_reason == EndReason::expired);
}

BOOST_AUTO_TEST_CASE(without_permissions_the_rest_still_comes) {
    transport.granted = std::vector<std::string>{"RoleManagement.Read.Directory",
                                                 "RoleEligibilitySchedule.Read.Directory",
                                                 "RoleAssignmentSchedule.Read.Directory"};
    const Tenant copy = mirror_of(transport, sandbox->now());
    BOOST_TEST(copy.schedules.size() == live_schedules(tenant()));
    std::string omitted;
    for (const Omission& omission : copy.origin->omissions) omitted += omission.collection + '\n';
    BOOST_TEST(omitted ==
               "organization\n"
               "identityGovernance/roleManagementAlerts/alerts\n"
               "auditLogs/directoryAudits\n"
               "roleManagement/directory/roleEligibilityScheduleRequests\n"
               "roleManagement/directory/roleAssignmentScheduleRequests\n"
               "roleManagement/directory/roleAssignmentScheduleRequests/"
               "filterByCurrentUser(on='approver')\n"
               "directoryObjects\n");
    BOOST_TEST(display_name(copy, holder).find("Not readable") == 0U);
}

BOOST_AUTO_TEST_CASE(the_difference_to_the_last_mirror_is_told_object_by_object) {
    const Tenant before = mirror_of(transport, sandbox->now());
    BOOST_TEST(difference(before.originals, before.originals).empty());
    wait(10 * ticks_per_minute);
    must(RemoveMember{plain_group, asker});
    Policy policy = policy_of(tenant(), directory_readers);
    policy.activation_expiration.maximum = hours(2);
    must(UpdatePolicy{policy});
    RequestSchedule removal =
        request(AssignmentKind::eligible, Action::admin_remove, asker, directory_readers);
    const Guid gone = tenant().requests.find(must(removal))->target_schedule;
    const Tenant after = mirror_of(transport, sandbox->now(), false);
    const auto find = [changes = difference(before.originals, after.originals)](
                          ChangeKind kind, std::string_view collection) {
        std::vector<Change> found;
        for (const Change& change : changes) {
            if (change.kind == kind && change.collection.find(collection) != std::string::npos) {
                found.push_back(change);
            }
        }
        return found;
    };
    const auto removed = find(ChangeKind::removed, "EligibilitySchedules");
    BOOST_REQUIRE(removed.size() == 1U);
    BOOST_TEST(removed[0].id == to_text(gone));
    const auto members = find(ChangeKind::changed, "groups/members");
    BOOST_REQUIRE(members.size() == 1U);
    BOOST_TEST(members[0].members[0].path == "members");
    const auto settings = find(ChangeKind::changed, "PolicyAssignments");
    BOOST_REQUIRE(settings.size() == 1U);
    bool found = false;
    for (const MemberChange& member : settings[0].members) {
        if (member.path != "policy/rules/Expiration_EndUser_Assignment/maximumDuration") continue;
        found = true;
        BOOST_TEST(member.before == "\"PT8H\"");
        BOOST_TEST(member.after == "\"PT2H\"");
    }
    BOOST_TEST(found);
}

BOOST_AUTO_TEST_CASE(ten_thousand_assignments_come_whole) {
    Tenant large = tenant();
    constexpr std::uint64_t count = 10'000;
    for (std::uint64_t i = 1; i <= count; ++i) {
        User user;
        user.id = {5, i};
        user.display_name = cat("Person ", static_cast<std::int64_t>(i));
        user.user_principal_name = cat("p", static_cast<std::int64_t>(i), "@fernhill.example");
        large.users.save(user);
        Schedule schedule;
        schedule.id = schedule.created_using = {6, i};
        schedule.kind = i % 2 == 0 ? AssignmentKind::eligible : AssignmentKind::active;
        schedule.principal = user.id;
        schedule.role = mail_role;
        schedule.created = schedule.start = sandbox->now();
        schedule.end = shift(sandbox->now(), 90 * ticks_per_day);
        schedule.state = ScheduleState::running;
        large.schedules.save(schedule);
    }
    rebuild_derived(large);
    sandbox->replace(std::move(large), sandbox->session());
    const Tenant copy = mirror_of(transport, sandbox->now());
    BOOST_TEST(copy.schedules.size() == live_schedules(tenant()));
    std::size_t different = 0;
    copy.schedules.each([&](const Schedule& row) {
        const Schedule* original = tenant().schedules.find(row.id);
        if (row.outside_pim) return;
        if (original == nullptr || text_of_row(told(row)) != text_of_row(told(*original))) {
            ++different;
        }
    });
    BOOST_TEST(different == 0U);
    BOOST_TEST(copy.users.size() == tenant().users.size());
    // 51 pages of assignments, as many of their instances and 11 look-ups are most of it.
    BOOST_TEST(transport.urls.size() < 135U);
    BOOST_TEST_MESSAGE(cat(transport.urls.size(), " requests"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pim::sync::test
