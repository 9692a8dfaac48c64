#pragma once

#include <memory>

#include "core/decide.hpp"
#include "core/outcome.hpp"
#include "core/tenant.hpp"

namespace pim::sandbox {
class Sandbox;
}

namespace pim::lab {

/// Who acts on a line, with the sign-in of a token where the line names one.
struct Actor {
    Guid caller;   ///< null: the owner of the sandbox
    Guid command;  ///< null: the stage takes an id of its own
    std::optional<bool> mfa_done;
    std::optional<std::vector<std::string>> authentication_contexts;
};

/// In which circumstances the core decides what an actor asks.
Context context_of(const Actor& actor, Instant now);

/// What a scenario is played on: a tenant with a clock.
class Stage {
public:
    virtual ~Stage() = default;
    virtual const Tenant& tenant() const = 0;
    virtual Instant now() const = 0;
    virtual Decision submit(const Command& command, const Actor& actor) = 0;
    virtual std::optional<Refusal> preview(const Command& command, const Actor& actor) const = 0;
    /// Moves time forward. Where nothing happened yet, time may be set freely.
    virtual Outcome<std::size_t> advance(Instant to) = 0;
};

/// A tenant in memory with the journal of its events; no storage.
class Bench : public Stage {
public:
    explicit Bench(Instant begin, RuleSet switched_off = {});
    /// Goes on from a tenant.
    Bench(Tenant tenant, Instant now, RuleSet switched_off = {});

    const Tenant& tenant() const override { return tenant_; }
    Instant now() const override { return now_; }
    Decision submit(const Command& command, const Actor& actor) override;
    std::optional<Refusal> preview(const Command& command, const Actor& actor) const override;
    Outcome<std::size_t> advance(Instant to) override;

    const Events& events() const { return events_; }
    Tenant take_tenant() { return std::move(tenant_); }
    Events take_events() { return std::move(events_); }

private:
    Context context(const Actor& actor) const;

    Tenant tenant_;
    Instant now_;
    RuleSet switched_off_;
    Events events_;
};

/// Plays on a running sandbox, so that what is played becomes durable.
std::unique_ptr<Stage> stage_of(sandbox::Sandbox& sandbox);

}  // namespace pim::lab
