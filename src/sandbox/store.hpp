#pragma once

#include <functional>
#include <string>

#include "core/event.hpp"
#include "core/outcome.hpp"
#include "core/tenant.hpp"

namespace pim::sandbox {

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

/// Where a sandbox is kept. Implementations: memory (tests), journal (`storage`).
class Store {
public:
    virtual ~Store() = default;
    /// Queues events and the session for the next commit.
    virtual void append(const Events& events) = 0;
    virtual void save_session(const Session& session) = 0;
    /// Makes everything queued durable; `done` is called once, with no error when it is.
    virtual void commit(std::function<void(std::optional<Error>)> done) = 0;
    /// Gives the store a chance to write a snapshot slice; called when nothing else is to do.
    virtual void idle(const Tenant& tenant) = 0;
    /// False in a tab that may only read.
    virtual bool writable() const = 0;
};

}  // namespace pim::sandbox
