#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "storage/files.hpp"

namespace pim::storage {

/// Files in one folder of a POSIX file system. A commit is an fsync of every changed file and of
/// the folder. The browser's mount is reached through the same calls.
class DiskFiles : public Files {
public:
    /// The folder must exist; what is in it belongs to this object.
    explicit DiskFiles(std::string folder) : folder_(std::move(folder)) {}

    [[nodiscard]] Outcome<std::vector<std::string>> list() const override;
    [[nodiscard]] Outcome<std::string> read(const std::string& name) const override;
    [[nodiscard]] Outcome<std::string> read_from(const std::string& name,
                                                 std::uint64_t offset) const override;
    [[nodiscard]] Outcome<void> append(const std::string& name, std::string_view bytes) override;
    [[nodiscard]] Outcome<void> replace(const std::string& name, std::string_view bytes) override;
    [[nodiscard]] Outcome<void> cut(const std::string& name, std::uint64_t length) override;
    [[nodiscard]] Outcome<void> remove(const std::string& name) override;
    void commit(Committed done) override;

protected:
    [[nodiscard]] const std::string& folder() const { return folder_; }

private:
    [[nodiscard]] std::string path(const std::string& name) const { return folder_ + "/" + name; }
    [[nodiscard]] Outcome<void> write(const std::string& name, const std::string& path, int flags,
                                      std::string_view bytes);

    std::string folder_;
    std::set<std::string> changed_;
};

}  // namespace pim::storage
