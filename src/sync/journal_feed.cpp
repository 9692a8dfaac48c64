#include "sync/journal_feed.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "sync/page.hpp"
#include "sync/throttle.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;

std::string words_of(const graph::Response& response) {
    const auto body = graph::parse_body(response.body);
    return words_of_refusal(response.status, body ? &*body : nullptr);
}

}  // namespace

JournalFeed::JournalFeed(Transport& transport, Backend backend, sandbox::Sandbox& sandbox,
                         ReplicaWays ways)
    : transport_(transport),
      backend_(std::move(backend)),
      sandbox_(sandbox),
      ways_(std::move(ways)) {}

JournalFeed::~JournalFeed() {
    *self_ = nullptr;
    if (flight_ && flight_->number) transport_.abort(*flight_->number);
}

void JournalFeed::go_on(Instant now) {
    now_ = now;
    if (std::exchange(heard_, false)) following_.heard = now;
    if (following_.state == ReplicaState::error) return;
    if (pause_) following_.waits_until = shift(now, *std::exchange(pause_, std::nullopt));
    if (flight_) {
        const Instant since = following_.heard.value_or(now);
        if (!flight_->journal || shift(since, silence_ticks_max) > now) return;
        give_up();
        cut_off({"the backend says nothing any more", {}}, {});
        following_.waits_until = shift(now, *std::exchange(pause_, std::nullopt));
    }
    if (following_.waits_until && now < *following_.waits_until) return;
    following_.waits_until.reset();
    send(whole_);
}

std::optional<std::int64_t> JournalFeed::due(Instant now) const {
    if (following_.state == ReplicaState::error) return std::nullopt;
    if (pause_ || heard_) return 0;
    std::optional<Instant> until = following_.waits_until;
    if (flight_) {
        if (!flight_->journal) return std::nullopt;
        until = shift(following_.heard.value_or(now), silence_ticks_max);
    }
    return until ? std::max<std::int64_t>(0, until->ticks - now.ticks) : 0;
}

void JournalFeed::try_again() {
    give_up();
    // Nobody knows what a sandbox has missed that could not be saved.
    if (following_.state == ReplicaState::error) whole_ = false;
    following_ = {ReplicaState::connecting, following_.heard, {}, {}, {}, false};
    failures_ = 0;
    pause_.reset();
    tell();
}

void JournalFeed::send(bool journal) {
    const int number = ++last_call_;
    flight_ = Flight{number, journal, {}};
    Call call;
    call.url = backend_.address + "/lab/v1/tenant";
    if (journal) {
        // The last event that is known comes again: where it is another one, so is the tenant.
        const std::int64_t from = sandbox_.tenant().sequence + (last_.empty() ? 1 : 0);
        call.url = cat(backend_.address, "/lab/v1/journal?from=", from, "&follow=true");
        compared_ = last_.empty();
        lines_.clear();
        following_.heard = now_;
        call.part = [self = self_, number](std::string_view bytes) {
            if (*self != nullptr) (*self)->take_part(number, bytes);
        };
    }
    const int given = transport_.send(
        std::move(call), [self = self_, number](const Outcome<graph::Response>& reply) {
            if (*self != nullptr) (*self)->take_reply(number, reply);
        });
    if (flight_ && flight_->call == number) flight_->number = given;
}

void JournalFeed::give_up() {
    const auto flight = std::exchange(flight_, std::nullopt);
    if (flight && flight->number) transport_.abort(*flight->number);
}

void JournalFeed::take_reply(int call, const Outcome<graph::Response>& reply) {
    if (!flight_ || flight_->call != call) return;  // told twice, or of an earlier call
    const bool journal = flight_->journal;
    if (journal && reply && reply->status == 200 && !reply->body.empty()) {
        take_part(call, reply->body);
        if (!flight_ || flight_->call != call) return;
    }
    flight_.reset();
    if (!reply || reply->status == 0) {
        cut_off(reply ? Error{"the backend did not answer", {}} : reply.error(), {});
    } else if (reply->status == 401) {
        following_.sign_in_wanted = true;
        stop({cat("the backend does not take the token: ", words_of(*reply)), "sign in again"});
    } else if (asks_to_wait(reply->status)) {
        cut_off({words_of(*reply), {}}, graph::header(reply->headers, "Retry-After"));
    } else if (journal) {
        take_end(*reply);
    } else {
        take_export(*reply);
    }
    tell();
}

void JournalFeed::take_export(const graph::Response& response) {
    if (response.status != 200) {
        return stop({cat("the tenant cannot be read: ", words_of(response)), {}});
    }
    auto state = ways_.import_text(response.body);
    if (!state) {
        return stop({cat("the tenant cannot be understood: ", state.error().what),
                     "is the backend of the same version as this page?"});
    }
    sandbox::Session session = sandbox_.session();
    session.now = state->session.now;
    session.speed = state->session.speed;
    state->session = std::move(session);
    clock_ = {state->session.now, state->session.speed};
    ways_.replace(std::move(*state));
    whole_ = true;
    last_.clear();
    pause_ = 0;
}

/// The feed ended, or did not begin.
void JournalFeed::take_end(const graph::Response& response) {
    if (response.status == 200) {
        // Some proxies end what takes long: that alone is no trouble.
        const bool lived = failures_ == 0;
        cut_off({"the feed ended", {}}, {});
        if (!lived) return;
        following_.state = ReplicaState::connecting;
        following_.offline_since.reset();
        return;
    }
    if (response.status == 410) {
        read_anew(ReplicaState::connecting);
        pause_ = pause_ticks(++failures_, {});
        return;
    }
    stop({cat("the journal cannot be followed: ", words_of(response)), {}});
}

void JournalFeed::take_part(int call, std::string_view bytes) {
    if (!flight_ || flight_->call != call) return;
    heard_ = true;
    const auto taken = lines_.take(bytes, [&](std::string_view line) {
        return take_line(line) && flight_ && flight_->call == call;
    });
    if (!taken) stop(taken.error());
    // Between two of its lines the clock runs on here.
    const bool whole = flight_ && flight_->call == call && !events_.empty();
    if (whole) follow(std::max(clock_.now, sandbox_.now()));
    events_.clear();
    tell();
}

/// False where the rest of the feed is of no use.
bool JournalFeed::take_line(std::string_view line) {
    const auto json = graph::parse_body(line, feed_line_bytes_max);
    if (!json) {
        stop({cat("the feed cannot be understood: ", json.error().message), {}});
        return false;
    }
    if (const JsonValue* event = json->member("event")) return take_event(*event);
    if (const JsonValue* clock = json->member("clock")) return take_clock(*clock);
    if (json->member("replaced") == nullptr) return true;  // a word of a later version
    read_anew(ReplicaState::replaced);
    return false;
}

bool JournalFeed::take_event(const JsonValue& json) {
    std::string text = to_json(json);
    auto event = ways_.read_event(text);
    if (!event) {
        stop({cat("an event cannot be understood: ", event.error().what),
              "is the backend of the same version as this page?"});
        return false;
    }
    const std::int64_t known =
        events_.empty() ? sandbox_.tenant().sequence : events_.back().sequence;
    if (!compared_) {
        compared_ = true;
        if (event->sequence != known || text != last_) {
            read_anew(ReplicaState::replaced);
            return false;
        }
    }
    if (event->sequence <= known) return true;  // told twice
    if (event->sequence != known + 1) {
        if (last_.empty()) {
            stop({cat("the journal has a gap: event ", known + 1, " was to come, not ",
                      event->sequence),
                  "try again"});
        } else {
            read_anew(ReplicaState::connecting);
        }
        return false;
    }
    events_.push_back(std::move(*event));
    last_ = std::move(text);
    return true;
}

bool JournalFeed::take_clock(const JsonValue& json) {
    std::optional<graph::Rejection> problem;
    graph::MemberReader members(json, "clock.", problem);
    const auto now = members.instant("now");
    if (!now) members.missing("now", "it is the time there");
    const std::int64_t speed = members.integer("speed").value_or(clock_.speed);
    if (problem) {
        stop({cat("the feed cannot be understood: ", problem->message), {}});
        return false;
    }
    // Time never goes back in one and the same tenant.
    if (*now < clock_.now) {
        read_anew(ReplicaState::replaced);
        return false;
    }
    clock_ = {*now, speed};
    return follow(*now);
}

/// Takes over what has come, at a time there.
bool JournalFeed::follow(Instant now) {
    if (!events_.empty()) clock_.now = std::max(clock_.now, events_.back().at);
    const auto followed = sandbox_.follow(std::exchange(events_, {}), {now, clock_.speed});
    if (!followed) {
        stop(followed.error());
        return false;
    }
    heard();
    return true;
}

void JournalFeed::heard() {
    failures_ = 0;
    following_.state = ReplicaState::live;
    following_.offline_since.reset();
    following_.trouble.reset();
}

void JournalFeed::read_anew(ReplicaState state) {
    give_up();
    events_.clear();
    whole_ = false;
    following_.state = state;
    pause_ = 0;
}

void JournalFeed::cut_off(Error error, std::string_view retry_after) {
    following_.state = ReplicaState::offline;
    if (!following_.offline_since) following_.offline_since = now_;
    following_.trouble = std::move(error);
    pause_ = pause_ticks(++failures_, retry_after);
}

void JournalFeed::stop(Error error) {
    give_up();
    following_.state = ReplicaState::error;
    following_.waits_until.reset();
    pause_.reset();
    following_.trouble = std::move(error);
}

void JournalFeed::tell() {
    if (changed) changed();
}

}  // namespace pim::sync
