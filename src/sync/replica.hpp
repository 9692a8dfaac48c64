#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "sandbox/sandbox.hpp"
#include "sync/backend.hpp"
#include "sync/principal_search.hpp"
#include "sync/transport.hpp"

namespace pim::sync {

/// How often a backend that tells no changes is read again, while that is wanted.
constexpr std::int64_t poll_ticks = ticks_per_minute;
/// How often a feed says something though nothing happens, and the silence that means that the
/// line is cut.
constexpr std::int64_t heartbeat_ticks = 10 * ticks_per_second;
constexpr std::int64_t silence_ticks_max = heartbeat_ticks * 5 / 2;

enum class ReplicaState {
    connecting,  ///< the tenant is being read, or the feed is about to go on
    live,        ///< what happens there shows here
    replaced,    ///< another tenant took the place of the one there; it is being read
    offline,     ///< no answer: it is tried again by itself
    error,       ///< it does not go on by itself: see `trouble`
};

/// How well a sandbox follows its backend; a value to show.
struct Following {
    ReplicaState state = ReplicaState::connecting;
    std::optional<Instant> heard;          ///< when the backend said something last
    std::optional<Instant> offline_since;  ///< no answer since then
    std::optional<Instant> waits_until;    ///< the next try
    std::optional<Error> trouble;          ///< why it is offline, or does not go on
    bool sign_in_wanted = false;           ///< the backend does not take the token (any more)
};

/// What a replica needs of the program around it: storage stays behind it.
struct ReplicaWays {
    /// Reads an export, as `storage::import_text`.
    std::function<Outcome<sandbox::State>(std::string_view)> import_text;
    /// Reads one event of the journal, as `storage::decode_event`.
    std::function<Outcome<Event>(std::string_view)> read_event;
    /// Puts a state in the place of the sandbox's (`Sandbox::replace`).
    std::function<void(sandbox::State)> replace;
};

/// Keeps a sandbox that stands for a backend as the backend is. It knows no clock: whoever owns it
/// calls `go_on` with the time of the wall, after it began, after `changed` and when `due` says so.
class Replica {
public:
    virtual ~Replica() = default;

    virtual void go_on(Instant now) = 0;
    /// Ticks after which `go_on` has something to do by itself; none: not before `changed`.
    virtual std::optional<std::int64_t> due(Instant now) const = 0;
    /// Goes on at once, also after an error: there is a new token, or the line is back.
    virtual void try_again() = 0;
    /// Something was just done there: what came of it is wanted soon.
    virtual void wrote() = 0;
    /// Whether anybody looks; polls only go on while somebody does.
    virtual void set_wanted(bool wanted) = 0;

    /// Brings in somebody whom the backend knows and nothing names yet; they stay for as long as
    /// the backend has them. An error where nothing can be kept, or the backend tells of everybody.
    virtual Outcome<void> bring_in(const Principal&, Instant) {
        return failure("whoever this backend knows is here already");
    }

    const Following& following() const { return following_; }

    /// Told after each thing that was heard.
    std::function<void()> changed;

protected:
    Following following_;
};

/// A replica of a lab follows its journal; of another backend, mirrors it again and again, its
/// requests too where the person agreed to that. Transport and sandbox must outlive it.
std::unique_ptr<Replica> replica_of(Transport& transport, const Backend& backend,
                                    sandbox::Sandbox& sandbox, ReplicaWays ways,
                                    bool requests_too = false);

}  // namespace pim::sync
