#include "lab/play.hpp"

#include "core/advance.hpp"
#include "core/apply.hpp"
#include "core/fingerprint.hpp"
#include "core/text.hpp"
#include "lab/check.hpp"
#include "lab/compose.hpp"
#include "lab/sample.hpp"
#include "lab/schedule_line.hpp"
#include "lab/settings.hpp"

namespace pim::lab {

namespace {

using Problem = std::optional<std::string>;

/// How deep `use` may reach: samples do not build on each other without end.
constexpr int use_depth_max = 3;

/// Who acts, with the token's sign-in that `mfa=` and `context=` of a schedule line give.
Outcome<Actor> actor_of(const Operation& operation, const Guid& caller) {
    Actor actor;
    actor.caller = caller;
    if (!is_schedule_verb(operation.verb)) return actor;
    if (const Option* option = operation.option("mfa")) {
        const Outcome<bool> done = parse_switch(option->value);
        if (!done) return tl::unexpected<Error>(done.error());
        actor.mfa_done = *done;
    }
    if (const Option* option = operation.option("context")) {
        actor.authentication_contexts = {option->value};
    }
    return actor;
}

/// Plays lines one after the other and keeps what later lines refer to.
class Player {
public:
    explicit Player(Stage& stage) : stage_(stage) {}

    Report play(const Scenario& scenario, int depth = 0);

private:
    Problem play_line(const Line& line, int depth);
    Problem direct(const Operation& operation, int depth);
    Problem use(std::string_view id, int depth);
    Problem command(const Line& line);
    Problem submit(const Line& line);
    Problem preview(const Line& line, const Composed& composed, const Actor& actor);

    Stage& stage_;
    Lookup lookup_;
    Guid caller_;
    std::int64_t since_ = 0;
    std::uint64_t commands_ = 0;
    Command last_command_;
    Actor last_actor_;
};

Report Player::play(const Scenario& scenario, int depth) {
    Report report;
    for (const Line& line : scenario.lines) {
        LineResult result;
        result.number = line.number;
        result.source = line.source;
        if (Problem problem = play_line(line, depth)) {
            result.passed = false;
            result.message = std::move(*problem);
        }
        report.lines.push_back(std::move(result));
    }
    return report;
}

Problem Player::play_line(const Line& line, int depth) {
    const unsigned takes = text_of(line.operation.verb).takes;
    if ((takes & is_expectation) != 0) {
        return check(line.operation, Shown{stage_.tenant(), lookup_, stage_.now(), since_});
    }
    if ((takes & is_stage) != 0) return direct(line.operation, depth);
    return command(line);
}

Problem Player::direct(const Operation& operation, int depth) {
    const std::string& word = operation.names[0].text;
    switch (operation.verb) {
        case Verb::use:
            return use(word, depth);
        case Verb::as: {
            if (word == "owner") {
                caller_ = Guid{};
                return std::nullopt;
            }
            const std::optional<Guid> persona = lookup_.object(stage_.tenant(), word);
            if (!persona) return not_known("persona", word);
            caller_ = *persona;
            return std::nullopt;
        }
        default:
            break;
    }
    since_ = stage_.tenant().sequence;
    const Instant to = operation.verb == Verb::at ? resolve(*parse_moment(word), stage_.now())
                                                  : pim::add(stage_.now(), *parse_length(word));
    const Outcome<std::size_t> moved = stage_.advance(to);
    if (!moved) return moved.error().what;
    return std::nullopt;
}

Problem Player::use(std::string_view id, int depth) {
    const Sample* sample = find_sample(id);
    if (sample == nullptr) return cat("there is no sample `", id, "`");
    if (depth >= use_depth_max) return cat("`use ", id, "` never ends");
    const Outcome<Scenario> scenario = parse_scenario(cat(id, ".txt"), sample->text);
    if (!scenario) return scenario.error().what;
    const Guid caller = caller_;
    const Report report = play(*scenario, depth + 1);
    caller_ = caller;
    if (!report.passed()) return report.error(scenario->name).what;
    return std::nullopt;
}

Problem Player::command(const Line& line) {
    if (line.operation.verb == Verb::repeat) return submit(line);
    const Outcome<Composed> composed =
        compose(line, stage_.tenant(), lookup_, caller_, stage_.now());
    if (!composed) return composed.error().what;
    Outcome<Actor> actor = actor_of(line.operation, composed->caller);
    if (!actor) return actor.error().what;
    if (line.mode == Mode::lit || line.mode == Mode::greyed) {
        return preview(line, *composed, *actor);
    }
    // The sequence keeps ids apart when a lesson plays the same lines again on a later tenant.
    const Guid step{static_cast<std::uint64_t>(stage_.tenant().sequence), ++commands_};
    actor->command = derive_guid(stage_.tenant().id, step, 0);
    last_command_ = composed->command;
    last_actor_ = *actor;
    return submit(line);
}

/// Sends the last command, for the first time or again under the same id.
Problem Player::submit(const Line& line) {
    since_ = stage_.tenant().sequence;
    const Decision decision = stage_.submit(last_command_, last_actor_);
    return check_decision(line.expected.value_or(Expected{}), decision, stage_.tenant(),
                          stage_.now());
}

Problem Player::preview(const Line& line, const Composed& composed, const Actor& actor) {
    const std::optional<Refusal> refusal = stage_.preview(composed.command, actor);
    if (line.mode == Mode::lit) {
        if (refusal) return describe(*refusal);
        return std::nullopt;
    }
    if (!refusal) return "the button would be lit";
    return line.expected ? check_refusal(*line.expected, *refusal, stage_.now()) : std::nullopt;
}

Duration length_within(const Scenario& scenario, int depth) {
    Duration length;
    for (const Line& line : scenario.lines) {
        Duration part;
        if (line.operation.verb == Verb::tick) {
            part = *parse_length(line.operation.names[0].text);
        } else if (line.operation.verb == Verb::use && depth < use_depth_max) {
            const Sample* sample = find_sample(line.operation.names[0].text);
            if (sample == nullptr) continue;
            const Outcome<Scenario> inner = parse_scenario(sample->id, sample->text);
            if (inner) part = length_within(*inner, depth + 1);
        }
        length.months += part.months;
        length.ticks += part.ticks;
    }
    return length;
}

/// Whether the button of a `lit` or `greyed` line is as the line says.
bool button_holds(const Line& line, const Tenant& tenant, Instant now) {
    Lookup lookup;
    const Outcome<Composed> composed = compose(line, tenant, lookup, Guid{}, now);
    if (!composed) return false;
    const Outcome<Actor> actor = actor_of(line.operation, composed->caller);
    if (!actor) return false;
    const std::optional<Refusal> refusal =
        refusal_of(tenant, composed->command, context_of(*actor, now));
    if (line.mode == Mode::lit) return !refusal;
    return refusal && (!line.expected || !check_refusal(*line.expected, *refusal, now));
}

std::optional<Error> differs(const Tenant& a, const Tenant& b, std::string_view when) {
    if (fingerprint(a) == fingerprint(b)) return std::nullopt;
    return Error{cat("the replayed journal gives another tenant ", when), ""};
}

}  // namespace

bool Report::passed() const {
    for (const LineResult& line : lines) {
        if (!line.passed) return false;
    }
    return true;
}

Error Report::error(std::string_view scenario) const {
    for (const LineResult& line : lines) {
        if (!line.passed) {
            return Error{cat(scenario, ":", line.number, ": ", line.message), line.source};
        }
    }
    return Error{cat(scenario, " passed"), ""};
}

Duration length_of(const Scenario& scenario) {
    return length_within(scenario, 0);
}

Report play(const Scenario& scenario, Stage& stage) {
    return Player(stage).play(scenario);
}

Outcome<Played> play_reporting(std::string_view name, std::string_view text,
                               const PlayOptions& options) {
    const Outcome<Scenario> scenario = parse_scenario(name, text);
    if (!scenario) return tl::unexpected<Error>(scenario.error());
    Instant begin = options.begin.value_or(default_begin);
    if (options.end) {
        const Duration length = length_of(*scenario);
        if (length.months != 0) {
            return failure(cat(name, ": it ticks by months, so its beginning cannot be reckoned"));
        }
        begin = shift(*options.end, -length.ticks);
    }
    Bench bench(begin, options.switched_off);
    Report report = play(*scenario, bench);
    Played played;
    played.now = bench.now();
    played.tenant = bench.take_tenant();
    played.events = bench.take_events();
    played.report = std::move(report);
    return played;
}

Outcome<Played> play(std::string_view name, std::string_view text, const PlayOptions& options) {
    Outcome<Played> played = play_reporting(name, text, options);
    if (played && !played->report.passed()) {
        return tl::unexpected<Error>(played->report.error(name));
    }
    return played;
}

std::optional<Error> verify_replay(const Played& played) {
    Tenant replayed;
    for (const Event& event : played.events) apply(replayed, event);
    if (std::optional<Error> error = differs(played.tenant, replayed, "at its end")) return error;
    // A copy that never went through the journal, beside the one that only came from it.
    Tenant original = played.tenant;
    rebuild_derived(replayed);
    if (std::optional<Error> error = differs(original, replayed, "with its indexes rebuilt")) {
        return error;
    }
    const Instant year_later = add(played.now, Duration{12, 0});
    const auto ignore = [](const Event&) {};
    advance(original, year_later, ignore);
    advance(replayed, year_later, ignore);
    return differs(original, replayed, "a year later");
}

bool holds(const Scenario& checks, const Tenant& tenant, Instant now, std::int64_t since) {
    const Lookup lookup;
    for (const Line& line : checks.lines) {
        if (line.mode == Mode::lit || line.mode == Mode::greyed) {
            if (!button_holds(line, tenant, now)) return false;
            continue;
        }
        if ((text_of(line.operation.verb).takes & is_expectation) == 0) return false;
        if (check(line.operation, Shown{tenant, lookup, now, since})) return false;
    }
    return true;
}

}  // namespace pim::lab
