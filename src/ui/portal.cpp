#include "ui/portal.hpp"

#include <utility>

#include "core/text.hpp"
#include "graph/form.hpp"
#include "ui/local_time.hpp"
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

void Portal::notify(kit::Toast toast, const Guid& persona) {
    toast.when = local_text(sandbox_.now());
    kit::Toast kept = toast;
    kept.closed = true;
    bells_[persona].all.push_back(std::move(kept));
    kit::add_toast(toasts_, std::move(toast));
}

void Portal::jump(Instant at) {
    const auto moved = sandbox_.jump(at);
    if (moved) return;
    kit::Toast toast;
    toast.tone = kit::Tone::danger;
    toast.title = moved.error().what;
    toast.detail = moved.error().help;
    notify(std::move(toast), sides[0].persona);
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
    const auto toast = std::make_shared<kit::Toast>();
    sandbox::Submission submission;
    if (!task.as_owner) submission.caller = persona;
    submission.confirmed = [this, toast, persona](std::optional<Error> error) {
        if (error) {
            *toast = {};
            toast->tone = kit::Tone::danger;
            toast->title = cat("Not saved, and taken back: ", error->what);
            toast->detail = error->help;
        }
        if (!toast->title.empty()) notify(*toast, persona);
    };
    GraphTrace trace = trace_of(task.command, sandbox_.tenant());
    trace.when = local_text(sandbox_.now());
    const Guid caller = submission.caller;
    const Decision decision = sandbox_.submit(task.command, std::move(submission));
    if (const auto response =
            graph::response_of(sandbox_.tenant(), task.command, caller, sandbox_.now(), decision)) {
        trace.response = graph::as_http(*response);
    }
    if (!trace.title.empty()) traces_.push_back(std::move(trace));
    if (traces_.size() > graph_traces_max) traces_.pop_front();
    if (decision) {
        *toast = success_of(sandbox_.tenant(), task.command, *decision);
        if (!task.success.empty()) toast->title = task.success;
        if (!task.link.empty()) {
            toast->href = task.link;
            toast->action = task.link_text;
        }
    } else if (!task.answered) {
        notify(refusal_toast(decision.error()), persona);
    }
    if (task.answered) task.answered(decision);
}

kit::Toast refusal_toast(const Refusal& refusal) {
    kit::Toast toast;
    toast.tone = kit::Tone::danger;
    for (const Reason& reason : refusal.reasons) {
        std::string sentence = describe(reason);
        if (!reason.help.empty()) sentence += cat(": ", reason.help);
        if (toast.title.empty()) {
            toast.title = std::move(sentence);
        } else {
            toast.detail += cat(toast.detail.empty() ? "" : "\n", sentence);
        }
    }
    if (toast.title.empty()) toast.title = service_message(refusal);
    if (const auto at = allowed_from(refusal)) {
        toast.action = "Jump to that moment";
        toast.href = jump_address(*at);
    }
    return toast;
}

}  // namespace pim::ui
