#include "server/data.hpp"

#include <filesystem>

#include "core/fingerprint.hpp"
#include "core/text.hpp"
#include "sandbox/memory_store.hpp"
#include "server/checkpoint_files.hpp"
#include "server/options.hpp"
#include "storage/disk_files.hpp"
#include "storage/memory_files.hpp"
#include "storage/tenant_replay.hpp"

namespace pim::server {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view database_name = "pimlab.db";
constexpr std::string_view checkpoint_folder = "checkpoints";
constexpr std::string_view fingerprint_name = "fingerprint.txt";

std::string within(const std::string& folder, std::string_view name) {
    return (fs::path(folder) / name).string();
}

Outcome<void> make_folder(const std::string& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        return failure(cat("the folder `", folder, "` cannot be made: ", error.message()),
                       "give another --data");
    }
    fs::permissions(folder, fs::perms::owner_all, error);
    return {};
}

/// Nobody waits for a commit here: nothing is written.
void post_nothing(const std::function<void()>&) {}

/// What replaying a journal gives.
struct Replayed {
    Tenant tenant;
    bool whole = true;  ///< false where an import took the place of everything in between
};

Outcome<Replayed> replayed(storage::Replay replay) {
    storage::TenantReplay tenant;
    Replayed result;
    std::uint64_t last = 0;
    while (const auto record = replay.next()) {
        if (record->type == storage::RecordType::decision) {
            result.whole = last == 0 || record->sequence == last + 1;
            last = record->sequence;
            if (!result.whole) return result;
        }
        const auto added = tenant.add(*record);
        if (!added) return failure(cat(replay.place(), ": ", added.error().what));
    }
    result.tenant = tenant.take();
    return result;
}

/// Says whether the older snapshot leads to the same tenant; false where it leads to another.
bool compare_with_oldest(const storage::Journal& journal, const Tenant& newest,
                         const std::function<void(const std::string&)>& say) {
    const auto oldest = journal.replay_from_oldest().and_then(replayed);
    if (oldest && !oldest->whole) {
        say("an import took the place of what was before it: there is no older way to compare");
        return true;
    }
    const bool same = oldest && fingerprint(oldest->tenant) == fingerprint(newest);
    say(same ? "the oldest snapshot and the journal after it lead to the same tenant"
             : "WRONG: the oldest snapshot and the journal after it lead to another tenant");
    return same;
}

/// Says what the notes of the last orderly stop say of a tenant; false where they contradict it.
bool compare_with_note(const std::string& folder, const Tenant& tenant, const std::string& found,
                       const std::function<void(const std::string&)>& say) {
    const auto note = storage::DiskFiles(folder).read(std::string(fingerprint_name));
    if (!note) {
        say("no orderly stop has left a fingerprint to compare with");
        return true;
    }
    const std::string expected = cat(tenant.sequence, " ");
    if (note->compare(0, expected.size(), expected) != 0) {
        say("events have come since the last orderly stop, whose fingerprint was noted");
        return true;
    }
    const bool same = *note == cat(expected, found, "\n");
    say(same ? "the fingerprint is the one noted at the last orderly stop"
             : "WRONG: the fingerprint is not the one noted at the last orderly stop");
    return same;
}

}  // namespace

Outcome<Data> open_data(const std::string& folder, const SqliteFiles::Post& post) {
    Data data;
    if (folder == data_in_memory) {
        data.store = std::make_unique<sandbox::MemoryStore>();
        data.checkpoints =
            std::make_unique<CheckpointFiles>(std::make_unique<storage::MemoryFiles>());
        return data;
    }
    for (const std::string& place : {folder, within(folder, checkpoint_folder)}) {
        const auto made = make_folder(place);
        if (!made) return tl::unexpected<Error>(made.error());
    }
    auto files = SqliteFiles::open(within(folder, database_name), post);
    if (!files) return tl::unexpected<Error>(files.error());
    auto opened =
        storage::JournalStore::open(*files, std::string(sandbox_name), storage::Access::writer);
    if (!opened) return tl::unexpected<Error>(opened.error());
    data.state = std::move(opened->state);
    data.store = std::move(opened->store);
    data.recovery = std::move(opened->recovery);
    data.fresh = opened->fresh;
    data.checkpoints = std::make_unique<CheckpointFiles>(
        std::make_unique<storage::DiskFiles>(within(folder, checkpoint_folder)));
    return data;
}

Outcome<void> note_fingerprint(const std::string& folder, const Tenant& tenant) {
    if (folder == data_in_memory) return {};
    storage::DiskFiles files(folder);
    const auto noted = files.replace(std::string(fingerprint_name),
                                     cat(tenant.sequence, " ", to_hex(fingerprint(tenant)), "\n"));
    if (!noted) return noted;
    Outcome<void> outcome;
    files.commit([&](Outcome<void> done) { outcome = std::move(done); });
    return outcome;
}

bool verify_data(const std::string& folder, const std::function<void(const std::string&)>& say) {
    const std::string path = within(folder, database_name);
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored)) {
        say(cat("WRONG: there is no ", database_name, " in `", folder, "`"));
        return false;
    }
    const auto files = SqliteFiles::open(path, post_nothing);
    const auto sound = files ? (*files)->check() : tl::unexpected<Error>(files.error());
    if (!sound) {
        say(cat("WRONG: ", sound.error().what));
        return false;
    }
    storage::Recovery recovery;
    auto journal = storage::Journal::open(**files, std::string(sandbox_name),
                                          storage::Access::reader, recovery);
    if (!journal) {
        say(cat("WRONG: ", journal.error().what));
        return false;
    }
    for (const storage::Damage& damage : recovery.damages) {
        say(cat("WRONG: record ", static_cast<std::size_t>(damage.record), " of ", damage.file,
                " is damaged, ", static_cast<std::size_t>(damage.bytes), " bytes from there on"));
    }
    auto newest = journal->replay().and_then(replayed);
    if (!newest) {
        say(cat("WRONG: ", newest.error().what));
        return false;
    }
    const Tenant& tenant = newest->tenant;
    const std::string found = to_hex(fingerprint(tenant));
    say(cat("decisions ", static_cast<std::size_t>(journal->last_sequence()), ", events ",
            tenant.sequence, ", fingerprint ", found));
    const bool same = compare_with_oldest(*journal, tenant, say);
    return compare_with_note(folder, tenant, found, say) && same && recovery.damages.empty();
}

}  // namespace pim::server
