#pragma once

#include <string_view>

#include "core/decide.hpp"
#include "core/tenant.hpp"

/// A small tenant for the pages of Manage: an administrator, a few people, one of each object.
namespace pim::tests {

class Office {
public:
    Office();

    Decision submit(const Command& command, const Guid& caller);
    /// Does a command as the owner or a principal; the test fails where it is refused.
    Guid must(const Command& command, const Guid& caller = {});
    /// Lets simulated time pass.
    void wait(std::int64_t ticks);
    std::optional<Refusal> refusal(const Command& command) const;

    Tenant tenant;
    Instant now = *parse_instant("2026-03-02T09:00:00Z");

    Guid admin;  ///< Global Administrator for good, MFA passed
    Guid ada;
    Guid ben;
    Guid guest;
    Guid team;      ///< role-assignable, ben in it
    Guid everyone;  ///< a plain group
    Guid unit;
    Guid application;
    Guid service;

private:
    std::uint64_t commands_ = 0;
};

}  // namespace pim::tests
