#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "storage/files.hpp"

namespace pim::storage {

/// Files in memory, for tests and for sandboxes that nobody keeps. It can be told to fail, and what
/// a crash would leave behind can be taken from it.
class MemoryFiles final : public Files {
public:
    using Contents = std::map<std::string, std::string>;

    MemoryFiles() = default;
    /// Starts with these files, all of them durable.
    explicit MemoryFiles(Contents contents) : visible_(contents), durable_(std::move(contents)) {}

    [[nodiscard]] Outcome<std::vector<std::string>> list() const override;
    [[nodiscard]] Outcome<std::string> read(const std::string& name) const override;
    [[nodiscard]] Outcome<std::string> read_from(const std::string& name,
                                                 std::uint64_t offset) const override;
    [[nodiscard]] Outcome<void> append(const std::string& name, std::string_view bytes) override;
    [[nodiscard]] Outcome<void> replace(const std::string& name, std::string_view bytes) override;
    [[nodiscard]] Outcome<void> cut(const std::string& name, std::uint64_t length) override;
    [[nodiscard]] Outcome<void> remove(const std::string& name) override;
    void commit(Committed done) override;

    /// The nth operation from now that changes something fails (1 is the next); a failing append
    /// leaves its first `torn_bytes` bytes behind.
    void fail_operation(int nth, std::uint64_t torn_bytes = 0);
    /// The nth commit from now fails, and nothing of it becomes durable.
    void fail_commit(int nth);
    /// From now on commits wait until `finish_commit`.
    void hold_commits() { holding_ = true; }
    /// Ends the oldest waiting commit; false when none waits.
    bool finish_commit();
    /// Turns one bit over, in what is seen and in what is durable.
    void flip_bit(const std::string& name, std::uint64_t byte, int bit);

    /// What a crash at this moment leaves.
    [[nodiscard]] const Contents& durable() const { return durable_; }
    /// What `read` sees.
    [[nodiscard]] const Contents& visible() const { return visible_; }
    /// Bytes handed to append and replace so far: what saving has cost.
    [[nodiscard]] std::uint64_t bytes_written() const { return bytes_written_; }
    /// Bytes that `read` and `read_from` gave so far: what opening and following have cost.
    [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }
    /// Commits asked for so far.
    [[nodiscard]] int commits() const { return commits_; }

private:
    struct Waiting {
        Contents contents;
        Committed done;
    };

    [[nodiscard]] bool operation_fails();
    void end_commit(Waiting waiting);

    Contents visible_;
    Contents durable_;
    std::vector<Waiting> waiting_;
    int operation_countdown_ = 0;
    int commit_countdown_ = 0;
    int commits_ = 0;
    std::uint64_t torn_bytes_ = 0;
    std::uint64_t bytes_written_ = 0;
    mutable std::uint64_t bytes_read_ = 0;
    bool holding_ = false;
};

}  // namespace pim::storage
