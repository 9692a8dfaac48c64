#pragma once

#include <string>
#include <vector>

#include "core/command.hpp"
#include "core/tenant.hpp"

namespace pim::storage {

/// A command with who gives it.
struct DemoStep {
    Guid caller;  ///< null: the owner
    Command command;
};

inline const Instant demo_begin{1'772'000'000 * ticks_per_second};  // 2026-02-25T06:13:20Z
constexpr Guid demo_ada{0xada0000000004000ULL, 0x8000000000000001ULL};
constexpr Guid demo_ben{0xbe00000000004000ULL, 0x8000000000000002ULL};
constexpr Guid demo_group{0x9000000000004000ULL, 0x8000000000000003ULL};

/// A small tenant's life: people, a group, assignments, a changed setting, activations that wait
/// for approval, something deleted. Every step is accepted when they are given in order.
std::vector<DemoStep> demo_steps();

/// The id that the nth command of a demo has.
Guid demo_command(std::uint64_t n);

/// Hexadecimal digest of everything in the tenant.
std::string digest_of(const Tenant& tenant);

}  // namespace pim::storage
