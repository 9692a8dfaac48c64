#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/outcome.hpp"
#include "lab/play.hpp"
#include "lab/scenario.hpp"

namespace pim::sandbox {
class Sandbox;
}

namespace pim::lab {

// A lesson is a file of assets/lessons: phases of steps, each with the check that ticks it and the
// operations that do it. Nothing of a lesson stands in code.

/// One thing to do.
struct Step {
    std::string text;     ///< what to press and where, in the words of the portal
    std::string persona;  ///< who does it: the local part of a user principal name; empty: anybody
    std::string page;     ///< `location.hash` of the page where it starts, e.g. `#/settings`
    Scenario check;       ///< ticks by itself; never empty
    Scenario solve;       ///< does it
};

/// A part of the lesson that can be entered by itself.
struct Phase {
    std::string id;
    std::string title;
    std::string intro;
    Scenario setup;  ///< what the phase needs beyond the phases before it
    std::vector<Step> steps;
};

struct Lesson {
    std::string id;  ///< file name without .txt
    std::string title;
    std::string summary;
    std::string tenant;  ///< the sample on which it begins
    std::vector<Phase> phases;
};

Outcome<Lesson> parse_lesson(std::string_view id, std::string_view text);

/// The lessons that are compiled in; the guided walk is the first. An entry that does not parse
/// would be a defect of the build and fails a test.
const std::vector<Lesson>& lessons();
const Lesson* find_lesson(std::string_view id);
/// Seed 002's six phases.
const Lesson& guided_walk();

enum class PhaseState { open, done, skipped };

/// Where somebody stands in a lesson. Stored in Session::progress as text.
struct Progress {
    std::string lesson;
    std::size_t phase = 0;
    std::vector<PhaseState> phases;
    std::vector<bool> ticked;  ///< the steps of the present phase
    std::int64_t since = 0;    ///< the tenant's sequence at which the phase was entered

    friend bool operator==(const Progress&, const Progress&) = default;
};

/// One line: `guided_walk 2 ds- t110 57`.
std::string to_text(const Progress& progress);
/// Nothing where the text is none of this lesson's shape (an older file, a removed lesson).
std::optional<Progress> parse_progress(std::string_view text);

/// The beginning of a lesson, or of one of its phases, on a tenant of that sequence.
Progress begin(const Lesson& lesson, const Tenant& tenant, std::size_t phase = 0);

/// True where the tenant shows what the step asks for.
bool done(const Step& step, const Tenant& tenant, Instant now, std::int64_t since);

/// Ticks the steps of the present phase that are done, in order; marks the phase done after its
/// last. True where something changed. Call it when the sandbox's version changed.
bool update(Progress& progress, const Lesson& lesson, const Tenant& tenant, Instant now);

/// The first step of the present phase that is not ticked; the number of steps where all are.
std::size_t next_step(const Progress& progress);

/// A tenant in which the phase can begin: the sample, everything before it solved, its set-up
/// played, ending at `now`. Repeating a phase, or opening it by itself, loads this.
Outcome<Played> prepare(const Lesson& lesson, std::size_t phase, Instant now);

/// Does a step on a running sandbox, so that it is durable like any work.
Report solve(const Step& step, sandbox::Sandbox& sandbox);
/// Does all steps of the phase that are not ticked, and ticks them.
Report solve_phase(Progress& progress, const Lesson& lesson, sandbox::Sandbox& sandbox);
/// Solves what is left of the phase without counting it as done, and goes on to the next.
Report skip_phase(Progress& progress, const Lesson& lesson, sandbox::Sandbox& sandbox);
/// Goes on to the next phase: plays its set-up. Nothing happens after the last.
Report enter_next(Progress& progress, const Lesson& lesson, sandbox::Sandbox& sandbox);

}  // namespace pim::lab
