#include <utility>

#include "core/text.hpp"
#include "graph/json_value.hpp"
#include "ui/backend_link.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/portal.hpp"
#include "ui/success.hpp"

// How what is asked here is done at the backend that the sandbox stands for.
namespace pim::ui {
namespace {

/// What a form waits for.
constexpr std::string_view awaited = "the backend's answer is still awaited";

/// The decision that a reply stands for: the subject is the object that it shows.
Accepted accepted_of(const sync::Entry& entry) {
    Accepted accepted;
    const auto body = graph::parse_body(entry.reply);
    const graph::JsonValue* id = body ? body->member("id") : nullptr;
    if (id != nullptr) accepted.subject = parse_guid(id->text).value_or(Guid{});
    return accepted;
}

/// What the reply says about a request, whether it is heard of by other ways yet or not.
kit::Toast toast_of(const Tenant& tenant, const Command& command, const sync::Entry& entry) {
    const auto* asked = std::get_if<RequestSchedule>(&command);
    const auto body = asked == nullptr ? graph::Reading<graph::JsonValue>(graph::JsonValue{})
                                       : graph::parse_body(entry.reply);
    const graph::JsonValue* status = body ? body->member("status") : nullptr;
    const auto known = status == nullptr ? std::nullopt : parse_name<RequestStatus>(status->text);
    const Accepted accepted = accepted_of(entry);
    if (asked == nullptr || !known) return success_of(tenant, command, accepted);
    Request request;
    request.id = accepted.subject;
    request.action = asked->action;
    request.role = asked->role;
    request.principal = asked->principal;
    request.status = *known;
    if (known == RequestStatus::pending_approval) request.approval.emplace();
    return success_of(tenant, request);
}

kit::Toast waits_toast(const sync::Backend& backend) {
    kit::Toast toast;
    toast.title = cat("No line to ", backend.name, ": it goes out when there is one again");
    toast.tone = kit::Tone::warning;
    toast.href = "#/outbox";
    toast.action = "Waiting actions";
    return toast;
}

std::string state_text(const BackendLink& link) {
    const sync::Following& now = link.following();
    switch (now.state) {
        case sync::ReplicaState::connecting:
            return "Reading what is there";
        case sync::ReplicaState::replaced:
            return "Another tenant took its place there, it is being read";
        case sync::ReplicaState::live:
            return link.me().id.is_null() ? "In step with it"
                                          : cat("In step with it, as ", link.me().name);
        case sync::ReplicaState::offline:
            return cat("No line since ",
                       now.offline_since ? local_text_with_seconds(*now.offline_since) : "",
                       ", what you do waits");
        case sync::ReplicaState::error:
            break;
    }
    return now.trouble ? cat(now.trouble->what, "; ", now.trouble->help) : "It does not answer";
}

}  // namespace

void Portal::follow_link() {
    BackendLink* const link = services_.link;
    if (link == nullptr) return;
    link->finished = [this](const sync::Entry& entry) { answer(entry); };
    link->began = [this] {
        services_.capabilities = sync::capabilities_of(*services_.link->backend());
    };
    if (link->backend() != nullptr) {
        link->began();
    } else {
        services_.capabilities = {false, false, false, false, false, false};
    }
}

void Portal::choose_persona(Side& side, const Guid& persona) {
    const BackendLink* link = services_.link;
    const bool free = link == nullptr || link->backend() == nullptr || link->backend()->lab;
    if (free || persona == link->me().id) return take_on(side, persona);
    tell_error(
        {"only who signed in at the backend acts there", "sign in as that person under Connect"});
}

/// Whoever signed in at the backend is who acts here, once the tenant that names them is here.
void Portal::follow_sign_in() {
    const Guid& me = services_.link->me().id;
    if (me.is_null() || me == signed_in_ || sandbox_.tenant().users.find(me) == nullptr) return;
    signed_in_ = me;
    if (side_of(me).persona != me) take_on(sides[0], me);
}

std::optional<Refusal> Portal::refused_by_link(const Side& side) const {
    if (services_.link->backend() == nullptr) {
        return refusal_in_words("connect to a backend first: this sandbox stands for one");
    }
    if (auto refusal = sandbox_.unsaved_here()) return refusal;
    if (!side.questions.empty()) return refusal_in_words("say first whether it is to be done");
    for (const auto& [id, sent] : sent_) {
        if (sent.persona == side.persona && !sent.page.expired()) {
            return refusal_in_words(std::string(awaited));
        }
    }
    return std::nullopt;
}

void Portal::carry_out_at_backend(Task& task, const Guid& persona) {
    BackendLink& link = *services_.link;
    // Who signs in there says so by the token, and a backend knows no mail that was read.
    if (std::holds_alternative<SignIn>(task.command) ||
        std::holds_alternative<MarkMailRead>(task.command)) {
        return;
    }
    if (const auto* passed = std::get_if<CompleteMfa>(&task.command)) {
        link.verify(persona, passed->context);
        return;
    }
    Side& side = side_of(persona);
    if (link.backend() == nullptr || sandbox_.unsaved_here()) {
        return refuse(task, persona, *refused_by_link(side));
    }
    if (!link.backend()->lab) {
        side.questions.push_back(std::move(task));
        return;
    }
    send_out(std::move(task), side);
}

void Portal::refuse(const Task& task, const Guid& persona, const Refusal& refusal) {
    if (!task.answered) return notify(refusal_toast(refusal), persona);
    task.answered(tl::unexpected<Refusal>(refusal));
}

void Portal::send_out(Task task, Side& side) {
    BackendLink& link = *services_.link;
    const auto id =
        link.send(task.command, side.persona, title_of(sandbox_.tenant(), task.command));
    if (!id) {
        const Error& why = id.error();
        return refuse(
            task, side.persona,
            refusal_in_words(why.help.empty() ? why.what : cat(why.what, ": ", why.help)));
    }
    GraphTrace trace = trace_of(task.command, sandbox_.tenant());
    trace.when = local_text(sandbox_.now());
    traces_.push_back(std::move(trace));
    if (traces_.size() > graph_traces_max) traces_.pop_front();
    if (link.following().state == sync::ReplicaState::offline) {
        notify(waits_toast(*link.backend()), side.persona);
        if (task.answered) task.answered(Accepted{});
        return;
    }
    Sent sent{std::move(task), side.persona, {}, {}, side.panel != nullptr};
    if (side.page) sent.page = side.page->alive;
    if (side.panel) sent.panel = side.panel->alive;
    sent_.emplace(*id, std::move(sent));
}

/// The outcome of an action: to the form that waits for it, else to the bell.
void Portal::answer(const sync::Entry& entry) {
    const auto found = sent_.find(entry.command);
    if (found == sent_.end()) {
        kit::Toast toast;
        toast.title = entry.state == sync::EntryState::done ? cat("Done: ", entry.title)
                                                            : cat("Refused: ", entry.title);
        toast.detail = entry.words;
        toast.tone = entry.state == sync::EntryState::done ? kit::Tone::success : kit::Tone::danger;
        return notify(std::move(toast), entry.who.id);
    }
    const Sent sent = std::move(found->second);
    sent_.erase(found);
    const bool waits =
        sent.task.answered && !sent.page.expired() && (!sent.of_panel || !sent.panel.expired());
    if (entry.state == sync::EntryState::done) {
        kit::Toast toast = toast_of(sandbox_.tenant(), sent.task.command, entry);
        if (!sent.task.success.empty()) toast.title = sent.task.success;
        notify(std::move(toast), sent.persona);
        if (waits) sent.task.answered(accepted_of(entry));
        return;
    }
    const Refusal refusal = refusal_in_words(entry.words);
    if (waits) return sent.task.answered(tl::unexpected<Refusal>(refusal));
    notify(refusal_toast(refusal), sent.persona);
}

/// A sign-in that the backend wants first; where a form waits for it, in the form.
void Portal::draw_sign_in_wanted() {
    BackendLink& link = *services_.link;
    if (!link.sign_in_wanted()) return;
    const sync::Backend& backend = *link.backend();
    const bool challenged =
        link.standing().challenge && (backend.lab || backend.sign_in.has_value());
    const auto pressed = kit::message_bar(
        {.text = challenged ? "The backend asks for a stronger sign-in before it does this"
                            : "The backend wants a sign-in before anything goes on",
         .id = "sign-in",
         .tone = kit::Tone::warning,
         .action = challenged ? "Verify my identity" : "Sign in",
         .action_href = challenged ? "" : "#/connect"});
    if (challenged && pressed == kit::MessageResult::action) {
        later([&link] { link.answer_challenge(); });
    }
}

/// What would be done at a backend that is no lab, and whether it is to be.
void Portal::draw_question(Side& side) {
    if (services_.link != nullptr && &side == &sides[0]) draw_sign_in_wanted();
    if (side.questions.empty()) return;
    const sync::Backend& backend = *services_.link->backend();
    const auto card = kit::card({.label = "Do this at the backend?"});
    if (!card) return;
    kit::heading("Do this at the backend?", 3);
    for (const Task& task : side.questions) {
        kit::prose(title_of(sandbox_.tenant(), task.command), {.strong = true});
    }
    kit::prose(cat("This is done in the tenant behind ", backend.name, " (", backend.address,
                   "), which is not a lab"));
    const auto row = kit::row({.id = "question"});
    if (kit::button({.label = "Do it###do-it", .kind = kit::Kind::primary})) {
        later([this, &side] {
            for (Task& task : std::exchange(side.questions, {})) send_out(std::move(task), side);
        });
    }
    if (kit::button({.label = "Not now###not-now"})) {
        later([&side] { side.questions.clear(); });
    }
}

/// What this sandbox stands for, and how well it does.
void Portal::draw_link_state() {
    BackendLink& link = *services_.link;
    const sync::Backend* backend = link.backend();
    if (backend == nullptr) {
        kit::message_bar({.text = "This sandbox stands for a backend: connect to one",
                          .id = "backend",
                          .action = "Connect",
                          .action_href = "#/connect",
                          .announce = false});
        return;
    }
    const bool good = link.following().state == sync::ReplicaState::live;
    kit::message_bar(
        {.text = cat(backend->lab ? "Working through " : "Working in a real tenant through ",
                     backend->name, " (", backend->address, backend->lab ? "), a lab. " : "). ",
                     sandbox_.writable() ? state_text(link) : std::string()),
         .id = "backend",
         .tone = !backend->lab ? kit::Tone::danger
                 : good        ? kit::Tone::info
                               : kit::Tone::warning,
         .action = "Connect",
         .action_href = "#/connect",
         .announce = false});
    if (const std::size_t waiting = link.outbox().waiting(); waiting > 0) {
        kit::message_bar({.text = waiting == 1 ? "One action waits for the backend"
                                               : cat(waiting, " actions wait for the backend"),
                          .id = "outbox",
                          .tone = kit::Tone::warning,
                          .action = "Waiting actions",
                          .action_href = "#/outbox",
                          .announce = false});
    }
    const auto error_bar = [](const std::optional<Error>& error, std::string_view id) {
        if (!error) return;
        kit::message_bar(
            {.text = cat(error->what, "; ", error->help), .id = id, .tone = kit::Tone::danger});
    };
    error_bar(link.unkept(), "unkept");
    error_bar(link.error(), "backend-error");
}

}  // namespace pim::ui
