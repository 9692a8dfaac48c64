#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "storage/journal_tail.hpp"
#include "storage/store.hpp"
#include "storage/tenant_codec.hpp"

namespace pim::storage {

/// Bytes of JSON in one slice of a snapshot: encoding them takes well under 4 ms (README.md).
constexpr std::size_t snapshot_slice_size = 64 * 1024;
/// Snapshots begun anew because the tenant changed, before one is made from a copy of it.
constexpr int snapshot_restarts_max = 8;

/// A sandbox as it was opened.
struct Opened;

/// A store over a journal of files.
class JournalStore final : public Store {
public:
    /// Opens the sandbox that the files contain, or an empty one. As writer, repairs what is
    /// damaged. `sandbox` is made of lower-case letters, digits and dashes.
    [[nodiscard]] static Outcome<Opened> open(std::shared_ptr<Files> files, std::string sandbox,
                                              Access access);

    void append(const Events& events) override;
    void save_session(const Session& session) override;
    void replace(const Tenant& tenant, const Session& session) override;
    void commit(Done done) override;
    bool idle(const Tenant& tenant, bool rests) override;
    [[nodiscard]] Outcome<State> reload() override;
    [[nodiscard]] Outcome<Session> catch_up(Tenant& tenant) override;
    [[nodiscard]] bool writable() const override { return access_ == Access::writer; }

private:
    JournalStore(std::shared_ptr<Files> files, std::string sandbox, Access access, Journal journal)
        : files_(std::move(files)),
          sandbox_(std::move(sandbox)),
          access_(access),
          journal_(std::move(journal)),
          confirmed_(journal_.last_sequence()) {}

    /// A snapshot that is being made.
    struct Slicing {
        std::unique_ptr<Tenant> frozen;  ///< the copy, where one had to be made
        TenantWriter writer;
        std::int64_t tenant_sequence;
        std::uint64_t sequence;  ///< of the last decision in it
    };

    void keep(Outcome<void> done);
    [[nodiscard]] Outcome<State> read();
    [[nodiscard]] bool take_appended(Tenant& tenant);
    [[nodiscard]] Session session_at(Instant changed) const;
    /// Begins a snapshot of a tenant, or of a copy that is taken now.
    void begin_slicing(const Tenant& tenant, bool copied);
    /// Adds a slice to the next commit; the snapshot's sequence where that was its last.
    std::optional<std::uint64_t> write_slice();
    void abandon_slicing();
    void stop_snapshots();
    void commit_slice(std::optional<std::uint64_t> snapshot);
    /// After the commit that a snapshot ended with.
    void settle_snapshot(std::uint64_t sequence, bool durable);

    std::shared_ptr<Files> files_;
    std::string sandbox_;
    Access access_;
    Journal journal_;
    std::optional<JournalTail> tail_;  ///< of a reader: where it goes on
    std::uint64_t confirmed_;          ///< sequence of the last durable decision
    std::optional<Error> problem_;     ///< why what is queued cannot be committed
    std::optional<Slicing> slicing_;
    int restarts_ = 0;
    int commits_in_flight_ = 0;
    bool snapshots_stopped_ = false;  ///< after one failed, until something else could be saved
    /// Commits report to nobody once the store is gone.
    std::shared_ptr<JournalStore*> self_ = std::make_shared<JournalStore*>(this);

public:
    ~JournalStore() override { *self_ = nullptr; }
    JournalStore(const JournalStore&) = delete;
    JournalStore& operator=(const JournalStore&) = delete;
};

struct Opened {
    State state;
    std::unique_ptr<JournalStore> store;
    Recovery recovery;
    bool fresh = false;  ///< nothing had been written yet: the state is an empty tenant
};

/// All files in one text, for people to keep when a sandbox cannot be opened.
[[nodiscard]] Outcome<std::string> pack_raw(const Files& files);

/// Makes room for a new sandbox where one cannot be opened: every file is kept under another name.
[[nodiscard]] Outcome<void> set_all_aside(Files& files);

}  // namespace pim::storage
