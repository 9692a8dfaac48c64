#include "lab/lesson.hpp"

#include "assets/lessons.hpp"
#include "core/text.hpp"
#include "lab/sample.hpp"

namespace pim::lab {

namespace {

constexpr std::string_view guided_walk_id = "guided_walk";

/// Plays on the stage and adds what became of it to the report.
void play_on(Report& report, const Scenario& scenario, Stage& stage) {
    Report part = play(scenario, stage);
    for (LineResult& line : part.lines) report.lines.push_back(std::move(line));
}

Duration sum(const Duration& a, const Duration& b) {
    return Duration{a.months + b.months, a.ticks + b.ticks};
}

/// Plays everything that stands before the phase, then its set-up.
Report play_before(const Lesson& lesson, std::size_t phase, const Scenario& tenant, Stage& stage) {
    Report report;
    play_on(report, tenant, stage);
    for (std::size_t i = 0; i <= phase; ++i) {
        play_on(report, lesson.phases[i].setup, stage);
        if (i == phase) break;
        for (const Step& step : lesson.phases[i].steps) play_on(report, step.solve, stage);
    }
    return report;
}

Duration length_before(const Lesson& lesson, std::size_t phase, const Scenario& tenant) {
    Duration length = length_of(tenant);
    for (std::size_t i = 0; i <= phase; ++i) {
        length = sum(length, length_of(lesson.phases[i].setup));
        if (i == phase) break;
        for (const Step& step : lesson.phases[i].steps) length = sum(length, length_of(step.solve));
    }
    return length;
}

std::optional<std::int64_t> parse_number(std::string_view text) {
    if (text.empty() || text.size() > 15) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

constexpr std::string_view state_letters = "-ds";

}  // namespace

const std::vector<Lesson>& lessons() {
    static const std::vector<Lesson> all = [] {
        std::vector<Lesson> parsed;
        for (const assets::File& file : assets::lessons) {
            const std::string_view id = file.name.substr(0, file.name.rfind('.'));
            Outcome<Lesson> lesson = parse_lesson(id, file.text);
            if (!lesson) continue;
            const auto at = id == guided_walk_id ? parsed.begin() : parsed.end();
            parsed.insert(at, std::move(*lesson));
        }
        return parsed;
    }();
    return all;
}

const Lesson* find_lesson(std::string_view id) {
    for (const Lesson& lesson : lessons()) {
        if (lesson.id == id) return &lesson;
    }
    return nullptr;
}

const Lesson& guided_walk() {
    return lessons().front();
}

std::string to_text(const Progress& progress) {
    std::string phases;
    for (const PhaseState state : progress.phases) {
        phases += state_letters[static_cast<std::size_t>(state)];
    }
    std::string ticked = "t";
    for (const bool tick : progress.ticked) ticked += tick ? '1' : '0';
    return cat(progress.lesson, " ", progress.phase, " ", phases, " ", ticked, " ", progress.since);
}

std::optional<Progress> parse_progress(std::string_view text) {
    const std::vector<std::string_view> words = divide(text, ' ');
    if (words.size() != 5) return std::nullopt;
    const Lesson* lesson = find_lesson(words[0]);
    const std::optional<std::int64_t> phase = parse_number(words[1]);
    const std::optional<std::int64_t> since = parse_number(words[4]);
    if (lesson == nullptr || !phase || !since) return std::nullopt;
    Progress progress;
    progress.lesson = lesson->id;
    progress.phase = static_cast<std::size_t>(*phase);
    progress.since = *since;
    if (progress.phase >= lesson->phases.size() || words[2].size() != lesson->phases.size() ||
        words[3].size() != lesson->phases[progress.phase].steps.size() + 1) {
        return std::nullopt;
    }
    for (const char c : words[2]) {
        const std::size_t at = state_letters.find(c);
        if (at == std::string_view::npos) return std::nullopt;
        progress.phases.push_back(static_cast<PhaseState>(at));
    }
    for (const char c : words[3].substr(1)) progress.ticked.push_back(c == '1');
    return progress;
}

Progress begin(const Lesson& lesson, const Tenant& tenant, std::size_t phase) {
    Progress progress;
    progress.lesson = lesson.id;
    progress.phase = phase;
    progress.phases.assign(lesson.phases.size(), PhaseState::open);
    progress.ticked.assign(lesson.phases[phase].steps.size(), false);
    progress.since = tenant.sequence;
    return progress;
}

bool done(const Step& step, const Tenant& tenant, Instant now, std::int64_t since) {
    return holds(step.check, tenant, now, since);
}

std::size_t next_step(const Progress& progress) {
    std::size_t step = 0;
    while (step < progress.ticked.size() && progress.ticked[step]) ++step;
    return step;
}

bool update(Progress& progress, const Lesson& lesson, const Tenant& tenant, Instant now) {
    const std::vector<Step>& steps = lesson.phases[progress.phase].steps;
    bool changed = false;
    for (std::size_t step = next_step(progress); step < steps.size(); ++step) {
        if (!done(steps[step], tenant, now, progress.since)) return changed;
        progress.ticked[step] = true;
        changed = true;
    }
    if (progress.phases[progress.phase] == PhaseState::open) {
        progress.phases[progress.phase] = PhaseState::done;
        changed = true;
    }
    return changed;
}

Outcome<Played> prepare(const Lesson& lesson, std::size_t phase, Instant now) {
    const Sample* sample = find_sample(lesson.tenant);
    if (sample == nullptr) return failure(cat("there is no sample `", lesson.tenant, "`"));
    const Outcome<Scenario> tenant = parse_scenario(lesson.tenant, sample->text);
    if (!tenant) return tl::unexpected<Error>(tenant.error());
    const Duration length = length_before(lesson, phase, *tenant);
    if (length.months != 0) {
        return failure(cat(lesson.id, ": it ticks by months, so its beginning cannot be reckoned"));
    }
    Bench bench(shift(now, -length.ticks));
    Played played;
    played.report = play_before(lesson, phase, *tenant, bench);
    if (!played.report.passed()) {
        return tl::unexpected<Error>(played.report.error(lesson.id));
    }
    played.now = bench.now();
    played.tenant = bench.take_tenant();
    played.events = bench.take_events();
    return played;
}

Report solve(const Step& step, sandbox::Sandbox& sandbox) {
    const std::unique_ptr<Stage> stage = stage_of(sandbox);
    return play(step.solve, *stage);
}

Report solve_phase(Progress& progress, const Lesson& lesson, sandbox::Sandbox& sandbox) {
    const std::unique_ptr<Stage> stage = stage_of(sandbox);
    const std::vector<Step>& steps = lesson.phases[progress.phase].steps;
    Report report;
    for (std::size_t i = next_step(progress); i < steps.size(); ++i) {
        if (!done(steps[i], stage->tenant(), stage->now(), progress.since)) {
            play_on(report, steps[i].solve, *stage);
            if (!report.passed()) return report;
        }
        progress.ticked[i] = true;
    }
    if (progress.phases[progress.phase] == PhaseState::open) {
        progress.phases[progress.phase] = PhaseState::done;
    }
    return report;
}

Report skip_phase(Progress& progress, const Lesson& lesson, sandbox::Sandbox& sandbox) {
    const std::size_t skipped = progress.phase;
    const bool was_open = progress.phases[skipped] == PhaseState::open;
    Report report = solve_phase(progress, lesson, sandbox);
    if (was_open) progress.phases[skipped] = PhaseState::skipped;
    if (!report.passed()) return report;
    Report entered = enter_next(progress, lesson, sandbox);
    for (LineResult& line : entered.lines) report.lines.push_back(std::move(line));
    return report;
}

Report enter_next(Progress& progress, const Lesson& lesson, sandbox::Sandbox& sandbox) {
    if (progress.phase + 1 >= lesson.phases.size()) return {};
    const std::unique_ptr<Stage> stage = stage_of(sandbox);
    const Phase& next = lesson.phases[++progress.phase];
    Report report = play(next.setup, *stage);
    progress.ticked.assign(next.steps.size(), false);
    progress.since = stage->tenant().sequence;
    return report;
}

}  // namespace pim::lab
