#include "storage/demo_support.hpp"

#include "core/fingerprint.hpp"
#include "schedule_requests.hpp"

namespace pim::storage {

namespace {

constexpr Guid reader{0x5d6b6bb7'de71'4623ULL, 0xb4af'96380a352509ULL};

RoleDefinition role_of(const Guid& id, std::string name) {
    RoleDefinition definition;
    definition.id = id;
    definition.display_name = std::move(name);
    definition.privileged = true;
    return definition;
}

DemoStep user(const Guid& id, const std::string& name) {
    return {{}, SaveUser{{id, name, name + "@demo.example", UserType::member, true, {}, {}}}};
}

RequestSchedule assign(AssignmentKind kind, const Guid& principal, const Guid& role,
                       const std::optional<Duration>& duration = {}) {
    RequestSchedule request =
        tests::schedule_request(kind, Action::admin_assign, principal, role, duration);
    request.justification = "first day";
    return request;
}

}  // namespace

std::vector<DemoStep> demo_steps() {
    const auto eligible = AssignmentKind::eligible;
    Policy approved;
    approved.role = reader;
    approved.approval.required = true;
    approved.approval.approvers = {{demo_ada, false}};
    RequestSchedule activation = assign(AssignmentKind::active, demo_ben, reader, hours(2));
    activation.action = Action::self_activate;
    Group group;
    group.id = demo_group;
    group.display_name = "Readers \xC3\xA9\xF0\x9F\x94\x91";
    group.role_assignable = true;
    const Guid gone{0xdead000000004000ULL, 0x8000000000000004ULL};
    return {
        {{},
         CreateTenant{{1, 2},
                      "Demo",
                      {role_of(role::global_administrator, "Global Administrator"),
                       role_of(reader, "Security Reader")}}},
        user(demo_ada, "Ada"),
        user(demo_ben, "Ben"),
        user(gone, "Gone"),
        {{}, SaveGroup{group}},
        {{}, AddMember{demo_group, demo_ben}},
        {{}, assign(AssignmentKind::active, demo_ada, role::global_administrator)},
        {{}, assign(eligible, demo_ben, reader, days(40))},
        {{}, assign(eligible, demo_group, role::global_administrator, days(20))},
        {{}, assign(eligible, gone, reader, days(10))},
        {{}, DeleteObject{gone}},
        {demo_ada, UpdatePolicy{approved}},
        {demo_ben, activation},
    };
}

Guid demo_command(std::uint64_t n) {
    return {0xc000000000004000ULL, 0x8000000000000000ULL + n};
}

std::string digest_of(const Tenant& tenant) {
    return to_hex(fingerprint(tenant));
}

}  // namespace pim::storage
