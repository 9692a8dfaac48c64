#include "server/commits.hpp"

#include <algorithm>
#include <utility>

#include "server/limits.hpp"

namespace pim::server {

Commits::Commits(Loop& loop, sandbox::Sandbox& sandbox)
    : loop_(loop), sandbox_(sandbox), began_(std::chrono::steady_clock::now()) {
    sandbox_.pace_commits([this] { ended(); });
}

void Commits::soon() {
    if (std::exchange(due_, true)) return;
    loop_.post([this] {
        due_ = false;
        if (!gathering_ || sandbox_.unconfirmed() >= expected_) now();
    });
}

void Commits::now() {
    gathering_ = false;
    const std::size_t waiting = sandbox_.unconfirmed();
    if (!sandbox_.commit()) return;
    answered_ = waiting;
    began_ = std::chrono::steady_clock::now();
}

void Commits::ended() {
    const auto taken = std::chrono::steady_clock::now() - began_;
    expected_ = answered_ + sandbox_.unconfirmed();
    if (taken < gather_from || sandbox_.unconfirmed() >= expected_) return now();
    gathering_ = true;
    const auto pause = std::min<std::chrono::nanoseconds>(taken / 2, gather_time_max);
    loop_.after(std::chrono::duration_cast<std::chrono::microseconds>(pause),
                [this, pause_number = ++pauses_] {
                    if (gathering_ && pause_number == pauses_) now();
                });
}

}  // namespace pim::server
