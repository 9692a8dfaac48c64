#include "browser/storage_mount.hpp"

#include <emscripten/emscripten.h>

#include <utility>

// In web/library_storage.js.
extern "C" {
void pimlab_storage_open(const char* sandbox);
void pimlab_storage_commit(int number);
int pimlab_storage_writes();
int pimlab_storage_text(int which, char* target, int capacity);
}

namespace pim::browser {

namespace {

/// What the page tells, by number; web/storage_mount.js has the same list.
enum class Told {
    opened = 1,
    open_failed = 2,
    committed = 3,
    commit_failed = 4,
    changed = 5,
    may_write = 6,
    closed = 7,
};

enum class Text { error, help, folder };

std::string text(Text which) {
    std::string bytes;
    bytes.resize(
        static_cast<std::size_t>(pimlab_storage_text(static_cast<int>(which), bytes.data(), 0)));
    pimlab_storage_text(static_cast<int>(which), bytes.data(), static_cast<int>(bytes.size()));
    return bytes;
}

Error error() {
    return {text(Text::error), text(Text::help)};
}

/// The page has one mount, and its events carry no pointer.
std::shared_ptr<StorageMount>& mounted() {
    static std::shared_ptr<StorageMount> mount;
    return mount;
}

StorageMount::Opened& opening() {
    static StorageMount::Opened opened;
    return opened;
}

}  // namespace

void StorageMount::open(const std::string& sandbox, Opened opened) {
    opening() = std::move(opened);
    pimlab_storage_open(sandbox.c_str());
}

storage::Access StorageMount::access() const {
    return pimlab_storage_writes() != 0 ? storage::Access::writer : storage::Access::reader;
}

void StorageMount::commit(storage::Committed done) {
    waiting_.emplace(++last_commit_, std::move(done));
    pimlab_storage_commit(last_commit_);
}

void StorageMount::committed(int number, Outcome<void> outcome) {
    const auto found = waiting_.find(number);
    if (found == waiting_.end()) return;
    const storage::Committed done = std::move(found->second);
    waiting_.erase(found);
    done(std::move(outcome));
}

namespace {

void opened(Outcome<std::shared_ptr<StorageMount>> outcome) {
    if (outcome) mounted() = *outcome;
    if (const auto tell = std::exchange(opening(), {})) tell(std::move(outcome));
}

void told(Told event, int number) {
    if (event == Told::opened) return opened(std::make_shared<StorageMount>(text(Text::folder)));
    if (event == Told::open_failed) return opened(tl::unexpected<Error>(error()));
    // Kept alive here: what is told may let go of the last other owner.
    const std::shared_ptr<StorageMount> mount = mounted();
    if (!mount) return;
    if (event == Told::committed) mount->committed(number, {});
    if (event == Told::commit_failed) mount->committed(number, tl::unexpected<Error>(error()));
    const bool answered = event == Told::committed || event == Told::commit_failed;
    if (answered && mount->on_answered) mount->on_answered();
    if (event == Told::changed && mount->on_changed) mount->on_changed();
    if (event == Told::may_write && mount->on_may_write) mount->on_may_write();
    if (event == Told::closed && mount->on_closed) mount->on_closed(error());
}

}  // namespace

}  // namespace pim::browser

/// Called by web/storage_mount.js; `number` is a commit's.
extern "C" EMSCRIPTEN_KEEPALIVE void pimlab_storage_event(int event, int number) {
    pim::browser::told(static_cast<pim::browser::Told>(event), number);
}
