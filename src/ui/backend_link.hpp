#pragma once

#include <map>
#include <memory>
#include <set>

#include "sync/courier.hpp"
#include "sync/principal_search.hpp"
#include "sync/replica.hpp"
#include "ui/connection.hpp"

namespace pim::ui {

/// What a link needs of the page around it.
struct BackendLinkWays {
    sync::ReplicaWays replica;
    std::function<Instant()> wall_clock;
    std::function<Guid()> next_id;
    /// Keeps the queue in this browser, over reloads; and gives it back. False where it cannot be.
    std::function<bool(std::string_view text)> keep;
    std::function<std::string()> kept;
    /// Whether this tab writes: another one that shows the same sandbox sends nothing.
    std::function<bool()> writes;
};

/// The backend that a sandbox stands for: what happens there comes in, what is done here goes out.
/// One for the window.
class BackendLink {
public:
    /// `resume`s. Connection and sandbox must outlive it.
    BackendLink(Connection& connection, sandbox::Sandbox& sandbox, BackendLinkWays ways);
    ~BackendLink();
    BackendLink(const BackendLink&) = delete;
    BackendLink& operator=(const BackendLink&) = delete;

    /// Null before the first `begin`.
    const sync::Backend* backend() const;
    /// Whether config.json has the backend: it has the last word about what was kept, and until it
    /// is read nothing is sent.
    bool configured() const { return configured_; }
    /// Goes on with the queue as it is kept now: a tab that becomes the writer, and one that only
    /// reads when the other has kept it anew.
    void resume();
    /// Works through the backend where the connection is signed in. An error where actions still
    /// wait for another one.
    Outcome<void> begin();

    const sync::Following& following() const { return replica_->following(); }
    const sync::Standing& standing() const { return courier_->standing(); }
    const sync::Outbox& outbox() const { return courier_->outbox(); }
    sync::Courier& courier() { return *courier_; }
    /// Who is signed in there; a null id while nobody is known to be.
    const sync::Asker& me() const { return me_; }
    /// Who signed in last by their own doing, not because an action waited; null before anybody.
    const Guid& person() const { return person_; }
    /// Whether somebody has to sign in before anything goes on; the person's own doing is needed,
    /// in the tab that writes.
    bool sign_in_wanted() const;
    /// Whether a person may say what becomes of an action (`Courier::asks_person`); at a lab, which
    /// signs everybody in by itself, only once that came to nothing.
    bool asks_person(const sync::Entry& entry) const;
    const std::optional<Error>& error() const { return error_ ? error_ : nobody_; }
    /// Why the queue as it is now is not kept over a reload; none where it is.
    const std::optional<Error>& unkept() const { return unkept_; }

    /// Puts a command of a person into the queue: its id, or why the backend does not offer it.
    Outcome<Guid> send(const Command& command, const Guid& persona, std::string title);
    /// The person has passed what the backend asked for: multifactor authentication, or an
    /// authentication context.
    void verify(const Guid& persona, const std::string& context);
    /// What the sign-in of a persona brings along, for what the core says beforehand.
    bool verified(const Guid& persona) const { return verified_.count(persona) > 0; }
    std::vector<std::string> contexts(const Guid& persona) const;
    /// Answers the sign-in that the backend asked for.
    void answer_challenge();
    /// Looks up whom nothing here names yet; null where the backend tells of everybody by itself.
    sync::PrincipalSearch* search() { return search_.get(); }
    /// Takes somebody who was found into the sandbox, for as long as the backend has them.
    Outcome<void> bring_in(const sync::Principal& principal);
    /// Whether anybody looks at the page: a backend is read again and again only while somebody
    /// does.
    void set_wanted(bool wanted);
    /// The machine has a network again, or the person wants a try. What could not be kept is kept
    /// now.
    void try_again();

    /// Brings everything forward, in the tab that writes; in one that only reads, shows the queue
    /// as it is kept. Seconds until it wants to again, below 0: not.
    double pump();

    /// Told when an action has its outcome, and when the link begins with a backend.
    std::function<void(const sync::Entry&)> finished;
    std::function<void()> began;

private:
    void open(sync::Outbox outbox);
    void configure();
    void open_with(const sync::Backend& backend);
    void keep(const sync::Outbox& outbox);
    double look_on();
    void ask_who();
    void forget_me();
    bool signed_in_here() const;
    void took_me(int number, const Outcome<graph::Response>& reply);
    void signed_in_changed();
    void sign_in_next(Instant now);
    bool meets(const sync::Challenge& challenge, const Guid& persona) const;

    Connection& connection_;
    sandbox::Sandbox& sandbox_;
    BackendLinkWays ways_;
    std::unique_ptr<sync::Courier> courier_;
    std::unique_ptr<sync::Replica> replica_;
    std::unique_ptr<sync::PrincipalSearch> search_;
    sync::Asker me_;
    Guid person_;
    bool by_itself_ = false;        ///< a sign-in for what waits is under way
    bool asked_by_itself_ = false;  ///< the same of the question who is signed in
    std::set<Guid> verified_;
    std::map<Guid, std::set<std::string>> contexts_;  ///< that a persona has met
    std::optional<Error> error_;
    std::optional<Error> nobody_;  ///< whose turn it is, the lab does not know
    std::optional<Error> unkept_;
    std::string resumed_;                   ///< the text of the queue that was taken up last
    std::optional<Instant> looked_;         ///< when a tab that only reads looked for a newer one
    std::optional<Instant> sign_in_again_;  ///< after one that came to nothing
    int failures_ = 0;
    bool configured_ = false;
    int asking_ = 0;  ///< the number of the question who is signed in; 0: it is answered
    int asked_ = 0;
    int unanswered_ = 0;                ///< of those in a row
    std::optional<Instant> ask_again_;  ///< after a pause
    bool due_ = false;
    bool wanted_ = true;
    std::shared_ptr<BackendLink*> self_ = std::make_shared<BackendLink*>(this);
};

}  // namespace pim::ui
