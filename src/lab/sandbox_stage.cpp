#include "lab/stage.hpp"
#include "sandbox/sandbox.hpp"

namespace pim::lab {

namespace {

class SandboxStage : public Stage {
public:
    explicit SandboxStage(sandbox::Sandbox& sandbox) : sandbox_(sandbox) {}

    const Tenant& tenant() const override { return sandbox_.tenant(); }
    Instant now() const override { return sandbox_.now(); }
    Decision submit(const Command& command, const Actor& actor) override {
        sandbox::Submission submission;
        submission.caller = actor.caller;
        submission.command = actor.command;
        submission.mfa_done = actor.mfa_done;
        submission.authentication_contexts = actor.authentication_contexts;
        return sandbox_.submit(command, std::move(submission));
    }
    std::optional<Refusal> preview(const Command& command, const Actor& actor) const override {
        if (!sandbox_.writable()) {
            const Decision here = sandbox_.preview(command, actor.caller);
            if (!here) return here.error();
        }
        // A sandbox previews with the sign-in of the persona, a line may name another.
        return refusal_of(tenant(), command, context_of(actor, now()));
    }
    Outcome<std::size_t> advance(Instant to) override { return sandbox_.jump(to); }

private:
    sandbox::Sandbox& sandbox_;
};

}  // namespace

std::unique_ptr<Stage> stage_of(sandbox::Sandbox& sandbox) {
    return std::make_unique<SandboxStage>(sandbox);
}

}  // namespace pim::lab
