#include "sandbox/sandbox.hpp"

#include <algorithm>

#include "core/apply.hpp"
#include "core/text.hpp"

namespace pim::sandbox {

namespace {

/// Real time after which the next slice of a snapshot is written: once a frame or so.
constexpr std::int64_t slice_pause_ticks = ticks_per_second / 60;
/// Real time without an event after which a snapshot may begin.
constexpr std::int64_t snapshot_rest_ticks = ticks_per_second / 10;

Refusal not_here(std::string why) {
    Reason reason;
    reason.rule = Rule::request_form;
    reason.help = std::move(why);
    return {RefusalCode::service_unavailable, {std::move(reason)}};
}

}  // namespace

Sandbox::Sandbox(Tenant tenant, Session session, std::unique_ptr<Store> store,
                 std::function<Guid()> next_id)
    : tenant_(std::move(tenant)),
      session_(std::move(session)),
      store_(std::move(store)),
      next_id_(std::move(next_id)),
      durable_{session_, 0} {}

Sandbox::~Sandbox() {
    *self_ = nullptr;
}

SaveState Sandbox::save_state() const {
    if (!store_->writable()) return SaveState::read_only;
    if (save_error_) return SaveState::failed;
    return dirty_ || committing_ ? SaveState::saving : SaveState::saved;
}

Decision Sandbox::submit(const Command& command, Submission submission) {
    if (auto refusal = refused_here()) return tl::unexpected<Refusal>(std::move(*refusal));
    if (submission.command.is_null()) submission.command = next_id_();
    auto decision = decide(tenant_, command, context(submission));
    if (!decision) return decision;
    take(decision->events);
    if (submission.confirmed) {
        // Also where nothing changed: what the answer rests on may still be on its way to disk.
        waiting_.push_back(std::move(submission.confirmed));
        dirty_ = true;
    }
    return decision;
}

Decision Sandbox::preview(const Command& command, const Guid& caller) const {
    if (auto refusal = unsaved_here()) return tl::unexpected<Refusal>(std::move(*refusal));
    Submission submission;
    submission.caller = caller;
    return decide(tenant_, command, context(submission));
}

void Sandbox::pump(std::int64_t elapsed_ticks) {
    if (!writable()) return;
    if (session_.speed > 0 && elapsed_ticks > 0) {
        const bool fast = session_.speed > 1;
        const std::int64_t pause =
            fast ? std::min(elapsed_ticks, fast_pause_ticks_max) : elapsed_ticks;
        go_on_to(shift(session_.now, pause * session_.speed));
        unsaved_ticks_ += elapsed_ticks;
        if (unsaved_ticks_ >= clock_saved_every_ticks) dirty_ = session_unsaved_ = true;
    }
    const bool changed = std::exchange(rested_at_, tenant_.sequence) != tenant_.sequence;
    rest_ticks_ = changed ? 0 : rest_ticks_ + elapsed_ticks;
    const bool again = store_->idle(tenant_, rest_ticks_ >= snapshot_rest_ticks);
    snapshot_waits_ = again && !dirty_ && !committing_;
}

/// The next moment of a clock that nobody turned.
void Sandbox::go_on_to(Instant to) {
    if (!stands_for_backend_) {
        advance_to(to);
        return;
    }
    // What falls due is decided over there: until it is told, it must not look as if it had passed.
    const auto next = next_event();
    if (next && session_.now <= *next) to = std::min(to, *next);
    session_.now = to;
}

Outcome<void> Sandbox::follow(const Events& events, const ClockFace& clock) {
    if (!stands_for_backend_) return failure("this sandbox decides by itself, it follows nobody");
    if (!writable()) {
        return failure("nothing can be saved here, so the backend is not followed",
                       "go on in the tab that writes, or try saving again first");
    }
    std::int64_t sequence = tenant_.sequence;
    Instant at = tenant_.changed;
    for (const Event& event : events) {
        if (event.sequence != ++sequence) {
            return failure(cat("event ", sequence, " was to come, not ", event.sequence),
                           "read the tenant from the backend anew");
        }
        if (event.at < at) {
            return failure(
                cat("event ", sequence, " of ", to_text(event.at), " lies before ", to_text(at)),
                "read the tenant from the backend anew");
        }
        at = event.at;
    }
    // The views that are told of the events see the time at which they happened.
    session_.now = std::max(clock.now, at);
    if (session_.speed != clock.speed) session_changed();
    session_.speed = std::max<std::int64_t>(0, clock.speed);
    take(events);
    return {};
}

Outcome<std::size_t> Sandbox::jump(Instant to) {
    if (stands_for_backend_) {
        return failure("this sandbox stands for a backend, whose time cannot be moved from here",
                       "make a copy of it, and travel there");
    }
    if (!writable()) {
        return failure("time stands still: nothing can be saved here",
                       "go on in the tab that writes, or export the sandbox");
    }
    if (to < session_.now) {
        return failure("time never goes back: it is " + to_text(session_.now) + ", and " +
                           to_text(to) + " was asked for",
                       "choose a later moment, or start the sandbox anew");
    }
    dirty_ = session_unsaved_ = true;
    return advance_to(to);
}

bool Sandbox::jump_to_next() {
    const auto next = next_event();
    return next && jump(std::max(*next, session_.now)).has_value();
}

std::optional<std::int64_t> Sandbox::ticks_until_due() const {
    if (snapshot_waits_) return slice_pause_ticks;
    const auto next = next_event();
    if (!next || session_.speed <= 0 || !writable() || stands_for_backend_) return std::nullopt;
    const std::int64_t ticks = next->ticks - session_.now.ticks;
    return std::max<std::int64_t>(0, (ticks + session_.speed - 1) / session_.speed);
}

void Sandbox::set_speed(std::int64_t speed) {
    if (stands_for_backend_) return;
    session_.speed = std::max<std::int64_t>(0, speed);
    session_changed();
}

void Sandbox::set_persona(const Guid& persona, bool second) {
    (second ? session_.second_persona : session_.persona) = persona;
    session_changed();
}

void Sandbox::set_page(std::string page, bool second) {
    std::string& kept = second ? session_.second_page : session_.page;
    if (kept == page) return;
    kept = std::move(page);
    session_changed();
}

void Sandbox::set_progress(std::string progress) {
    if (session_.progress == progress) return;
    session_.progress = std::move(progress);
    session_changed();
}

bool Sandbox::commit() {
    if (committing_ || !dirty_ || !writable()) return false;
    dirty_ = false;
    committing_ = true;
    if (std::exchange(session_unsaved_, false)) {
        unsaved_ticks_ = 0;
        store_->save_session(session_);
    }
    store_->commit([self = self_, store = store_number_, durable = Durable{session_, replacements_},
                    waiting = std::exchange(waiting_, {})](std::optional<Error> error) mutable {
        // What an old store still had under way is no answer of the new one.
        if (*self == nullptr || (*self)->store_number_ != store) return;
        if (!error) (*self)->durable_ = std::move(durable);
        (*self)->committed(std::move(error), std::move(waiting));
    });
    return true;
}

void Sandbox::when_durable(Confirmed confirmed) {
    if (!writable()) {
        confirmed(save_error_.value_or(Error{"nothing can be saved here", ""}));
    } else if (!dirty_ && !committing_) {
        confirmed(std::nullopt);
    } else {
        waiting_.push_back(std::move(confirmed));
        dirty_ = true;
    }
}

void Sandbox::try_again() {
    if (!save_error_) return;
    if (!reverted_) {
        auto back = go_back();
        if (!back) {
            save_error_ = std::move(back.error());
            ++version_;
            return;
        }
    }
    save_error_.reset();
    session_changed();
    commit();
}

std::function<void()> Sandbox::subscribe(std::function<void(const Event&)> listener) {
    const int id = next_listener_++;
    listeners_.emplace_back(id, std::move(listener));
    return [self = self_, id] {
        if (*self == nullptr) return;
        auto& listeners = (*self)->listeners_;
        listeners.erase(std::remove_if(listeners.begin(), listeners.end(),
                                       [&](const auto& entry) { return entry.first == id; }),
                        listeners.end());
    };
}

void Sandbox::replace(Tenant tenant, Session session, Confirmed confirmed) {
    if (!writable()) {
        if (confirmed) {
            confirmed(Error{"nothing can be saved here",
                            "do this in the tab that writes, or try saving again first"});
        }
        return;
    }
    tenant_ = std::move(tenant);
    session_ = std::move(session);
    session_.now = std::max(session_.now, tenant_.changed);
    store_->replace(tenant_, session_);
    ++replacements_;
    if (confirmed) waiting_.push_back(std::move(confirmed));
    session_changed();
}

void Sandbox::reopen(State state, std::unique_ptr<Store> store) {
    ++store_number_;
    store_ = std::move(store);
    tenant_ = std::move(state.tenant);
    session_ = std::move(state.session);
    durable_ = {session_, replacements_};
    reverted_ = true;
    save_error_.reset();
    const auto unanswered = std::exchange(waiting_, {});
    dirty_ = committing_ = snapshot_waits_ = false;
    ++version_;
    for (const Confirmed& confirmed : unanswered) {
        confirmed(Error{"the sandbox was opened anew before this was saved", "do it again"});
    }
}

Outcome<void> Sandbox::refresh() {
    if (store_->writable()) {
        return failure("this tab writes, so it has nothing to take over", "");
    }
    const auto session = store_->catch_up(tenant_);
    if (!session) return tl::unexpected<Error>(session.error());
    session_.now = session->now;
    session_.speed = session->speed;
    ++version_;
    return {};
}

Context Sandbox::context(const Submission& submission) const {
    Context context;
    context.caller = submission.caller;
    context.authority = submission.authority;
    context.now = session_.now;
    context.command = submission.command;
    context.mfa_done = submission.mfa_done;
    context.authentication_contexts = submission.authentication_contexts;
    return context;
}

std::optional<Refusal> Sandbox::refused_here() const {
    if (auto refusal = unsaved_here()) return refusal;
    if (!stands_for_backend_) return std::nullopt;
    return not_here("this sandbox stands for a backend: what is to be done goes through it");
}

std::optional<Refusal> Sandbox::unsaved_here() const {
    if (!store_->writable()) {
        return not_here(
            "this tab only reads, because another one writes to the same sandbox: "
            "go on there, or close it");
    }
    if (save_error_) {
        return not_here("the sandbox could not be saved, so nothing more is taken: " +
                        save_error_->what + "; export it, or try saving again");
    }
    return std::nullopt;
}

void Sandbox::take(const Events& events) {
    if (events.empty()) return;
    store_->append(events);
    for (const Event& event : events) {
        apply(tenant_, event);
        tell(event);
    }
    dirty_ = true;
}

void Sandbox::tell(const Event& event) {
    ++version_;
    // A listener may subscribe or unsubscribe others.
    const auto listeners = listeners_;
    for (const auto& [id, listener] : listeners) listener(event);
}

std::size_t Sandbox::advance_to(Instant to) {
    Events step;
    const auto flush = [&] {
        if (step.empty()) return;
        store_->append(step);
        step.clear();
        dirty_ = true;
    };
    const std::size_t count = advance(tenant_, to, [&](const Event& event) {
        // Between two instants every prefix is a state that really was; within one it is not.
        if (step.size() >= step_events_max && step.back().at != event.at) flush();
        step.push_back(event);
        tell(event);
    });
    flush();
    session_.now = to;
    return count;
}

void Sandbox::session_changed() {
    ++version_;
    dirty_ = session_unsaved_ = true;
}

void Sandbox::committed(std::optional<Error> error, std::vector<Confirmed> waiting) {
    committing_ = false;
    ++version_;
    const auto self = self_;
    // The disk works on the next commit while those of the last are told.
    if (error) {
        failed(*error);
    } else if (commit_ended_) {
        commit_ended_();
    } else {
        commit();
    }
    for (const Confirmed& confirmed : waiting) {
        if (*self == nullptr) return;
        if (confirmed) confirmed(error);
    }
}

void Sandbox::failed(Error error) {
    const auto back = go_back();
    if (!back) error.what += "; and " + back.error().what;
    save_error_ = error;
    dirty_ = false;
    // What was asked for after the commit began rests on what it lost.
    for (const Confirmed& confirmed : std::exchange(waiting_, {})) confirmed(error);
}

/// Takes up what is durable. Where it cannot be read, what was lost is still in the tenant.
Outcome<void> Sandbox::go_back() {
    auto state = store_->reload();
    reverted_ = state.has_value();
    if (!state) return tl::unexpected<Error>(std::move(state.error()));
    tenant_ = std::move(state->tenant);
    // Personas and page belong to the tenant that they were chosen in.
    if (std::exchange(replacements_, durable_.replacements) != durable_.replacements) {
        session_ = durable_.session;
    }
    session_.now = std::max(durable_.session.now, tenant_.changed);
    return {};
}

}  // namespace pim::sandbox
