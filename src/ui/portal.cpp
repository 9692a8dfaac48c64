#include "ui/portal.hpp"

#include <utility>

#include "core/text.hpp"
#include "ui/parts.hpp"
#include "ui/success.hpp"

namespace pim::ui {

Portal::Portal(sandbox::Sandbox& sandbox, Services services)
    : sandbox_(sandbox), services_(std::move(services)) {
    sides[0].persona = sandbox_.session().persona;
    sides[0].route = parse_route(sandbox_.session().page);
    sides[1].persona = sandbox_.session().second_persona;
    sides[1].route = parse_route(sandbox_.session().second_page);
    two_sides = !sides[1].persona.is_null();
}

Portal::~Portal() = default;

PortalContext Portal::context(Side& side) {
    return {*this, side, sandbox_, sandbox_.tenant(), sandbox_.now(), side.persona, side.route};
}

void Portal::queue(Task task, const Guid& persona) {
    tasks_.push_back({std::move(task), persona});
}

void Portal::later(std::function<void()> action) {
    actions_.push_back(std::move(action));
}

void Portal::notify(Notification notification) {
    notifications_.push_back(std::move(notification));
    if (notifications_.size() > notifications_max) notifications_.pop_front();
}

void Portal::jump(Instant at) {
    const auto moved = sandbox_.jump(at);
    if (moved) return;
    notify({.tone = Tone::error,
            .text = moved.error().what,
            .detail = moved.error().help,
            .at = sandbox_.now(),
            .persona = sides[0].persona});
}

void Portal::settle() {
    for (Queued& queued : std::exchange(tasks_, {})) carry_out(queued.task, queued.persona);
    for (const auto& action : std::exchange(actions_, {})) action();
    for (Side& side : sides) {
        if (std::exchange(side.panel_closes, false)) side.panel.reset();
        if (side.next_panel) side.panel = std::move(side.next_panel);
    }
}

void Portal::carry_out(Task& task, const Guid& persona) {
    // The toast is known after the decision, and wanted after the commit.
    const auto note = std::make_shared<Notification>();
    sandbox::Submission submission;
    if (!task.as_owner) submission.caller = persona;
    submission.confirmed = [this, note](std::optional<Error> error) {
        if (error) {
            *note = {.tone = Tone::error,
                     .text = cat("Not saved, and taken back: ", error->what),
                     .detail = error->help,
                     .persona = note->persona};
        }
        note->at = sandbox_.now();
        if (!note->text.empty()) notify(*note);
    };
    const Decision decision = sandbox_.submit(task.command, std::move(submission));
    if (decision) {
        *note = success_of(sandbox_.tenant(), task.command, *decision);
        if (!task.success.empty()) note->text = task.success;
        if (!task.link.empty()) {
            note->link = task.link;
            note->link_text = task.link_text;
        }
        note->persona = persona;
    } else if (!task.answered) {
        notify(refusal_note(decision.error(), persona, sandbox_.now()));
    }
    if (task.answered) task.answered(decision);
}

Notification refusal_note(const Refusal& refusal, const Guid& persona, Instant now) {
    Notification note{.tone = Tone::error, .at = now, .persona = persona};
    for (const Reason& reason : refusal.reasons) {
        std::string& line = note.text.empty() ? note.text : note.detail;
        if (&line == &note.detail && !line.empty()) line += "\n";
        line += describe(reason);
        if (!reason.help.empty()) note.detail += cat(note.detail.empty() ? "" : "\n", reason.help);
        if (reason.allowed_from && (!note.jump_to || *note.jump_to < *reason.allowed_from)) {
            note.jump_to = reason.allowed_from;
        }
    }
    if (note.text.empty()) note.text = service_message(refusal);
    return note;
}

}  // namespace pim::ui
