#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/advance.hpp"
#include "core/decide.hpp"
#include "sandbox/store.hpp"

namespace pim::sandbox {

/// Whether what was done is durable yet (design.md, "Confirmed").
enum class SaveState { saved, saving, failed, read_only };

/// Told once: no error when what was done is durable, else why it is not.
using Confirmed = std::function<void(std::optional<Error>)>;

/// Who submits a command, and what is to happen once it is durable.
struct Submission {
    Guid caller;   ///< null: the owner of the sandbox
    Guid command;  ///< null: the sandbox takes the next id of its source
    std::optional<bool> mfa_done;
    std::optional<std::vector<std::string>> authentication_contexts;
    /// Called once, after the commit (no error) or when it failed. Never for a refusal.
    Confirmed confirmed;
    std::optional<Guid> authority = {};  ///< see Context
};

/// Simulated seconds in one real one that the portal offers; 0 is paused.
constexpr std::array<std::int64_t, 4> speeds = {0, 1, 60, 3600};
/// How often the running clock alone is saved, in real ticks: every 10 s.
constexpr std::int64_t clock_saved_every_ticks = 10 * ticks_per_second;
/// Longest real pause that a fast clock makes up for: a machine that slept at ×3600 does not wake
/// up years later. At ×1 the clock follows the wall clock, however long that was.
constexpr std::int64_t fast_pause_ticks_max = 60 * ticks_per_second;
/// Events after which time brings the next ones as a decision of their own.
constexpr std::size_t step_events_max = 256;

/// Where a clock stands, and how fast it runs.
struct ClockFace {
    Instant now;
    std::int64_t speed = 1;  ///< simulated seconds in one real one; 0: paused
};

/// One running sandbox: tenant, clock, store and subscribers. The only place where commands become
/// durable.
class Sandbox {
public:
    /// `next_id` gives 128-bit command ids that are never the same twice.
    Sandbox(Tenant tenant, Session session, std::unique_ptr<Store> store,
            std::function<Guid()> next_id);
    ~Sandbox();
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;

    const Tenant& tenant() const { return tenant_; }
    /// The simulated time.
    Instant now() const { return session_.now; }
    const Session& session() const { return session_; }
    SaveState save_state() const;
    /// What went wrong with saving, where `failed`.
    const std::optional<Error>& save_error() const { return save_error_; }
    /// True where commands are taken: neither a read-only tab nor after a failed commit.
    bool writable() const { return store_->writable() && !save_error_; }
    /// Rises with every event and every change of the session but the passing of time: what views
    /// cache by that do not show the time.
    std::uint64_t version() const { return version_; }

    /// Decides at `now` and applies; the commit that follows confirms it. Refused in a read-only
    /// tab, after a failed commit and where the sandbox stands for a backend.
    Decision submit(const Command& command, Submission submission);
    /// The answer that `submit` would give, without doing it; where the sandbox stands for a
    /// backend, the answer to expect from there.
    Decision preview(const Command& command, const Guid& caller) const;

    /// From now on a backend decides and this sandbox follows it: it takes no command, and its time
    /// brings nothing about by itself. Said at each start: it is not part of what is stored.
    void stand_for_backend() { stands_for_backend_ = true; }
    bool stands_for_backend() const { return stands_for_backend_; }
    /// Takes over what the backend decided, in order, and sets the clock to where it is there. An
    /// event that is not the next one or goes back in time is an error, and nothing is changed.
    Outcome<void> follow(const Events& events, const ClockFace& clock);

    /// Lets simulated time follow: `elapsed` real ticks since the last call. Events that fell due
    /// are applied and queued for the commit. Where the sandbox stands for a backend, time waits at
    /// the next moment at which something is due, until `follow` tells what came of it.
    void pump(std::int64_t elapsed_ticks);
    /// Jumps forward to an instant; how many events that brought. An instant in the past is an
    /// error: time never goes back.
    Outcome<std::size_t> jump(Instant to);
    /// Jumps to the next moment at which something happens by itself; false where nothing will.
    bool jump_to_next();
    std::optional<Instant> next_event() const { return next_due(tenant_); }
    /// Real ticks from now until pump has something to do by itself: an event falls due, or a
    /// slice of a snapshot waits. None: not before something else happens.
    std::optional<std::int64_t> ticks_until_due() const;
    void set_speed(std::int64_t speed);

    void set_persona(const Guid& persona, bool second = false);
    void set_page(std::string page, bool second = false);
    void set_progress(std::string progress);

    /// Starts a commit of what is queued, unless one runs or nothing is; whether it did.
    bool commit();
    /// How many wait for the next commit to be answered.
    std::size_t unconfirmed() const { return waiting_.size(); }
    /// Lets the host say when the next commit begins: `ended` is called after each good one, ahead
    /// of its answers. Without it what has come meanwhile is committed at once.
    void pace_commits(std::function<void()> ended) { commit_ended_ = std::move(ended); }
    /// Tells once everything done so far is durable, or that it is lost; at once where nothing is
    /// under way. What is queued goes with the next commit, which this does not start.
    void when_durable(Confirmed confirmed);
    /// After a failed commit: writes again, from the journal's state on. It stays failed where that
    /// cannot be read.
    void try_again();
    /// Events as they are applied, for toasts, lessons and views; call the result to unsubscribe.
    std::function<void()> subscribe(std::function<void(const Event&)> listener);

    /// Puts another tenant in the place of this one (import, reset, prepared start). Durable, or
    /// undone, with the next commit.
    void replace(Tenant tenant, Session session, Confirmed confirmed = {});
    /// Goes on with another store and what it contains: a tab that becomes the writer.
    void reopen(State state, std::unique_ptr<Store> store);
    /// In a read-only tab: takes over what the writer has made durable. Persona and page stay.
    Outcome<void> refresh();

    /// Why no command at all is taken: a read-only tab, after a failed commit, or because commands
    /// go through the backend.
    std::optional<Refusal> refused_here() const;
    /// The same without the last: why nothing can be kept here.
    std::optional<Refusal> unsaved_here() const;

private:
    Context context(const Submission& submission) const;
    void take(const Events& events);
    void tell(const Event& event);
    std::size_t advance_to(Instant to);
    void go_on_to(Instant to);
    void session_changed();
    void committed(std::optional<Error> error, std::vector<Confirmed> waiting);
    void failed(Error error);
    Outcome<void> go_back();

    Tenant tenant_;
    Session session_;
    std::unique_ptr<Store> store_;
    std::function<Guid()> next_id_;
    std::optional<Error> save_error_;
    /// The session of the last commit, and how often another tenant had taken the place until then.
    struct Durable {
        Session session;
        int replacements = 0;
    } durable_;
    int replacements_ = 0;
    bool reverted_ = true;  ///< nothing of a failed commit is left in the tenant
    std::uint64_t version_ = 0;
    std::vector<std::pair<int, std::function<void(const Event&)>>> listeners_;
    int next_listener_ = 0;
    std::vector<Confirmed> waiting_;
    std::function<void()> commit_ended_;
    std::int64_t unsaved_ticks_ = 0;  ///< real time since the clock was saved
    std::int64_t rest_ticks_ = 0;     ///< real time since the last event
    std::int64_t rested_at_ = 0;      ///< the sequence that the tenant had then
    bool stands_for_backend_ = false;
    bool dirty_ = false;
    bool session_unsaved_ = true;  ///< more than the running clock is new in it
    bool committing_ = false;
    bool snapshot_waits_ = false;
    int store_number_ = 0;  ///< counts `reopen`
    /// Null once the sandbox is gone.
    std::shared_ptr<Sandbox*> self_ = std::make_shared<Sandbox*>(this);
};

}  // namespace pim::sandbox
