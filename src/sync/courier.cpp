#include "sync/courier.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "sync/look_up.hpp"
#include "sync/page.hpp"
#include "sync/throttle.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;

constexpr bool succeeded(int status) {
    return status >= 200 && status < 300;
}

/// Statuses of a service that did not begin with the request; other failures may come too late.
constexpr bool surely_not_done(int status) {
    return status == 429 || status == 503;
}

}  // namespace

Courier::Courier(Transport& transport, Outbox outbox)
    : transport_(transport), outbox_(std::move(outbox)) {}

Courier::~Courier() {
    *self_ = nullptr;
    if (flight_ && flight_->number) transport_.abort(*flight_->number);
}

const Asker* Courier::sign_in_wanted() const {
    const Entry* entry = outbox_.next();
    if (entry == nullptr || entry->state == EntryState::unclear) return nullptr;
    return standing_.challenge || signed_in_ != entry->who.id ? &entry->who : nullptr;
}

/// Whether the next action could go out, but for a pause.
bool Courier::ready() const {
    const Entry* entry = outbox_.next();
    return entry != nullptr && entry->state != EntryState::unclear && line_there_ && !flight_ &&
           sign_in_wanted() == nullptr;
}

void Courier::go_on(Instant now) {
    now_ = now;
    if (going_on_) return;
    if (pause_) standing_.waits_until = shift(now, *std::exchange(pause_, std::nullopt));
    if (standing_.waits_until && now < *standing_.waits_until) return;
    standing_.waits_until.reset();
    // A transport may reply before `send` returns.
    going_on_ = true;
    while (!pause_ && ready() && send_next()) {
    }
    going_on_ = false;
}

std::optional<std::int64_t> Courier::due(Instant now) const {
    if (!ready()) return std::nullopt;
    if (pause_ || !standing_.waits_until) return 0;
    return std::max<std::int64_t>(0, standing_.waits_until->ticks - now.ticks);
}

bool Courier::send_next() {
    Entry& entry = *outbox_.next();
    if (entry.state == EntryState::sent) {
        switch (remedy_of(entry, outbox_.backend)) {
            case Remedy::look:
                send_look(entry);
                return true;
            case Remedy::repeat:
                break;
            case Remedy::ask:
                become_unclear(entry,
                               "the reply was lost, and the backend cannot be asked whether "
                               "it has done this");
                return true;
        }
    }
    send_request(entry);
    return true;
}

void Courier::send_request(Entry& entry) {
    const bool doubted = entry.state == EntryState::sent;
    entry.state = EntryState::sent;
    if (!doubted) entry.sent = now_;
    if (keep) keep(outbox_);
    send(call_of(entry.requests[entry.finished], outbox_.backend), false, doubted);
}

void Courier::send_look(const Entry& entry) {
    if (!look_) look_ = Look{};
    Call call;
    call.url = look_->next.empty() ? look_up_address(entry, outbox_.backend) : look_->next;
    send(std::move(call), true, true);
}

void Courier::send(Call call, bool look, bool doubted) {
    const int number = ++last_call_;
    flight_ = Flight{number, look, doubted, {}};
    standing_.sending = true;
    const int given = transport_.send(
        std::move(call), [self = self_, number](const Outcome<graph::Response>& reply) {
            if (*self != nullptr) (*self)->take_reply(number, reply);
        });
    if (flight_ && flight_->call == number) flight_->number = given;
}

void Courier::take_reply(int call, const Outcome<graph::Response>& reply) {
    if (!flight_ || flight_->call != call) return;  // told twice, or of an earlier call
    const Flight flight = *std::exchange(flight_, std::nullopt);
    standing_.sending = false;
    Entry* entry = outbox_.next();
    if (entry != nullptr) {
        if (!reply || reply->status == 0) {
            no_answer(reply ? Error{"the backend did not answer", {}} : reply.error());
        } else if (flight.look) {
            take_found(*entry, *reply);
        } else {
            take_answer(*entry, flight, *reply);
        }
    }
    tell();
}

/// The request may have arrived all the same: it stays `sent` until that is known.
void Courier::no_answer(const Error& error) {
    ++failures_;
    if (!standing_.offline_since) standing_.offline_since = now_;
    standing_.trouble = error.what;
    pause_ = pause_ticks(failures_, {});
}

void Courier::take_answer(Entry& entry, const Flight& flight, const graph::Response& response) {
    standing_.offline_since.reset();
    const auto body = response.body.empty() ? graph::Reading<JsonValue>(JsonValue{})
                                            : graph::parse_body(response.body, reply_bytes_max);
    const JsonValue* readable = body ? &*body : nullptr;
    const int status = response.status;
    std::string words = words_of_refusal(status, readable);
    if (succeeded(status)) {
        if (body) return advance(entry, response);
        // A page to sign in at a hotel answers 200 as well.
        return wait(entry, status, {}, "what answers there is no Graph service");
    }
    if (asks_to_wait(status)) {
        if (!flight.doubted && surely_not_done(status)) not_sent(entry);
        return wait(entry, status, graph::header(response.headers, "Retry-After"),
                    std::move(words));
    }
    const auto challenge = challenge_in(response, readable);
    if (challenge && (status == 401 || !entry.asked_for_sign_in)) {
        if (status != 401) entry.asked_for_sign_in = true;
        // A token that is not taken says nothing of an earlier try.
        if (status != 401 || !flight.doubted) not_sent(entry);
        standing_.challenge = challenge;
        standing_.trouble = std::move(words);
        return;
    }
    const bool removed =
        flight.doubted && status == 404 && sort_of(entry.requests[entry.finished]) == Sort::removal;
    if (removed) return advance(entry, response);
    refuse(entry, response, std::move(words));
}

void Courier::take_found(Entry& entry, const graph::Response& response) {
    standing_.offline_since.reset();
    auto body = graph::parse_body(response.body, reply_bytes_max);
    const JsonValue* readable = body ? &*body : nullptr;
    if (response.status == 200 && body) return judged(entry, *body);
    std::string words = words_of_refusal(response.status, readable);
    if (asks_to_wait(response.status) || response.status == 200) {
        return wait(entry, response.status, graph::header(response.headers, "Retry-After"),
                    std::move(words));
    }
    if (response.status == 401) {
        standing_.challenge = challenge_in(response, readable);
        standing_.trouble = std::move(words);
        return;
    }
    become_unclear(entry, cat("the reply was lost, and it cannot be looked up: ", words));
}

void Courier::judged(Entry& entry, const JsonValue& page) {
    const Finding finding = judge(entry, page, now_);
    if (finding == Finding::done) return advance(entry, {200, {}, to_json(object_of(entry, page))});
    look_->doubtful = look_->doubtful || finding == Finding::unclear;
    const JsonValue* next = page.member("@odata.nextLink");
    if (next != nullptr) {
        look_->next = next->text;
        if (++look_->pages < look_up_pages_max && leads_to(outbox_.backend, look_->next)) return;
        look_->doubtful = true;
    }
    const bool doubtful = look_->doubtful;
    look_.reset();
    if (doubtful) {
        return become_unclear(entry,
                              "the reply was lost, and the backend has something that may "
                              "be this or another one");
    }
    const std::int64_t since = now_.ticks - entry.sent.value_or(now_).ticks;
    if (since < read_lag_ticks) {
        pause_ = read_lag_ticks - since;
    } else {
        not_sent(entry);
    }
}

/// Tries again later. A service that fails again and again at the same request is not asked for
/// ever: where it may have done it, a person says what is to happen.
void Courier::wait(Entry& entry, int status, std::string_view retry_after, std::string words) {
    ++failures_;
    if (failures_ >= attempts_max && !surely_not_done(status)) {
        return become_unclear(entry, cat("the backend failed ", failures_, " times: ", words));
    }
    standing_.trouble = std::move(words);
    pause_ = pause_ticks(failures_, retry_after);
}

/// Nothing came of what was sent.
void Courier::not_sent(Entry& entry) {
    entry.state = EntryState::waiting;
    entry.sent.reset();
}

/// A request of the entry was carried out.
void Courier::advance(Entry& entry, const graph::Response& response) {
    ++entry.finished;
    entry.sent.reset();
    entry.status = response.status;
    entry.reply = response.body.size() <= reply_kept_bytes_max ? response.body : std::string();
    entry.state = entry.finished == entry.requests.size() ? EntryState::done : EntryState::waiting;
    failures_ = 0;
    standing_.trouble.clear();
    look_.reset();
    if (entry.over()) over(entry);
}

void Courier::refuse(Entry& entry, const graph::Response& response, std::string words) {
    entry.state = EntryState::refused;
    entry.status = response.status;
    entry.reply = response.body.size() <= reply_kept_bytes_max ? response.body : std::string();
    entry.words = std::move(words);
    if (entry.finished > 0) {
        entry.words += cat(" (", entry.finished, " of its ", entry.requests.size(),
                           " requests had been carried out)");
    }
    failures_ = 0;
    standing_.trouble.clear();
    over(entry);
}

void Courier::become_unclear(Entry& entry, std::string words) {
    entry.state = EntryState::unclear;
    entry.words = std::move(words);
    failures_ = 0;
    look_.reset();
    standing_.trouble.clear();
    if (going_on_ && !flight_) tell();
}

void Courier::over(const Entry& entry) {
    const Entry outcome = entry;
    outbox_.tidy();
    if (finished) finished(outcome);
}

void Courier::tell() {
    if (keep) keep(outbox_);
    if (changed) changed();
}

Outcome<void> Courier::add(Entry entry) {
    auto added = outbox_.add(std::move(entry));
    if (added) tell();
    return added;
}

bool Courier::remove(const Guid& command) {
    const bool removed = outbox_.remove(command);
    if (removed) settled();
    return removed;
}

void Courier::signed_in(const Guid& who) {
    signed_in_ = who;
    if (!who.is_null()) standing_.challenge.reset();
    tell();
}

void Courier::set_line(bool there) {
    if (there == line_there_) return;
    line_there_ = there;
    if (there) {
        // Whoever says so knows more than the pause.
        pause_.reset();
        standing_.waits_until.reset();
        standing_.offline_since.reset();
    } else if (!standing_.offline_since) {
        standing_.offline_since = now_;
    }
    tell();
}

bool Courier::asks_person(const Entry& entry) const {
    if (entry.state == EntryState::unclear) return true;
    return &entry == outbox_.next() && !flight_ && sign_in_wanted() != nullptr &&
           !can_cancel(entry);
}

Entry* Courier::asked_about(const Guid& command) {
    Entry* entry = outbox_.find(command);
    return entry != nullptr && asks_person(*entry) ? entry : nullptr;
}

/// What the backend wanted, it wanted for that action.
void Courier::settled() {
    look_.reset();
    if (!flight_) standing_.challenge.reset();
    tell();
}

bool Courier::was_done(const Guid& command) {
    Entry* entry = asked_about(command);
    if (entry == nullptr || entry->state == EntryState::waiting) return false;
    entry->words.clear();
    advance(*entry, {0, {}, {}});
    settled();
    return true;
}

bool Courier::send_again(const Guid& command) {
    Entry* entry = asked_about(command);
    if (entry == nullptr || entry->state == EntryState::waiting) return false;
    entry->words.clear();
    not_sent(*entry);
    settled();
    return true;
}

bool Courier::drop(const Guid& command) {
    Entry* entry = asked_about(command);
    if (entry == nullptr) return false;
    not_sent(*entry);
    entry->finished = 0;
    outbox_.remove(command);
    settled();
    return true;
}

}  // namespace pim::sync
