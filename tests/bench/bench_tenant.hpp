#pragma once

#include <cstdint>

#include "core/tenant.hpp"

namespace pim::bench {

/// Who asks: a Global Administrator.
constexpr Guid administrator{2, 1};
/// People who are asked about and assigned to, from 0 on; the script of the server benchmark makes
/// the same ids.
constexpr Guid person(std::int64_t number) {
    return {5, static_cast<std::uint64_t>(number)};
}
/// What everybody can be assigned once more: nobody has it at first.
constexpr Guid free_role = role::groups_administrator;
/// The first people have many schedules, those after them a few, the others none.
constexpr std::int64_t many_people = 10;
constexpr std::int64_t many_schedules = 10;
constexpr std::int64_t few_schedules = 2;
/// There are at least so many people, so that each can be assigned a role once.
constexpr std::int64_t people_min = 21'000;

inline const Instant begin = *parse_instant("2026-01-01T00:00:00Z");

/// A tenant with so many eligible schedules of a year, and their ends spread over the next.
Tenant make_tenant(std::int64_t schedules);

}  // namespace pim::bench
