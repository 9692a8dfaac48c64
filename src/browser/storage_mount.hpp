#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "storage/disk_files.hpp"
#include "storage/journal.hpp"

namespace pim::browser {

/// The files of one sandbox in the browser: Emscripten's file system, kept in IndexedDB by
/// web/storage_mount.js. One for the life of the page.
class StorageMount final : public storage::DiskFiles {
public:
    using Opened = std::function<void(Outcome<std::shared_ptr<StorageMount>>)>;

    /// Reads the sandbox's files, then tells `opened`. `sandbox` is made of lower-case letters,
    /// digits and dashes.
    static void open(const std::string& sandbox, Opened opened);

    /// Whether this tab may write: it holds the sandbox's lock.
    [[nodiscard]] storage::Access access() const;
    void commit(storage::Committed done) override;

    /// A commit was answered, well or badly: what is shown of saving has changed.
    std::function<void()> on_answered;
    /// In a tab that reads: the files are now what the writing tab has just made durable.
    std::function<void()> on_changed;
    /// The tab that wrote is gone, and this one has its lock now: `access` is writer from here on.
    std::function<void()> on_may_write;
    /// Nothing can be saved any more, and why.
    std::function<void(Error)> on_closed;

    /// Made by `open`, over the folder that the page mounted.
    explicit StorageMount(std::string folder) : DiskFiles(std::move(folder)) {}
    /// The end of a commit, which the page reported.
    void committed(int number, Outcome<void> outcome);

private:
    int last_commit_ = 0;
    std::map<int, storage::Committed> waiting_;
};

}  // namespace pim::browser
