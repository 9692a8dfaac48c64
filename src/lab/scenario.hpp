#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/duration.hpp"
#include "core/outcome.hpp"
#include "core/refusal.hpp"
#include "core/request.hpp"
#include "core/rule.hpp"
#include "lab/verb.hpp"

namespace pim::lab {

// The scenario language: one operation or one expectation a line, and after `->` what it must lead
// to. The same lines are tests, sample tenants, and the set-up, checks and solutions of a lesson.

/// A word of a line with the column (from 1) in which it begins.
struct Word {
    std::string text;
    int column = 1;
};

/// A moment as written: an instant, or an offset from the moment at which the line is played.
struct Moment {
    std::optional<Instant> at;
    Duration offset;
    bool before = false;  ///< the offset counts backwards
};

Instant resolve(const Moment& moment, Instant now);

/// A named value: `max=8h`, or `via secops`.
struct Option {
    std::string key;
    std::string value;
    int column = 1;
};

/// What a line does or asks, before names are looked up in a tenant.
struct Operation {
    Verb verb = Verb::expect;
    int column = 1;
    std::vector<Word> names;  ///< in the order of the verb's pattern
    std::optional<std::string> text;
    std::optional<Duration> length;
    std::optional<Moment> from;
    std::optional<Moment> until;
    bool permanent = false;
    bool no_schedule = false;
    std::optional<AssignmentKind> kind;
    std::vector<Option> options;
    std::vector<Word> flags;

    /// The value of an option; none where it is not written.
    const Option* option(std::string_view key) const;
    bool flag(std::string_view word) const;
};

/// What a command must lead to: the part after `->`.
struct Expected {
    enum class Kind { accepted, unchanged, status, refused };
    Kind kind = Kind::accepted;
    std::optional<RequestStatus> status;
    std::optional<Moment> from;
    std::optional<Moment> until;
    bool permanent = false;
    std::optional<RefusalCode> code;  ///< none: any
    std::vector<Rule> rules;          ///< all of them, in order
    std::optional<Moment> allowed_from;
    std::optional<std::string> limit;
    std::optional<std::string> asked;
    std::optional<std::string> help;
};

/// Whether a command is carried out, sent for validation only, or merely previewed as a button.
enum class Mode { carry_out, validate, lit, greyed };

struct Line {
    int number = 0;  ///< from 1
    std::string source;
    std::optional<Word> caller;  ///< `alice: …`
    Mode mode = Mode::carry_out;
    Operation operation;
    std::optional<Expected> expected;
};

struct Scenario {
    std::string name;
    std::vector<Line> lines;

    bool empty() const { return lines.empty(); }
};

/// Reads a scenario. An error names file, line and column: `start.txt:3:9: unknown word …`.
Outcome<Scenario> parse_scenario(std::string_view name, std::string_view text, int first_line = 1);

/// `90s`, `30m`, `8h`, `14d`, `6mo`, `1y`, combinations of them, or ISO 8601.
std::optional<Duration> parse_length(std::string_view text);

/// `2026-03-27`, `2026-03-27T09:00Z`, `+2h`, `-10d`, `now`.
std::optional<Moment> parse_moment(std::string_view text);

}  // namespace pim::lab
