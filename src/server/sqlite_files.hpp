#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "storage/files.hpp"

namespace pim::server {

/// The journal's files in one SQLite database (write-ahead log, synchronous FULL), so that a commit
/// of any number of changes costs one sync. A thread of its own writes: while it waits for the
/// disk, requests are read and decided, and what they change goes into the next commit.
class SqliteFiles final : public storage::Files {
public:
    /// Runs something on the caller's thread, later; called from the writing thread.
    using Post = std::function<void(std::function<void()>)>;

    /// Opens the database, or makes it. Nobody else may have it open: the error says so.
    [[nodiscard]] static Outcome<std::shared_ptr<SqliteFiles>> open(const std::string& path,
                                                                    Post post);
    ~SqliteFiles() override;
    SqliteFiles(const SqliteFiles&) = delete;
    SqliteFiles& operator=(const SqliteFiles&) = delete;

    [[nodiscard]] Outcome<std::vector<std::string>> list() const override;
    [[nodiscard]] Outcome<std::string> read(const std::string& name) const override;
    [[nodiscard]] Outcome<void> append(const std::string& name, std::string_view bytes) override;
    [[nodiscard]] Outcome<void> replace(const std::string& name, std::string_view bytes) override;
    [[nodiscard]] Outcome<void> cut(const std::string& name, std::uint64_t length) override;
    [[nodiscard]] Outcome<void> remove(const std::string& name) override;
    void commit(storage::Committed done) override;

    /// Reads the whole database and checks its structure; nothing where it is sound.
    [[nodiscard]] Outcome<void> check() const;

private:
    class Writer;
    explicit SqliteFiles(std::unique_ptr<Writer> writer, Post post);

    std::unique_ptr<Writer> writer_;
    Post post_;
};

}  // namespace pim::server
