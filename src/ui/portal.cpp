#include "ui/portal.hpp"

#include <utility>

#include "core/text.hpp"
#include "core/view.hpp"
#include "graph/form.hpp"
#include "ui/draft.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/pages/kept_panels.hpp"
#include "ui/parts.hpp"
#include "ui/success.hpp"
#include "ui/walk.hpp"

namespace pim::ui {

namespace {

constexpr std::string_view first_page = "#/welcome";
/// What the window keeps the explorer's history under.
constexpr std::string_view explorer_history = "explorer";
/// The same of refusals, and of the half-filled forms of the two sides.
constexpr std::string_view notices_name = "notices";
constexpr std::array<std::string_view, 2> draft_names = {"draft", "second-draft"};

}  // namespace

Portal::Portal(sandbox::Sandbox& sandbox, Services services)
    : sandbox_(sandbox),
      services_(std::move(services)),
      walk_(std::make_unique<Walk>(*this)),
      explorer_(sandbox, services_.faults, [keep = services_.keep](std::string_view history) {
          if (keep) keep(explorer_history, history);
      }) {
    restore();
    if (services_.kept) {
        explorer_.recall(services_.kept(explorer_history));
        notices_ = read_notices(services_.kept(notices_name));
        for (std::size_t i = 0; i < sides.size(); ++i) {
            sides[i].draft = services_.kept(draft_names[i]);
            sides[i].draft_waits = true;
        }
    }
    follow_links();
    unsubscribe_ = sandbox_.subscribe([this](const Event& event) { follow_request(event); });
    follow_link();
}

void Portal::follow_links() {
    kit::on_navigate([this](std::string_view href) { follow(href); });
}

Portal::~Portal() {
    unsubscribe_();
    kit::on_navigate({});
}

/// Personas and pages as the session has them: at the start, and after another sandbox took the
/// place of this one.
void Portal::restore() {
    const sandbox::Session& session = sandbox_.session();
    const std::array<const Guid*, 2> personas = {&session.persona, &session.second_persona};
    const std::array<const std::string*, 2> pages = {&session.page, &session.second_page};
    for (std::size_t i = 0; i < sides.size(); ++i) {
        sides[i].persona = *personas[i];
        sides[i].route = parse_route(pages[i]->empty() ? first_page : *pages[i]);
        sides[i].page.reset();
        sides[i].panel.reset();
        sides[i].draft_waits = false;
        sides[i].shown = {};
    }
    two_sides = !session.second_persona.is_null();
    toasts_ = {};
    bells_.clear();
    if (!notices_.empty()) keep(notices_name, "");
    notices_.clear();
    unheard_.clear();
    told_before_ = sandbox_.tenant().sequence;
    traces_.clear();
    seat_somebody();
}

/// The same where the address of the page changed with it.
void Portal::restored() {
    restore();
    if (services_.show_hash) services_.show_hash(hash());
}

/// A persona may have been deleted, or never have been of this tenant.
void Portal::seat_somebody() {
    seated_version_ = sandbox_.version();
    const Tenant& tenant = sandbox_.tenant();
    for (Side& side : sides) {
        if (tenant.users.find(side.persona) != nullptr || (&side == &sides[1] && !two_sides)) {
            continue;
        }
        Guid first;
        tenant.users.each([&](const User& user) {
            if (first.is_null()) first = user.id;
        });
        take_on(side, first);
    }
}

PortalContext Portal::context(Side& side) {
    return {*this, side, sandbox_, sandbox_.tenant(), sandbox_.now(), side.persona, side.route};
}

void Portal::queue(Task task, const Guid& persona) {
    tasks_.push_back({std::move(task), persona});
}

void Portal::later(std::function<void()> action) {
    actions_.push_back(std::move(action));
}

kit::Toasts& Portal::bell(const Guid& persona) {
    const auto [at, fresh] = bells_.try_emplace(persona);
    if (fresh) {
        at->second = kept_messages(sandbox_.tenant(), persona, told_before_, notices_);
        for (kit::Toast& toast : unheard_[persona]) at->second.all.push_back(std::move(toast));
        unheard_.erase(persona);
    }
    return at->second;
}

/// Somebody's request was answered, or came to its end by itself.
void Portal::follow_request(const Event& event) {
    Guid id;
    if (const auto* closed = std::get_if<RequestClosed>(&event.body)) id = closed->request;
    if (const auto* given = std::get_if<ApprovalGiven>(&event.body)) id = given->request;
    if (const auto* decided = std::get_if<RequestDecided>(&event.body)) id = decided->request;
    const Request* request = id.is_null() ? nullptr : sandbox_.tenant().requests.find(id);
    if (request == nullptr || request->created_by == event.actor) return;
    sandbox_.when_durable([this, id](const std::optional<Error>& error) {
        if (!error) tell_requester(id);
    });
}

void Portal::tell_requester(const Guid& id) {
    const Request* request = sandbox_.tenant().requests.find(id);
    if (request == nullptr) return;
    const Guid& persona = request->created_by;
    kit::Toast toast = success_of(sandbox_.tenant(), *request);
    if (side_of(persona).persona == persona) {
        notify(std::move(toast), persona);
        return;
    }
    toast.when = local_text(sandbox_.now());
    toast.title = kit::sentence(toast.title);
    toast.closed = true;
    const auto known = bells_.find(persona);
    (known == bells_.end() ? unheard_[persona] : known->second.all).push_back(std::move(toast));
}

void Portal::notify(kit::Toast toast, const Guid& persona) {
    toast.when = local_text(sandbox_.now());
    toast.title = kit::sentence(toast.title);
    toast.detail = kit::sentence(toast.detail);
    kit::Toast kept = toast;
    kept.closed = true;
    bell(persona).all.push_back(std::move(kept));
    keep_notice(toast, persona);
    kit::add_toast(toasts_, std::move(toast));
}

void Portal::keep(std::string_view name, std::string_view text) {
    if (services_.keep) services_.keep(name, text);
}

/// What was done is told again from the audit; what was refused or failed is no event.
void Portal::keep_notice(const kit::Toast& toast, const Guid& persona) {
    if (toast.tone != kit::Tone::danger && toast.tone != kit::Tone::warning) return;
    notices_.push_back({persona, sandbox_.now(), toast});
    if (notices_.size() > notices_max) notices_.pop_front();
    keep(notices_name, notices_text(notices_));
}

void Portal::keep_draft(Side& side) {
    Draft draft;
    if (side.panel) side.panel->fill(draft);
    if (!draft.empty()) {
        draft.set("page", to_hash(side.route));
        draft.set("persona", side.persona);
    }
    std::string text = draft.empty() ? std::string() : draft.to_text();
    if (text == side.draft) return;
    side.draft = std::move(text);
    keep(draft_names[&side == &sides[1] ? 1 : 0], side.draft);
}

/// The form that was open when the page was left, where its side is at the same page again.
void Portal::open_kept_panel(Side& side) {
    if (!std::exchange(side.draft_waits, false) || side.draft.empty()) return;
    const Draft draft = Draft::parse(side.draft);
    if (draft.text("page") != to_hash(side.route) || draft.id("persona") != side.persona) return;
    side.panel = kept_panel(draft, context(side));
}

void Portal::jump(Instant at) {
    if (const auto moved = sandbox_.jump(at); !moved) tell_error(moved.error());
}

void Portal::tell_error(const Error& error) {
    kit::Toast toast;
    toast.tone = kit::Tone::danger;
    toast.title = error.what;
    toast.detail = error.help;
    notify(std::move(toast), sides[0].persona);
}

void Portal::open(std::string_view hash) {
    follow(hash.empty() || hash == "#" || hash == "#/" ? first_page : hash);
}

std::string Portal::hash() const {
    return to_hash(sides[0].route);
}

/// A link: to a page of the side that is being drawn, to a moment, or to a prepared state.
void Portal::follow(std::string_view href) {
    if (href.substr(0, 1) != "#") {
        if (services_.open_outside) services_.open_outside(href);
        return;
    }
    Side& side = drawing_ == nullptr ? sides[0] : *drawing_;
    const Route route = parse_route(href);
    if (route.part(0) == "jump") {
        if (const auto at = parse_instant(route.part(1))) {
            later([this, at] { jump(*at); });
        }
    } else if (route.part(0) == "start") {
        std::string scenario(route.part(1));
        if (!route.part(2).empty()) scenario += cat("/", route.part(2));
        start(std::move(scenario));
    } else {
        later([this, &side, hash = std::string(href)] { go(side, hash); });
    }
}

void Portal::go(Side& side, std::string_view hash) {
    const Route before = std::exchange(side.route, parse_route(hash));
    // Followed again, a link to a request opens its panel again.
    if (side.route == before) side.page.reset();
    side.panel_closes = true;
}

void Portal::take_on(Side& side, const Guid& persona) {
    if (side.persona == persona) return;
    side.persona = persona;
    side.panel_closes = true;
    sandbox_.set_persona(persona, &side == &sides[1]);
    Task task;
    task.command = SignIn{persona};
    task.answered = [](const Decision&) {};
    queue(std::move(task), persona);
}

Side& Portal::side_of(const Guid& persona) {
    return two_sides && sides[1].persona == persona ? sides[1] : sides[0];
}

void Portal::show_two_sides(bool on) {
    two_sides = on;
    sides[1].panel_closes = true;
    if (!on) {
        sides[1].persona = {};
        sandbox_.set_persona({}, true);
        return;
    }
    // Somebody else than on the left, so that the two can ask and answer: at best one who has
    // something to activate.
    const Tenant& tenant = sandbox_.tenant();
    Guid other;
    Guid eligible;
    tenant.users.each([&](const User& user) {
        if (user.id == sides[0].persona || !eligible.is_null()) return;
        if (other.is_null()) other = user.id;
        if (!assignments_of(tenant, user.id, AssignmentKind::eligible).empty()) eligible = user.id;
    });
    if (!eligible.is_null()) other = eligible;
    sides[1].route = parse_route("#/my-roles");
    take_on(sides[1], other.is_null() ? sides[0].persona : other);
}

bool Portal::settle() {
    const bool asked = !actions_.empty() || !tasks_.empty() || sides[0].next_panel != nullptr ||
                       sides[1].next_panel != nullptr || sides[0].panel_closes ||
                       sides[1].panel_closes;
    for (const auto& action : std::exchange(actions_, {})) action();
    for (Queued& queued : std::exchange(tasks_, {})) carry_out(queued.task, queued.persona);
    for (Side& side : sides) {
        if (std::exchange(side.panel_closes, false)) side.panel.reset();
        if (side.next_panel) side.panel = std::move(side.next_panel);
        open_kept_panel(side);
        keep_draft(side);
        forget_questions(side);
    }
    if (seated_version_ != sandbox_.version()) seat_somebody();
    if (services_.link != nullptr) follow_sign_in();
    walk_->follow();
    const std::array<const std::string*, 2> pages = {&sandbox_.session().page,
                                                     &sandbox_.session().second_page};
    const std::array<const Guid*, 2> personas = {&sandbox_.session().persona,
                                                 &sandbox_.session().second_persona};
    for (std::size_t i = 0; i < sides.size(); ++i) {
        if (i == 1 && !two_sides) continue;
        if (!(*personas[i] == sides[i].persona)) sandbox_.set_persona(sides[i].persona, i == 1);
        const std::string address = to_hash(sides[i].route);
        if (address == *pages[i]) continue;
        sandbox_.set_page(address, i == 1);
        if (i == 0 && services_.show_hash) services_.show_hash(address);
    }
    return asked;
}

void Portal::carry_out(Task& task, const Guid& persona) {
    if (services_.link != nullptr) return carry_out_at_backend(task, persona);
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
        std::string told = reason_text(reason);
        if (toast.title.empty()) {
            toast.title = std::move(told);
        } else {
            toast.detail += cat(toast.detail.empty() ? "" : "\n", told);
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
