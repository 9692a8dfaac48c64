#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "graph/json_value.hpp"
#include "ui/backend_link.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/portal.hpp"
#include "ui/success.hpp"
#include "ui/title.hpp"

// How what is asked here is done at the backend that the sandbox stands for.
namespace pim::ui {
namespace {

/// What a form waits for.
constexpr std::string_view awaited = "the backend's answer is still awaited";

Asked asked_from(const Side& side, Task task, const Guid& persona) {
    Asked asked{std::move(task), persona, {}};
    if (side.page) asked.page = side.page->alive;
    asked.of_panel = side.panel != nullptr;
    if (side.panel) asked.panel = side.panel->alive;
    return asked;
}

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

std::string error_text(const Error& error) {
    return error.help.empty() ? error.what : cat(error.what, "; ", error.help);
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
    return now.trouble ? error_text(*now.trouble) : "It does not answer";
}

}  // namespace

void forget_questions(Side& side) {
    const auto gone = [&side](const Asked& asked) {
        return !asked.form_there() || asked.persona != side.persona;
    };
    side.questions.erase(std::remove_if(side.questions.begin(), side.questions.end(), gone),
                         side.questions.end());
}

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
/// What a lab's queue signs in for moves nobody.
void Portal::follow_sign_in() {
    const Guid& me = services_.link->person();
    if (me.is_null() || me == signed_in_ || sandbox_.tenant().users.find(me) == nullptr) return;
    signed_in_ = me;
    if (side_of(me).persona != me) take_on(sides[0], me);
}

std::optional<Refusal> Portal::refused_by_link(const Side& side) const {
    if (services_.link->backend() == nullptr) {
        return refusal_in_words("connect to a backend first: this sandbox stands for one");
    }
    if (!services_.link->configured()) {
        const auto& error = services_.link->error();
        return refusal_in_words(error ? error_text(*error) : "config.json is still being read");
    }
    if (auto refusal = sandbox_.unsaved_here()) return refusal;
    if (!side.questions.empty()) return refusal_in_words("say first whether it is to be done");
    for (const auto& [id, asked] : sent_) {
        if (asked.persona == side.persona && !asked.page.expired()) {
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
    Asked asked = asked_from(side, std::move(task), persona);
    if (link.backend() == nullptr || !link.configured() || sandbox_.unsaved_here()) {
        return refuse(asked, *refused_by_link(side));
    }
    if (!link.backend()->lab) {
        side.questions.push_back(std::move(asked));
        return;
    }
    send_out(std::move(asked));
}

/// A "no" goes to the form that waits for it, else to the bell.
void Portal::refuse(const Asked& asked, const Refusal& refusal) {
    if (!asked.task.answered || !asked.form_there()) {
        return notify(refusal_toast(refusal), asked.persona);
    }
    asked.task.answered(tl::unexpected<Refusal>(refusal));
}

void Portal::send_out(Asked asked) {
    BackendLink& link = *services_.link;
    const Task& task = asked.task;
    const auto id =
        link.send(task.command, asked.persona, title_of(sandbox_.tenant(), task.command));
    if (!id) {
        return refuse(asked, refusal_in_words(error_text(id.error())));
    }
    GraphTrace trace = trace_of(task.command, sandbox_.tenant());
    trace.when = local_text(sandbox_.now());
    traces_.push_back(std::move(trace));
    if (traces_.size() > graph_traces_max) traces_.pop_front();
    if (link.following().state == sync::ReplicaState::offline) {
        notify(waits_toast(*link.backend()), asked.persona);
        if (task.answered && asked.form_there()) task.answered(Accepted{});
        return;
    }
    sent_.emplace(*id, std::move(asked));
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
    const Asked asked = std::move(found->second);
    sent_.erase(found);
    const Task& task = asked.task;
    if (entry.state != sync::EntryState::done) return refuse(asked, refusal_in_words(entry.words));
    kit::Toast toast = toast_of(sandbox_.tenant(), task.command, entry);
    if (!task.success.empty()) toast.title = task.success;
    notify(std::move(toast), asked.persona);
    if (task.answered && asked.form_there()) task.answered(accepted_of(entry));
}

/// A sign-in that the backend wants first; where a form waits for it, in the form.
void Portal::draw_sign_in_wanted() {
    BackendLink& link = *services_.link;
    if (!link.sign_in_wanted()) return;
    const sync::Backend& backend = *link.backend();
    const sync::Asker* const asker = link.courier().sign_in_wanted();
    const bool challenged =
        link.standing().challenge && (backend.lab || backend.sign_in.has_value());
    const auto pressed = kit::message_bar(
        {.text = challenged
                     ? std::string("The backend asks for a stronger sign-in before it does this")
                     : cat("The backend wants ",
                           asker == nullptr ? std::string("a sign-in")
                                            : cat("the sign-in of ", asker->name),
                           " before anything goes on"),
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
    for (const Asked& asked : side.questions) {
        kit::prose(title_of(sandbox_.tenant(), asked.task.command), {.strong = true});
    }
    kit::prose(cat("This is done in the tenant behind ", backend.name, " (", backend.address,
                   "), which is not a lab"));
    const auto row = kit::row({.id = "question"});
    if (kit::button({.label = "Do it###do-it", .kind = kit::Kind::primary})) {
        later([this, &side] {
            forget_questions(side);
            for (Asked& asked : std::exchange(side.questions, {})) send_out(std::move(asked));
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
                     backend->name, " (", backend->address, backend->lab ? "), a lab" : ")",
                     sandbox_.writable() ? cat(". ", state_text(link)) : std::string()),
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
        kit::message_bar({.text = error_text(*error), .id = id, .tone = kit::Tone::danger});
    };
    error_bar(link.unkept(), "unkept");
    error_bar(link.error(), "backend-error");
}

}  // namespace pim::ui
