#pragma once

#include <chrono>

#include "sandbox/sandbox.hpp"
#include "server/loop.hpp"

namespace pim::server {

/// When commits begin. Clients that were answered together mostly ask again at once: the next
/// commit waits for as many changes as the last one answered and left waiting, but no longer than
/// half of the time that the last one took. Else half of the clients would wait for the disk while
/// the other half asks, and each sync would serve only one of the halves. A quick disk
/// (`gather_from`) is not waited for: there one half is worked on while the other is kept.
class Commits {
public:
    Commits(Loop& loop, sandbox::Sandbox& sandbox);
    Commits(const Commits&) = delete;
    Commits& operator=(const Commits&) = delete;

    /// After a request: what else has arrived by now goes into the same commit.
    void soon();
    /// Begins one, if anything is to be kept and none runs.
    void now();

private:
    void ended();

    Loop& loop_;
    sandbox::Sandbox& sandbox_;
    bool due_ = false;
    bool gathering_ = false;
    int pauses_ = 0;            ///< counts them, so that a timer knows whether its own is over
    std::size_t answered_ = 0;  ///< by the last commit
    std::size_t expected_ = 0;  ///< with so many waiting nobody else is waited for
    std::chrono::steady_clock::time_point began_;  ///< the last commit
};

}  // namespace pim::server
