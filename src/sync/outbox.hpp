#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/instant.hpp"
#include "core/names.hpp"
#include "sync/graph_request.hpp"

namespace pim::sync {

/// Actions that wait at a time, and those with an outcome that are kept to be looked at.
constexpr std::size_t outbox_waiting_max = 100;
constexpr std::size_t outbox_finished_max = 20;
/// Bytes of all requests that wait, and of the one reply that is kept of each.
constexpr std::size_t outbox_bytes_max = std::size_t{1024} * 1024;
constexpr std::size_t reply_kept_bytes_max = std::size_t{16} * 1024;
/// The longest text of an outbox that is read.
constexpr std::size_t outbox_text_bytes_max = std::size_t{4} * 1024 * 1024;

/// Where an action stands on its way to a backend.
enum class EntryState {
    waiting,  ///< for the line, for a sign-in or for its turn; nothing of it is under way
    sent,     ///< a request of it went out, and what came of that is not known yet
    unclear,  ///< a reply was lost, and only a person can tell whether it was done
    done,
    refused,  ///< by the backend, in its words
};

/// Who asked for an action: it goes out with nobody else's token.
struct Asker {
    Guid id;
    std::string name;

    friend bool operator==(const Asker&, const Asker&) = default;
};

/// An action of a person on its way to a backend. No token is in it.
struct Entry {
    Guid command;
    Asker who;
    Instant asked;      ///< by the clock of the wall
    std::string title;  ///< what it will do, in words
    std::vector<GraphRequest> requests;
    std::size_t finished = 0;  ///< of the requests: those that the backend has carried out
    EntryState state = EntryState::waiting;
    std::optional<Instant> sent;     ///< when the request under way went out first
    bool asked_for_sign_in = false;  ///< the backend wanted claims; it does so no second time
    int status = 0;                  ///< of the last reply
    std::string reply;               ///< the body of the last reply, where it is not too long
    std::string words;               ///< why it was refused or is unclear, in the backend's words

    bool over() const { return state == EntryState::done || state == EntryState::refused; }
};

/// What goes out to a backend, in order: one at a time, and the next when the one before has an
/// outcome. A value; `Courier` brings it there.
struct Outbox {
    Backend backend;
    std::deque<Entry> entries;

    /// The one whose turn it is; null where nothing waits.
    Entry* next();
    const Entry* next() const;
    Entry* find(const Guid& command);
    /// How many have no outcome yet.
    std::size_t waiting() const;

    /// Puts an action at the end. An error where its id is there already or a limit is reached.
    Outcome<void> add(Entry entry);
    /// Takes an action back of which nothing went out, or a finished one off the list. False where
    /// that cannot be.
    bool remove(const Guid& command);
    /// Forgets the oldest of the finished, down to outbox_finished_max.
    void tidy();
};

/// Whether an action can be taken back: nothing of it went out, or nothing came of it.
bool can_cancel(const Entry& entry);

std::string to_text(const Outbox& outbox);
/// Reads what `to_text` gave; the error names the place.
Outcome<Outbox> parse_outbox(std::string_view text);

}  // namespace pim::sync

template <>
struct pim::Names<pim::sync::EntryState> {
    static constexpr std::array<std::string_view, 5> texts = {"waiting", "sent", "unclear", "done",
                                                              "refused"};
};
