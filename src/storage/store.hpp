#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "core/event.hpp"
#include "core/outcome.hpp"
#include "core/tenant.hpp"

namespace pim::storage {

/// What is kept of a session beside the tenant, so that a reload restores it.
struct Session {
    Instant now;             ///< the simulated time
    std::int64_t speed = 1;  ///< simulated seconds in one real one; 0: paused
    Guid persona;            ///< who the portal acts as
    Guid second_persona;     ///< of the right side, with two personas side by side
    std::string page;        ///< `location.hash` of the left (or only) side
    std::string second_page;
    std::string progress;  ///< the guided walk's own state
};

/// The table of a session's stored members.
template <class F>
void fields(F& f, Session& v) {
    f("now", v.now);
    f("speed", v.speed);
    f("persona", v.persona);
    f("secondPersona", v.second_persona);
    f("page", v.page);
    f("secondPage", v.second_page);
    f("progress", v.progress);
}

/// A whole sandbox at one moment.
struct State {
    Tenant tenant;
    Session session;
};

/// Told once: nothing when what was queued is durable, else why it is not.
using Done = std::function<void(std::optional<Error>)>;

/// Where a sandbox is kept.
class Store {
public:
    virtual ~Store() = default;
    /// Queues the events of one decision for the next commit: after a crash all of them are there
    /// or none.
    virtual void append(const Events& events) = 0;
    /// Queues the session for the next commit.
    virtual void save_session(const Session& session) = 0;
    /// Queues another state in the place of everything so far; all of it or nothing of it.
    virtual void replace(const Tenant& tenant, const Session& session) = 0;
    /// Makes everything queued durable. Commits report in the order in which they were asked for.
    virtual void commit(Done done) = 0;
    /// Writes a slice of a snapshot, of at most 4 ms, when one is due, everything is confirmed and
    /// the tenant rests. Where it never does, a copy of it is taken at last, whose slices go along
    /// with the commits. Give the tenant as the queued events left it. True when it should be
    /// called again soon.
    virtual bool idle(const Tenant& tenant, bool rests) = 0;
    /// Drops what is queued or failed, and reads what is durable.
    [[nodiscard]] virtual Outcome<State> reload() = 0;
    /// Brings a tenant that was read from here to what is durable now, for a tab that only reads,
    /// and gives the session. Costs what was added, unless another state took the place of all.
    [[nodiscard]] virtual Outcome<Session> catch_up(Tenant& tenant) {
        auto state = reload();
        if (!state) return tl::unexpected<Error>(std::move(state.error()));
        tenant = std::move(state->tenant);
        return std::move(state->session);
    }
    /// False in a tab that may only read.
    [[nodiscard]] virtual bool writable() const = 0;
};

}  // namespace pim::storage
