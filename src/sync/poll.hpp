#pragma once

#include "sync/mirror.hpp"
#include "sync/replica.hpp"

namespace pim::sync {

/// A replica of a backend that tells no changes: its tenant is mirrored again and again, each
/// poll_ticks while somebody looks, and once more right after something was done there.
class Poll final : public Replica {
public:
    Poll(Transport& transport, Backend backend, sandbox::Sandbox& sandbox, ReplicaWays ways,
         bool requests_too);

    void go_on(Instant now) override;
    std::optional<std::int64_t> due(Instant now) const override;
    void try_again() override;
    void wrote() override;
    void set_wanted(bool wanted) override;
    /// Read with the next mirror, which begins at once.
    Outcome<void> bring_in(const Principal& principal, Instant now) override;

private:
    void begin(Instant now);
    void finish(Instant now);
    void fail(const Progress& progress, Instant now);
    void tell();

    Transport& transport_;
    Backend backend_;
    sandbox::Sandbox& sandbox_;
    ReplicaWays ways_;
    bool requests_too_;
    std::set<Guid> brought_in_;
    bool added_ = false;  ///< some of them are here and were never in a mirror
    std::unique_ptr<Mirror> mirror_;
    std::optional<Instant> next_;  ///< the next mirror; none: at once
    bool wanted_ = true;
    bool wrote_ = false;  ///< since the mirror that runs began
    bool due_ = false;    ///< a reply came
};

}  // namespace pim::sync
