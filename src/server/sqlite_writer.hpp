#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/sqlite.hpp"

namespace pim::server {

/// A change of one file that waits to be written.
struct FileChange {
    enum class Kind { append, replace, cut, remove };
    Kind kind = Kind::append;
    std::string name;
    std::string bytes;         ///< of append and replace
    std::uint64_t length = 0;  ///< of cut
};

/// Files as rows: a file is a number, its bytes are chunks in the order of their places, one for
/// each append. Used by one thread at a time.
class FileTable {
public:
    [[nodiscard]] static Outcome<FileTable> open(const std::string& path);

    [[nodiscard]] Outcome<std::vector<std::string>> list();
    [[nodiscard]] Outcome<std::string> read(const std::string& name);
    /// Changes become durable with `commit`; after an error only `roll_back` helps.
    [[nodiscard]] Outcome<void> change(const FileChange& change);
    [[nodiscard]] Outcome<void> commit();
    void roll_back();
    [[nodiscard]] Outcome<void> check();

private:
    struct File {
        std::int64_t number = 0;
        std::int64_t next_place = 0;
    };

    [[nodiscard]] Outcome<void> prepare();
    [[nodiscard]] Outcome<void> begin();
    [[nodiscard]] Outcome<File*> find(const std::string& name);
    [[nodiscard]] Outcome<File*> make(const std::string& name);
    [[nodiscard]] Outcome<void> append(File& file, std::string_view bytes);
    [[nodiscard]] Outcome<void> empty(const File& file);
    [[nodiscard]] Outcome<void> cut(File& file, std::uint64_t length);

    Database database_;
    Statement begin_;
    Statement commit_;
    Statement list_;
    Statement find_;
    Statement make_;
    Statement forget_;
    Statement append_;
    Statement chunks_;
    Statement empty_;
    std::map<std::string, File> known_;
    bool changing_ = false;
};

}  // namespace pim::server
