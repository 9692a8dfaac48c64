#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "sync/challenge.hpp"
#include "sync/outbox.hpp"
#include "sync/transport.hpp"

namespace pim::sync {

/// What keeps the next action from going out, or nothing; a value to show.
struct Standing {
    bool sending = false;                  ///< a request, or a look for one, is under way
    std::optional<Instant> offline_since;  ///< no answer came since then
    std::optional<Instant> waits_until;    ///< of a pause before the next try
    std::string trouble;                   ///< why the last try came to nothing; empty: it did not
    std::optional<Challenge> challenge;    ///< the sign-in that the backend wants first
};

/// Brings the actions of an outbox to their backend: each once, in order, one at a time. It knows
/// no clock: whoever owns it calls `go_on` with the time of the wall, after it began, after
/// `changed` and when `due` says so.
class Courier {
public:
    /// The transport, which adds the token, must outlive it. An action that was under way when the
    /// outbox was kept counts as one whose reply was lost.
    Courier(Transport& transport, Outbox outbox);
    ~Courier();
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;

    const Outbox& outbox() const { return outbox_; }
    const Standing& standing() const { return standing_; }
    /// Who has to sign in before the next action goes out; null where nobody has to. With
    /// `standing().challenge`, once more.
    const Asker* sign_in_wanted() const;

    /// Sends what may be sent at this moment.
    void go_on(Instant now);
    /// Ticks after which `go_on` has something to do by itself; none: not before `changed`.
    std::optional<std::int64_t> due(Instant now) const;

    /// Puts an action at the end of the queue (`Outbox::add`).
    Outcome<void> add(Entry entry);
    /// Takes back what was not sent, or a finished action off the list.
    bool remove(const Guid& command);
    /// The transport has a token of this person from now on; null: of nobody.
    void signed_in(const Guid& who);
    /// Whether there is a line at all, where that is known: without one nothing is tried.
    void set_line(bool there);

    /// Whether a person may say what becomes of an action: it is unclear; or a part of it may have
    /// been done, it is its turn, and it waits for a sign-in that may never come.
    bool asks_person(const Entry& entry) const;
    // Those answers; false where it is no question.
    bool was_done(const Guid& command);
    bool send_again(const Guid& command);
    bool drop(const Guid& command);

    /// Told after each change, and before a request goes out: what is not kept by then could go
    /// out twice after a reload.
    std::function<void(const Outbox&)> keep;
    /// Told when an action has its outcome.
    std::function<void(const Entry&)> finished;
    /// Told after each reply and each of the calls above.
    std::function<void()> changed;

private:
    /// A call that is under way.
    struct Flight {
        int call = 0;
        bool look = false;
        bool doubted = false;       ///< the same request may have arrived earlier
        std::optional<int> number;  ///< of the transport
    };
    /// A look for a request whose reply was lost, over several pages.
    struct Look {
        std::string next;
        int pages = 0;
        bool doubtful = false;  ///< a page had rows that may be the request
    };

    bool ready() const;
    bool send_next();
    void send_request(Entry& entry);
    void send_look(const Entry& entry);
    void send(Call call, bool look, bool doubted);
    void take_reply(int call, const Outcome<graph::Response>& reply);
    void take_answer(Entry& entry, const Flight& flight, const graph::Response& response);
    void take_found(Entry& entry, const graph::Response& response);
    void judged(Entry& entry, const graph::JsonValue& page);
    void no_answer(const Error& error);
    void wait(Entry& entry, int status, std::string_view retry_after, std::string words);
    void not_sent(Entry& entry);
    void advance(Entry& entry, const graph::Response& response);
    void refuse(Entry& entry, const graph::Response& response, std::string words);
    void become_unclear(Entry& entry, std::string words);
    void over(const Entry& entry);
    Entry* asked_about(const Guid& command);
    void settled();
    void tell();

    Transport& transport_;
    Outbox outbox_;
    Standing standing_;
    Guid signed_in_;
    bool line_there_ = true;
    std::optional<Flight> flight_;
    std::optional<Look> look_;
    Instant now_;  ///< as last told
    int last_call_ = 0;
    int failures_ = 0;                   ///< in a row
    std::optional<std::int64_t> pause_;  ///< asked for, and not begun
    bool going_on_ = false;
    /// Null once the courier is gone: replies come late.
    std::shared_ptr<Courier*> self_ = std::make_shared<Courier*>(this);
};

}  // namespace pim::sync
