#include "storage/journal_store.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "storage/event_codec.hpp"
#include "storage/journal_names.hpp"
#include "storage/record_versions.hpp"
#include "storage/session_codec.hpp"
#include "storage/tenant_replay.hpp"

namespace pim::storage {

namespace {

tl::unexpected<Error> at_place(const std::string& place, const Error& error) {
    return failure(place + ": " + error.what,
                   error.help.empty() ? "download the raw files, then reset the sandbox or import"
                                      : error.help);
}

/// The session, if its file can be read; it is small comfort, so damage to it costs only itself.
Session read_session(const Files& files) {
    const auto bytes = files.read(std::string(session_name));
    if (!bytes) return {};
    FrameReader reader(*bytes);
    Record record;
    if (reader.next(record) != Scan::record || record.type != RecordType::session ||
        record.version > session_version) {
        return {};
    }
    return decode_session(record).value_or(Session{});
}

}  // namespace

Outcome<Opened> JournalStore::open(std::shared_ptr<Files> files, std::string sandbox,
                                   Access access) {
    Opened opened;
    auto journal = Journal::open(*files, sandbox, access, opened.recovery);
    if (!journal) return tl::unexpected<Error>(std::move(journal.error()));
    opened.store.reset(
        new JournalStore(std::move(files), std::move(sandbox), access, std::move(*journal)));
    opened.fresh = opened.store->journal_.last_sequence() == 0;
    auto state = opened.store->read();
    if (!state) return tl::unexpected<Error>(std::move(state.error()));
    opened.state = std::move(*state);
    return opened;
}

void JournalStore::append(const Events& events) {
    if (events.empty()) return;
    keep(journal_.append(decision_version, encode_events(events)));
}

void JournalStore::save_session(const Session& session) {
    const std::string payload = encode_session(session);
    keep(files_->replace(std::string(session_name),
                         frame({RecordType::session, session_version, 0, payload})));
}

void JournalStore::replace(const Tenant& tenant, const Session& session) {
    abandon_slicing();
    const auto written = [&]() -> Outcome<void> {
        // The new state stands in the journal as a decision that has a snapshot instead of events.
        auto done = journal_.begin_snapshot(journal_.last_sequence() + 1);
        TenantWriter writer(tenant);
        while (done) {
            const auto rows = writer.next(snapshot_slice_size);
            if (!rows) break;
            done = journal_.append_rows(snapshot_rows_version, *rows);
        }
        return done ? journal_.end_snapshot() : done;
    }();
    keep(written);
    save_session(session);
}

void JournalStore::commit(Done done) {
    if (problem_) {
        done(problem_);
        return;
    }
    const bool goes_along = slicing_ && slicing_->frozen && commits_in_flight_ == 0;
    const auto snapshot = goes_along ? write_slice() : std::nullopt;
    ++commits_in_flight_;
    const std::uint64_t reached = journal_.last_sequence();
    files_->commit(
        [self = self_, reached, snapshot, done = std::move(done)](Outcome<void> outcome) {
            if (*self != nullptr) {
                JournalStore& store = **self;
                --store.commits_in_flight_;
                if (outcome) {
                    store.confirmed_ = std::max(store.confirmed_, reached);
                    store.snapshots_stopped_ = false;
                } else {
                    store.problem_ = outcome.error();
                }
                if (snapshot) store.settle_snapshot(*snapshot, outcome.has_value());
            }
            done(outcome ? std::nullopt : std::optional<Error>(outcome.error()));
        });
}

bool JournalStore::idle(const Tenant& tenant, bool rests) {
    if (access_ == Access::reader || problem_ || snapshots_stopped_) return false;
    const bool confirmed = commits_in_flight_ == 0 && confirmed_ == journal_.last_sequence();
    if (!slicing_) {
        if (!journal_.outgrown()) return false;
        // What changes all the time is copied at last; else it would only be begun and given up.
        const bool copied = restarts_ >= snapshot_restarts_max ||
                            (!rests && journal_.outgrown(snapshot_growth_ratio_max));
        if (copied || (rests && confirmed)) begin_slicing(tenant, copied);
        return confirmed && !snapshots_stopped_;
    }
    if (!confirmed) return true;
    if (!slicing_->frozen && slicing_->tenant_sequence != tenant.sequence) {
        abandon_slicing();
        ++restarts_;
    } else {
        commit_slice(write_slice());
    }
    return !snapshots_stopped_;
}

Outcome<State> JournalStore::reload() {
    slicing_.reset();
    problem_.reset();
    if (access_ == Access::writer) {
        const auto back = journal_.go_back(confirmed_);
        if (!back) return tl::unexpected<Error>(back.error());
    } else {
        Recovery recovery;
        auto journal = Journal::open(*files_, sandbox_, access_, recovery);
        if (!journal) return tl::unexpected<Error>(std::move(journal.error()));
        journal_ = std::move(*journal);
        confirmed_ = journal_.last_sequence();
    }
    return read();
}

Outcome<Session> JournalStore::catch_up(Tenant& tenant) {
    if (take_appended(tenant)) return session_at(tenant.changed);
    return Store::catch_up(tenant);
}

/// False where everything has to be read: the tenant is as some decision left it.
bool JournalStore::take_appended(Tenant& tenant) {
    auto appended = tail_ ? tail_->advance() : std::nullopt;
    while (appended) {
        const auto record = appended->next();
        if (!record) return true;
        if (!apply_decision(*record, tenant)) break;
    }
    tail_.reset();
    return false;
}

void JournalStore::keep(Outcome<void> done) {
    if (!done && !problem_) problem_ = std::move(done.error());
}

Outcome<State> JournalStore::read() {
    auto replay = journal_.replay();
    if (!replay) return tl::unexpected<Error>(std::move(replay.error()));
    State state;
    TenantReplay tenant;
    while (const auto record = replay->next()) {
        const auto done = tenant.add(*record);
        if (!done) return at_place(replay->place(), done.error());
    }
    state.tenant = tenant.take();
    state.session = session_at(state.tenant.changed);
    if (access_ == Access::reader) tail_.emplace(journal_);
    return state;
}

Session JournalStore::session_at(Instant changed) const {
    Session session = read_session(*files_);
    // A crash may have kept the tenant's last event and lost the session's last instant.
    session.now = std::max(session.now, changed);
    return session;
}

void JournalStore::begin_slicing(const Tenant& tenant, bool copied) {
    if (!journal_.begin_snapshot(journal_.last_sequence())) return stop_snapshots();
    auto frozen = copied ? std::make_unique<Tenant>(tenant) : nullptr;
    const Tenant& source = frozen ? *frozen : tenant;
    slicing_.emplace(Slicing{std::move(frozen), TenantWriter(source), tenant.sequence,
                             journal_.last_sequence()});
}

std::optional<std::uint64_t> JournalStore::write_slice() {
    const auto rows = slicing_->writer.next(snapshot_slice_size);
    const auto done =
        rows ? journal_.append_rows(snapshot_rows_version, *rows) : journal_.end_snapshot();
    if (!done) stop_snapshots();
    if (!done || rows) return std::nullopt;
    const std::uint64_t sequence = slicing_->sequence;
    slicing_.reset();
    restarts_ = 0;
    return sequence;
}

void JournalStore::abandon_slicing() {
    slicing_.reset();
    if (!journal_.snapshot_under_way()) return;
    // Nothing that was confirmed hangs on a snapshot.
    if (!journal_.abandon_snapshot()) snapshots_stopped_ = true;
}

void JournalStore::stop_snapshots() {
    abandon_slicing();
    snapshots_stopped_ = true;
}

void JournalStore::commit_slice(std::optional<std::uint64_t> snapshot) {
    ++commits_in_flight_;
    files_->commit([self = self_, snapshot](Outcome<void> outcome) {
        if (*self == nullptr) return;
        JournalStore& store = **self;
        --store.commits_in_flight_;
        // Nothing that was confirmed hangs on a snapshot: it is given up, not reported as a loss.
        if (!outcome) store.stop_snapshots();
        if (snapshot) store.settle_snapshot(*snapshot, outcome.has_value());
    });
}

void JournalStore::settle_snapshot(std::uint64_t sequence, bool durable) {
    // What is removed here becomes durable with the next commit, whenever that is.
    const auto settled = durable ? journal_.forget_old() : journal_.take_back_snapshot(sequence);
    if (!settled) snapshots_stopped_ = true;
}

Outcome<std::string> pack_raw(const Files& files) {
    const auto names = files.list();
    if (!names) return tl::unexpected<Error>(names.error());
    std::string out;
    for (const std::string& name : *names) {
        const auto bytes = files.read(name);
        if (!bytes) return tl::unexpected<Error>(bytes.error());
        out += cat(name, " ", bytes->size(), "\n", *bytes, "\n");
    }
    return out;
}

Outcome<void> set_all_aside(Files& files) {
    const auto names = files.list();
    if (!names) return tl::unexpected<Error>(names.error());
    for (const std::string& name : *names) {
        if (name.rfind(damaged_prefix, 0) == 0) continue;
        const auto bytes = files.read(name);
        if (!bytes) return tl::unexpected<Error>(bytes.error());
        std::string kept = std::string(damaged_prefix) + name;
        while (std::binary_search(names->begin(), names->end(), kept)) kept += "-again";
        auto done = files.replace(kept, *bytes);
        if (done) done = files.remove(name);
        if (!done) return done;
    }
    return {};
}

}  // namespace pim::storage
