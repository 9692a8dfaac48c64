// Writes a journal that holds every kind of event, and a snapshot in the middle, into a new folder,
// and prints the lines for digests.txt: build/native/pimlab_make_journal tests/journals/<name>.
// What was written for a release is never written again: a newer version gets a folder of its own.
#include <sys/stat.h>

#include <cstdio>

#include "core/advance.hpp"
#include "core/apply.hpp"
#include "core/decide.hpp"
#include "schedule_requests.hpp"
#include "storage/demo_support.hpp"
#include "storage/disk_files.hpp"
#include "storage/event_codec.hpp"
#include "storage/journal.hpp"
#include "storage/record_versions.hpp"
#include "storage/session_codec.hpp"
#include "storage/tenant_codec.hpp"

using namespace pim;
using namespace pim::storage;

namespace {

constexpr Guid reader{0x5d6b6bb7'de71'4623ULL, 0xb4af'96380a352509ULL};
constexpr Guid unit{0xa000000000004000ULL, 0x8000000000000005ULL};
constexpr Guid application{0xa100000000004000ULL, 0x8000000000000006ULL};
constexpr Guid service{0xa200000000004000ULL, 0x8000000000000007ULL};
constexpr Guid custom{0xa300000000004000ULL, 0x8000000000000008ULL};

/// A tenant whose every decision goes into a journal.
class Maker {
public:
    explicit Maker(const std::string& folder) : files_(folder), journal_(opened(files_)) {}

    /// Carries a command out; the id that it made.
    Guid submit(const Guid& caller, const Command& command) {
        Context context;
        context.caller = caller;
        context.now = now_;
        context.command = demo_command(++commands_);
        context.mfa_done = true;
        const auto decision = decide(tenant_, command, context);
        if (!decision) {
            std::fprintf(stderr, "command %llu: %s\n", static_cast<unsigned long long>(commands_),
                         describe(decision.error().reasons.front()).c_str());
            std::exit(1);
        }
        keep(decision->events);
        for (const Event& event : decision->events) apply(tenant_, event);
        return decision->subject;
    }
    void pass(std::int64_t ticks) {
        now_ = shift(now_, ticks);
        Events events;
        advance(tenant_, now_, [&](const Event& event) { events.push_back(event); });
        if (!events.empty()) keep(events);
    }
    void snapshot() {
        checked(journal_.begin_snapshot(journal_.last_sequence()));
        TenantWriter writer(tenant_);
        while (const auto rows = writer.next(4096)) {
            checked(journal_.append_rows(snapshot_rows_version, *rows));
        }
        checked(journal_.end_snapshot());
    }
    void session() {
        Session session;
        session.now = now_;
        session.speed = 60;
        session.persona = demo_ben;
        session.page = "#/my-roles";
        const std::string payload = encode_session(session);
        checked(
            files_.replace("session", frame({RecordType::session, session_version, 0, payload})));
    }
    const Tenant& tenant() const { return tenant_; }

private:
    static void checked(const Outcome<void>& outcome) {
        if (outcome) return;
        std::fprintf(stderr, "%s\n", outcome.error().what.c_str());
        std::exit(1);
    }
    static Journal opened(Files& files) {
        Recovery recovery;
        auto journal = Journal::open(files, "sample", Access::writer, recovery);
        if (!journal) {
            std::fprintf(stderr, "%s\n", journal.error().what.c_str());
            std::exit(1);
        }
        return *journal;
    }
    void keep(const Events& events) {
        checked(journal_.append(decision_version, encode_events(events)));
    }

    DiskFiles files_;
    Journal journal_;
    Tenant tenant_;
    Instant now_ = demo_begin;
    std::uint64_t commands_ = 0;
};

void run_directory(Maker& maker) {
    const Guid owner;
    for (const DemoStep& step : demo_steps()) maker.submit(step.caller, step.command);
    maker.submit(owner, SaveServicePrincipal{{service, "Daemon", application}});
    maker.submit(owner, SaveApplication{{application, "Daemon", application}});
    maker.submit(owner, SaveAdministrativeUnit{{unit, "North", "The northern offices", {}}});
    maker.submit(owner, AddMember{unit, demo_ben});
    maker.submit(owner, RemoveMember{unit, demo_ben});
    maker.submit(owner, AddOwner{demo_group, demo_ada});
    maker.submit(owner, AddOwner{demo_group, demo_ben});
    maker.submit(owner, AddOwner{demo_group, service});
    maker.submit(demo_ben, RemoveOwner{demo_group, demo_ada});
    maker.submit(owner, SetLicence{false});
    maker.submit(owner, SetLicence{true});
    maker.submit(owner, SetProvisioningDelay{minutes(2)});
    RoleDefinition role;
    role.id = custom;
    role.display_name = "Custom";
    role.built_in = false;
    maker.submit(owner, SaveRole{role});
    maker.submit(owner, DeleteRole{custom});
    maker.submit(owner, SignIn{demo_ben});
    maker.submit(owner, CompleteMfa{demo_ben, {}});
}

void run_requests(Maker& maker) {
    const auto active = AssignmentKind::active;
    const auto eligible = AssignmentKind::eligible;
    const Guid owner;
    Guid activation;
    maker.tenant().requests.each([&](const Request& row) {
        if (row.status == RequestStatus::pending_approval) activation = row.id;
    });
    const Guid step = maker.tenant().requests.find(activation)->approval->id;
    maker.pass(10 * ticks_per_minute);
    maker.submit(demo_ada, AnswerApproval{activation, step, ReviewResult::approve, "go on"});
    maker.pass(10 * ticks_per_minute);
    // What replaces an eligibility takes over the activation that runs on it.
    RequestSchedule longer =
        tests::schedule_request(eligible, Action::admin_update, demo_ben, reader, days(40));
    longer.custom_data = "ticket of the client's own";
    maker.submit(demo_ada, longer);
    const Guid lapsing =
        maker.submit(demo_ben, tests::schedule_request(active, Action::self_activate, demo_ben,
                                                       role::global_administrator, hours(1)));
    maker.submit(demo_ben, CancelRequest{lapsing});
    maker.pass(3 * ticks_per_hour);
    const Guid outside = maker.submit(owner, AssignOutside{demo_ben, reader, {}});
    maker.pass(10 * ticks_per_minute);
    maker.submit(owner, RemoveOutside{outside});
    maker.submit(owner, MarkMailRead{0, demo_ada, {}});
    maker.submit(demo_ada, DrawApprovals{1});
    maker.pass(28 * ticks_per_day);
    const Guid extension = maker.submit(
        demo_ben,
        tests::schedule_request(eligible, Action::self_extend, demo_ben, reader, days(30)));
    DecideRequest decision;
    decision.request = extension;
    decision.justification = "another month";
    maker.submit(demo_ada, decision);
}

void run_alerts(Maker& maker) {
    constexpr AlertKind outside = AlertKind::assigned_outside;
    const Guid owner;
    const Guid found = maker.submit(owner, AssignOutside{demo_ben, reader, {}});
    maker.submit(owner, RefreshAlerts{});
    maker.submit(demo_ada, SetAlertActive{outside, false});
    maker.submit(demo_ada, SetAlertActive{outside, true});
    maker.submit(demo_ada, RemediateIncident{outside, found});
    maker.submit(demo_ada, ConfigureAlert{AlertKind::stale_sign_in, {true, 0, 0, days(7)}});
    Policy policy = policy_of(maker.tenant(), reader);
    policy.role = reader;
    policy.activation_enablement.mfa = false;
    maker.submit(owner, UpdatePolicy{policy});
    maker.submit(owner, RefreshAlerts{AlertKind::no_mfa_on_activation});
}

}  // namespace

int main(int count, char** words) {
    if (count != 2 || ::mkdir(words[1], 0755) != 0) {
        std::fprintf(stderr, "usage: pimlab_make_journal <new folder>\n");
        return 2;
    }
    Maker maker(words[1]);
    run_directory(maker);
    maker.snapshot();
    run_requests(maker);
    run_alerts(maker);
    maker.pass(120 * ticks_per_day);
    maker.session();
    const std::string folder = words[1];
    const std::string name = folder.substr(folder.rfind('/') + 1);  // all of it without a slash
    std::printf("%s %s\n", name.c_str(), digest_of(maker.tenant()).c_str());
    Tenant later = maker.tenant();
    advance(later, shift(later.changed, 365 * ticks_per_day), [](const Event&) {});
    std::printf("%s-a-year-on %s\n", name.c_str(), digest_of(later).c_str());
    return 0;
}
