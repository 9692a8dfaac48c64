#include "lab/stage.hpp"

#include "core/advance.hpp"
#include "core/apply.hpp"
#include "core/text.hpp"

namespace pim::lab {

Bench::Bench(Instant begin, RuleSet switched_off) : now_(begin), switched_off_(switched_off) {}

Bench::Bench(Tenant tenant, Instant now, RuleSet switched_off)
    : tenant_(std::move(tenant)), now_(now), switched_off_(switched_off) {}

Context context_of(const Actor& actor, Instant now) {
    Context context;
    context.caller = actor.caller;
    context.command = actor.command;
    context.now = now;
    context.mfa_done = actor.mfa_done;
    context.authentication_contexts = actor.authentication_contexts;
    return context;
}

Context Bench::context(const Actor& actor) const {
    Context context = context_of(actor, now_);
    context.switched_off = switched_off_;
    return context;
}

Decision Bench::submit(const Command& command, const Actor& actor) {
    Decision decision = decide(tenant_, command, context(actor));
    if (!decision) return decision;
    for (const Event& event : decision->events) {
        apply(tenant_, event);
        events_.push_back(event);
    }
    return decision;
}

std::optional<Refusal> Bench::preview(const Command& command, const Actor& actor) const {
    return refusal_of(tenant_, command, context(actor));
}

Outcome<std::size_t> Bench::advance(Instant to) {
    if (to < now_ && tenant_.sequence != 0) {
        return failure(cat("time never goes back: it is ", pim::to_text(now_), " already"));
    }
    now_ = to;
    return pim::advance(
        tenant_, to, [this](const Event& event) { events_.push_back(event); }, switched_off_);
}

}  // namespace pim::lab
