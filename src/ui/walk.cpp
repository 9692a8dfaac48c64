#include "ui/walk.hpp"

#include <vector>

#include "core/text.hpp"
#include "lab/sample.hpp"
#include "ui/kit/kit.hpp"
#include "ui/portal.hpp"

namespace pim::ui {
namespace {

std::string_view state_word(lab::PhaseState state) {
    switch (state) {
        case lab::PhaseState::open:
            return "Not done";
        case lab::PhaseState::done:
            return "Done";
        case lab::PhaseState::skipped:
            return "Skipped";
    }
    return "";
}

/// Phases that need no work any more: a phase that is opened directly has those before it set up.
std::size_t phases_behind(const lab::Progress& progress) {
    std::size_t behind = 0;
    for (std::size_t i = 0; i < progress.phases.size(); ++i) {
        if (i < progress.phase || progress.phases[i] != lab::PhaseState::open) ++behind;
    }
    return behind;
}

}  // namespace

const lab::Lesson* Walk::lesson() const {
    return progress_ ? lab::find_lesson(progress_->lesson) : nullptr;
}

void Walk::follow() {
    const sandbox::Sandbox& sandbox = portal_.sandbox();
    // A sandbox opened with its progress, as after a reload, is still at the version it began with.
    if (version_ == sandbox.version() && kept_ == sandbox.session().progress) return;
    if (kept_ != sandbox.session().progress) {
        kept_ = sandbox.session().progress;
        progress_ = lab::parse_progress(kept_);
        chosen_phase_ = -1;
    }
    const lab::Lesson* followed = lesson();
    if (followed == nullptr) progress_.reset();
    if (progress_ && lab::update(*progress_, *followed, sandbox.tenant(), sandbox.now())) keep();
    version_ = sandbox.version();
}

void Walk::keep() {
    kept_ = lab::to_text(*progress_);
    portal_.sandbox().set_progress(kept_);
}

void Walk::draw(PortalContext& context) {
    const lab::Lesson* followed = lesson();
    if (followed == nullptr) return;
    const std::size_t done = phases_behind(*progress_);
    const std::size_t count = followed->phases.size();
    kit::progress({.label = cat(done, " of ", count, " phases"),
                   .share = static_cast<double>(done) / static_cast<double>(count)});
    if (progress_->phase < count)
        draw_phase(context, *followed, followed->phases[progress_->phase]);
    draw_commands(*followed);
    kit::divider();
    draw_phases(context, *followed);
    if (kit::button({.label = "Hide the guided walk###hide-walk", .kind = kit::Kind::subtle})) {
        hidden_ = true;
    }
}

void Walk::draw_phase(PortalContext& context, const lab::Lesson& lesson, const lab::Phase& phase) {
    kit::heading(cat("Phase ", progress_->phase + 1, " – ", phase.title), 3);
    kit::prose(phase.intro, {.secondary = true});
    const std::size_t next = lab::next_step(*progress_);
    if (const auto list = kit::list("Steps")) {
        for (std::size_t i = 0; i < phase.steps.size(); ++i) {
            const auto scope = kit::key(i);
            const bool ticked = i < progress_->ticked.size() && progress_->ticked[i];
            kit::checklist_item({.text = phase.steps[i].text,
                                 .check = ticked ? kit::Check::done : kit::Check::open,
                                 .current = i == next});
        }
    }
    if (next < phase.steps.size()) {
        draw_step(context, phase.steps[next]);
    } else if (progress_->phase + 1 < lesson.phases.size()) {
        if (kit::button({.label = "Next phase###next-phase", .kind = kit::Kind::primary})) {
            run(lab::enter_next);
        }
    } else {
        kit::message_bar({.text = "You have walked the whole life cycle of an assignment",
                          .id = "walked",
                          .tone = kit::Tone::success});
    }
}

void Walk::draw_step(PortalContext& context, const lab::Step& step) {
    const Guid persona = step.persona.empty() ? Guid{} : lab::persona(context.tenant, step.persona);
    if (!persona.is_null()) kit::fact("Act as", display_name(context.tenant, persona));
    if (const auto row = kit::row({.id = "step"})) {
        if (kit::button({.label = "Take me there###take-me-there", .kind = kit::Kind::primary})) {
            go_there(step);
        }
        if (kit::button({.label = "Do it for me###do-it"})) {
            portal_.later([this, &step] {
                tell(lab::solve(step, portal_.sandbox()));
                follow();
            });
        }
    }
}

void Walk::draw_commands(const lab::Lesson& lesson) {
    if (const auto row = kit::row({.id = "phase-commands"})) {
        if (lab::next_step(*progress_) < progress_->ticked.size() &&
            kit::button({.label = "Solve the phase###solve-phase", .small = true})) {
            run(lab::solve_phase);
        }
        if (progress_->phase + 1 < lesson.phases.size() &&
            kit::button({.label = "Skip the phase###skip-phase", .small = true})) {
            run(lab::skip_phase);
        }
        if (kit::button({.label = "Repeat the phase###repeat-phase", .small = true})) {
            portal_.start(cat(lesson.id, "/", progress_->phase));
        }
    }
}

void Walk::draw_phases(PortalContext&, const lab::Lesson& lesson) {
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < lesson.phases.size(); ++i) {
        labels.push_back(cat(i + 1, " – ", lesson.phases[i].title));
    }
    std::vector<kit::ChoiceOption> options;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto state =
            i < progress_->phases.size() ? progress_->phases[i] : lab::PhaseState::open;
        options.push_back({.label = labels[i], .description = state_word(state)});
    }
    kit::combo({.label = "Open another phase",
                .options = options,
                .help = "The sandbox is set up for it, and what is in it now is replaced",
                .placeholder = "Choose a phase"},
               chosen_phase_);
    const std::string_view reason =
        chosen_phase_ < 0 ? std::string_view("choose a phase first") : std::string_view();
    if (kit::button({.label = "Open the phase###open-phase", .disabled_reason = reason})) {
        portal_.start(cat(lesson.id, "/", chosen_phase_));
    }
}

void Walk::go_there(const lab::Step& step) {
    const Guid persona =
        step.persona.empty() ? Guid{} : lab::persona(portal_.sandbox().tenant(), step.persona);
    portal_.later([this, persona, page = step.page] {
        Side& side = portal_.side_of(persona);
        if (!persona.is_null()) portal_.take_on(side, persona);
        if (!page.empty()) portal_.go(side, page);
    });
}

void Walk::run(lab::Report (*action)(lab::Progress&, const lab::Lesson&, sandbox::Sandbox&)) {
    portal_.later([this, action] {
        const lab::Lesson* followed = lesson();
        if (followed == nullptr) return;
        tell(action(*progress_, *followed, portal_.sandbox()));
        keep();
        follow();
    });
}

void Walk::tell(const lab::Report& report) {
    if (report.passed()) return;
    const Error error = report.error("guided walk");
    kit::Toast toast;
    toast.tone = kit::Tone::danger;
    toast.title = error.what;
    toast.detail = error.help;
    portal_.notify(std::move(toast), portal_.sides[0].persona);
}

}  // namespace pim::ui
