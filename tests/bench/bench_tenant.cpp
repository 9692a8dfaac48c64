#include "bench/bench_tenant.hpp"

#include <algorithm>

#include "core/apply.hpp"
#include "core/text.hpp"

namespace pim::bench {

namespace {

/// From the end of the longest reminder on.
constexpr std::int64_t first_end_ticks = 60 * ticks_per_day;
constexpr std::int64_t ends_over_ticks = 300 * ticks_per_day;

void save_person(Tenant& tenant, const Guid& id, std::string name) {
    User user;
    user.id = id;
    user.user_principal_name = cat(name, "@bench.example");
    user.display_name = std::move(name);
    user.mfa_done = true;
    tenant.users.save(std::move(user));
}

Schedule schedule_of(const Guid& principal, const Guid& role) {
    Schedule schedule;
    schedule.principal = principal;
    schedule.role = role;
    schedule.start = begin;
    schedule.created = begin;
    schedule.state = ScheduleState::running;
    return schedule;
}

/// Roles that the schedules are of.
std::vector<Guid> held_roles() {
    std::vector<Guid> roles;
    for (const RoleDefinition& role : built_in_roles()) {
        if (role.id != free_role && role.id != role::global_administrator) roles.push_back(role.id);
    }
    return roles;
}

}  // namespace

Tenant make_tenant(std::int64_t schedules) {
    Event created;
    created.sequence = 1;
    created.at = begin;
    created.body = TenantCreated{{1, 1}, "Bench"};
    Tenant tenant;
    apply(tenant, created);
    for (const RoleDefinition& role : built_in_roles()) tenant.roles.save(role);
    save_person(tenant, administrator, "administrator");
    Schedule rights = schedule_of(administrator, role::global_administrator);
    rights.id = {7, 1};
    rights.kind = AssignmentKind::active;
    tenant.schedules.save(rights);

    const std::int64_t few_people = schedules / few_schedules;
    const std::int64_t people = std::max(people_min, many_people + few_people);
    for (std::int64_t i = 0; i < people; ++i) save_person(tenant, person(i), cat("person", i));
    const std::vector<Guid> roles = held_roles();
    std::int64_t made = 0;
    for (std::int64_t i = 0; made < schedules; ++i) {
        const std::int64_t each = i < many_people ? many_schedules : few_schedules;
        for (std::int64_t n = 0; n < each && made < schedules; ++n, ++made) {
            const auto place = static_cast<std::size_t>(i + n) % roles.size();
            Schedule schedule = schedule_of(person(i), roles[place]);
            schedule.id = {6, static_cast<std::uint64_t>(made) + 1};
            schedule.end = shift(begin, first_end_ticks + ends_over_ticks / schedules * made);
            tenant.schedules.save(schedule);
        }
    }
    rebuild_derived(tenant);
    return tenant;
}

}  // namespace pim::bench
