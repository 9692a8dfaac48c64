#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/event.hpp"
#include "core/tenant.hpp"
#include "lab/scenario.hpp"
#include "lab/stage.hpp"

namespace pim::lab {

/// What became of a line.
struct LineResult {
    int number = 0;
    std::string source;
    bool passed = true;
    std::string message;  ///< why it failed; empty where it passed
};

struct Report {
    std::vector<LineResult> lines;

    bool passed() const;
    /// The first failed line as an error; meaningful only where something failed.
    Error error(std::string_view scenario) const;
};

/// Plays a scenario line by line. A failed line is reported and the rest is played on.
Report play(const Scenario& scenario, Stage& stage);

/// A tenant that a scenario made, with the journal that leads to it.
struct Played {
    Tenant tenant;
    Events events;
    Instant now;
    Report report;
};

/// When a scenario that moves time only by `tick` happens. Nothing given: from `default_begin`.
struct PlayOptions {
    std::optional<Instant> begin;
    std::optional<Instant> end;  ///< so that its last line is played at this instant
    RuleSet switched_off;
};

/// 2026-03-02T07:00:00Z, a Monday.
constexpr Instant default_begin{17'724'348'000'000'000};

/// The time that the `tick` lines of a scenario take together, those of its samples included.
Duration length_of(const Scenario& scenario);

/// Plays a text on an empty tenant. An error where it does not parse or a line failed.
Outcome<Played> play(std::string_view name, std::string_view text, const PlayOptions& options = {});
/// The same with the report instead of an error for lines that failed.
Outcome<Played> play_reporting(std::string_view name, std::string_view text,
                               const PlayOptions& options = {});

/// Replays the journal on an empty tenant and compares, then advances both by a year and compares
/// again: nothing, or what differs.
std::optional<Error> verify_replay(const Played& played);

/// The checks of a scenario against a tenant as it is: true where every expectation of it holds and
/// every button is as `lit` and `greyed` say.
/// Mails and audit rows count from the event after `since`.
bool holds(const Scenario& checks, const Tenant& tenant, Instant now, std::int64_t since = 0);

}  // namespace pim::lab
