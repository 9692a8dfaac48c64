#include "sync/poll.hpp"

#include <algorithm>

#include "sync/difference.hpp"
#include "sync/journal_feed.hpp"
#include "sync/tenant_of.hpp"

namespace pim::sync {

namespace {

bool omits_same(const std::optional<Origin>& a, const std::optional<Origin>& b) {
    return a && b &&
           std::equal(a->omissions.begin(), a->omissions.end(), b->omissions.begin(),
                      b->omissions.end(), [](const Omission& one, const Omission& other) {
                          return one.collection == other.collection;
                      });
}

/// Whether two mirrors show the same; reading takes too long to put the same in its own place.
bool same(const Tenant& a, const Tenant& b) {
    return a.id == b.id && a.audit.size() == b.audit.size() && omits_same(a.origin, b.origin) &&
           a.originals.size() == b.originals.size() && difference(a.originals, b.originals).empty();
}

}  // namespace

Poll::Poll(Transport& transport, Backend backend, sandbox::Sandbox& sandbox, ReplicaWays ways,
           bool requests_too)
    : transport_(transport),
      backend_(std::move(backend)),
      sandbox_(sandbox),
      ways_(std::move(ways)),
      requests_too_(requests_too) {}

void Poll::go_on(Instant now) {
    if (following_.state == ReplicaState::error) return;
    const bool due = !next_ || *next_ <= now;
    if (!mirror_ && (wrote_ || (wanted_ && due))) begin(now);
    if (!mirror_) return;
    due_ = false;
    mirror_->go_on(now);
    const Progress& progress = mirror_->progress();
    if (progress.state == MirrorState::finished) return finish(now);
    if (progress.state == MirrorState::failed) return fail(progress, now);
    following_.waits_until = progress.waits_until;
    if (!progress.silent) return;
    following_.state = ReplicaState::offline;
    if (!following_.offline_since) following_.offline_since = now;
}

std::optional<std::int64_t> Poll::due(Instant now) const {
    if (following_.state == ReplicaState::error) return std::nullopt;
    if (mirror_) return due_ ? 0 : mirror_->due(now);
    if (wrote_ || (wanted_ && !next_)) return 0;
    if (!wanted_) return std::nullopt;
    return std::max<std::int64_t>(0, next_->ticks - now.ticks);
}

void Poll::try_again() {
    mirror_.reset();
    next_.reset();
    following_ = {ReplicaState::connecting, following_.heard, {}, {}, {}, false};
    tell();
}

void Poll::wrote() {
    wrote_ = true;
    tell();
}

void Poll::set_wanted(bool wanted) {
    wanted_ = wanted;
    tell();
}

Outcome<void> Poll::bring_in(const Principal& principal, Instant now) {
    const Tenant& tenant = sandbox_.tenant();
    if (object_type(tenant, id_of(principal)) == ObjectType::none) {
        Event event;
        event.sequence = tenant.sequence + 1;
        event.at = std::max(now, tenant.changed);
        event.body = saved(principal);
        if (auto followed = sandbox_.follow({std::move(event)}, {now, 1}); !followed) {
            return followed;
        }
        added_ = true;
        next_.reset();
    }
    brought_in_.insert(id_of(principal));
    tell();
    return {};
}

void Poll::begin(Instant now) {
    Harvest harvest;
    harvest.backend = backend_;
    harvest.requests_too = requests_too_;
    harvest.also = brought_in_;
    harvest.read = now;
    mirror_ = std::make_unique<Mirror>(transport_, std::move(harvest));
    mirror_->changed = [this] {
        due_ = true;
        tell();
    };
    wrote_ = false;
}

void Poll::finish(Instant now) {
    const auto mirror = std::exchange(mirror_, nullptr);
    following_.waits_until.reset();
    // One that began before somebody was brought in would take them away again.
    if (mirror->harvest().also != brought_in_) {
        next_.reset();
        return tell();
    }
    next_ = shift(now, poll_ticks);
    auto tenant = tenant_of(mirror->harvest());
    if (!tenant) {
        following_.state = ReplicaState::error;
        following_.trouble = tenant.error();
        return tell();
    }
    if (std::exchange(added_, false) || !same(sandbox_.tenant(), *tenant)) {
        sandbox::State state{std::move(*tenant), sandbox_.session()};
        ways_.replace(std::move(state));
    }
    // Its clock is that of the wall, whatever the copy before had.
    const auto followed = sandbox_.follow({}, {now, 1});
    following_.state = followed ? ReplicaState::live : ReplicaState::error;
    following_.trouble.reset();
    if (!followed) following_.trouble = followed.error();
    following_.heard = now;
    following_.offline_since.reset();
    tell();
}

void Poll::fail(const Progress& progress, Instant now) {
    following_.trouble = progress.error;
    following_.sign_in_wanted = progress.token_refused;
    following_.state = progress.token_refused ? ReplicaState::error : ReplicaState::offline;
    if (!following_.offline_since) following_.offline_since = now;
    mirror_.reset();
    next_ = shift(now, poll_ticks);
    following_.waits_until = next_;
    tell();
}

void Poll::tell() {
    if (changed) changed();
}

std::unique_ptr<Replica> replica_of(Transport& transport, const Backend& backend,
                                    sandbox::Sandbox& sandbox, ReplicaWays ways,
                                    bool requests_too) {
    if (backend.lab) {
        return std::make_unique<JournalFeed>(transport, backend, sandbox, std::move(ways));
    }
    return std::make_unique<Poll>(transport, backend, sandbox, std::move(ways), requests_too);
}

}  // namespace pim::sync
