#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/outcome.hpp"

namespace pim::storage {

/// Told once: a value when everything done before the commit is durable, else why it is not.
using Committed = std::function<void(Outcome<void>)>;

/// The files of one sandbox: a flat folder of named byte strings. Changes are visible to `read` at
/// once and durable only when a commit that follows them reports success; commits report in the
/// order in which they were asked for.
class Files {
public:
    virtual ~Files() = default;
    /// Names of all files, sorted.
    [[nodiscard]] virtual Outcome<std::vector<std::string>> list() const = 0;
    /// All bytes of a file; an error when there is none of this name.
    [[nodiscard]] virtual Outcome<std::string> read(const std::string& name) const = 0;
    /// The bytes of a file from an offset on; an error when there is none of this name.
    [[nodiscard]] virtual Outcome<std::string> read_from(const std::string& name,
                                                         std::uint64_t offset) const {
        auto bytes = read(name);
        if (bytes) bytes->erase(0, std::min(bytes->size(), static_cast<std::size_t>(offset)));
        return bytes;
    }
    /// Adds bytes at the end, making the file if there is none.
    [[nodiscard]] virtual Outcome<void> append(const std::string& name, std::string_view bytes) = 0;
    /// Puts other bytes in the file's place: after a crash either the old or the new ones are
    /// there.
    [[nodiscard]] virtual Outcome<void> replace(const std::string& name,
                                                std::string_view bytes) = 0;
    /// Drops what stands beyond `length` bytes; a shorter file stays as it is.
    [[nodiscard]] virtual Outcome<void> cut(const std::string& name, std::uint64_t length) = 0;
    /// Removes the file; nothing happens when there is none.
    [[nodiscard]] virtual Outcome<void> remove(const std::string& name) = 0;
    /// Makes everything done so far durable, then tells `done`, perhaps before returning.
    virtual void commit(Committed done) = 0;
};

}  // namespace pim::storage
