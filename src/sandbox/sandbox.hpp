#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/advance.hpp"
#include "core/decide.hpp"
#include "sandbox/store.hpp"

namespace pim::sandbox {

/// Whether what was done is durable yet (design.md, "Confirmed").
enum class SaveState { saved, saving, failed, read_only };

/// Who submits a command, and what is to happen once it is durable.
struct Submission {
    Guid caller;   ///< null: the owner of the sandbox
    Guid command;  ///< null: the sandbox takes the next id of its source
    std::optional<bool> mfa_done;
    std::optional<std::vector<std::string>> authentication_contexts;
    /// Called once, after the commit (no error) or when it failed. Never for a refusal.
    std::function<void(std::optional<Error>)> confirmed;
};

/// One running sandbox: tenant, clock, store and subscribers. The only place where commands become
/// durable.
class Sandbox {
public:
    /// `next_id` gives 128-bit command ids that are never the same twice.
    Sandbox(Tenant tenant, Session session, std::unique_ptr<Store> store,
            std::function<Guid()> next_id);

    const Tenant& tenant() const { return tenant_; }
    /// The simulated time.
    Instant now() const { return session_.now; }
    const Session& session() const { return session_; }
    SaveState save_state() const { return save_state_; }
    /// What went wrong with saving, where `failed`.
    const std::optional<Error>& save_error() const { return save_error_; }
    /// Rises with every event and every change of the session: what views cache by.
    std::uint64_t version() const { return version_; }

    /// Decides at `now` and applies. Refused in a read-only tab and after a failed commit.
    Decision submit(const Command& command, Submission submission);
    /// The answer that `submit` would give, without doing it.
    Decision preview(const Command& command, const Guid& caller) const;

    /// Lets simulated time follow: `elapsed` real ticks since the last call. Events that fell due
    /// are applied and queued for the commit.
    void pump(std::int64_t elapsed_ticks);
    /// Jumps forward to an instant. An instant in the past is an error: time never goes back.
    Outcome<std::size_t> jump(Instant to);
    /// Jumps to the next moment at which something happens by itself; false where nothing will.
    bool jump_to_next();
    std::optional<Instant> next_event() const { return next_due(tenant_); }
    void set_speed(std::int64_t speed);

    void set_persona(const Guid& persona, bool second = false);
    void set_page(std::string page, bool second = false);
    void set_progress(std::string progress);

    /// Starts a commit of what is queued, unless one runs or nothing is.
    void commit();
    /// Events as they are applied, for toasts, lessons and views; call the result to unsubscribe.
    std::function<void()> subscribe(std::function<void(const Event&)> listener);

    /// Puts another tenant in the place of this one (import, reset, prepared start): the store is
    /// told by `replace`.
    void replace(Tenant tenant, Session session, std::unique_ptr<Store> store);

private:
    void take(const Event& event);
    void advance_to(Instant to);

    Tenant tenant_;
    Session session_;
    std::unique_ptr<Store> store_;
    std::function<Guid()> next_id_;
    SaveState save_state_ = SaveState::saved;
    std::optional<Error> save_error_;
    std::uint64_t version_ = 0;
    std::vector<std::pair<int, std::function<void(const Event&)>>> listeners_;
    int next_listener_ = 0;
    std::vector<std::function<void(std::optional<Error>)>> waiting_;
    bool dirty_ = false;
    bool committing_ = false;
};

}  // namespace pim::sandbox
