#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/guid.hpp"
#include "core/instant.hpp"

namespace pim::ui {

/// What a half-filled form holds, as names and texts: kept for the window, and filled in again
/// after a reload. Holds what a person typed or chose, never a token.
class Draft {
public:
    /// What `text` gave; empty where it is no draft.
    static Draft parse(std::string_view text);
    std::string to_text() const;

    bool empty() const { return values_.empty(); }
    void set(std::string_view name, std::string_view value);
    void set(std::string_view name, const std::optional<Instant>& value);
    void set(std::string_view name, const Guid& value);
    void set_number(std::string_view name, std::int64_t value);

    /// Empty where the name is not there.
    std::string_view text(std::string_view name) const;
    std::optional<Instant> moment(std::string_view name) const;
    /// Null where the name is not there or no id.
    Guid id(std::string_view name) const;
    /// `otherwise` where the name is not there or its number out of the bounds.
    int number(std::string_view name, int least, int most, int otherwise) const;

private:
    std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace pim::ui
