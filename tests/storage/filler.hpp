#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/event_fields.hpp"

namespace pim::storage {

/// Gives every stored member a value of its own that is not its default, so that a member that is
/// not written or not read shows.
class Filler {
public:
    template <class T>
    void operator()(std::string_view, T& member) {
        fill(member);
    }
    void added(std::string_view, std::string& member) { fill(member); }
    template <class T>
    void added_named(std::string_view, T& member) {
        fill(member);
    }

    void fill(bool& value) { value = !value; }
    void fill(int& value) { value = static_cast<int>(++count_); }
    void fill(std::int64_t& value) { value = 0x7000'0000'0000'0000 + ++count_; }
    void fill(std::string& value) {
        value = "text \"" + std::to_string(++count_) + "\"\n\t\\ \xC3\xA9 \xF0\x9F\x94\x91 \x01";
    }
    void fill(Guid& value) {
        value = {0x1000'0000'0000'4000ULL + next(), 0x8000'0000'0000'0000ULL};
    }
    void fill(Instant& value) { value = {1'700'000'000 * ticks_per_second + ++count_}; }
    void fill(Duration& value) { value = {14, ++count_ * ticks_per_minute + 1}; }
    void fill(Scope& value) {
        value.type = ScopeType::administrative_unit;
        fill(value.id);
    }
    template <class T>
    void fill(std::optional<T>& value) {
        fill(value.emplace());
    }
    void fill(std::vector<bool>& values) { values = {true, false, true}; }
    template <class T>
    void fill(std::vector<T>& values) {
        values.resize(2);
        for (T& value : values) fill(value);
    }
    template <class T, std::size_t size>
    void fill(std::array<T, size>& values) {
        for (T& value : values) fill(value);
    }
    void fill(std::set<Guid>& values) {
        for (int index = 0; index < 3; ++index) {
            Guid value;
            fill(value);
            values.insert(value);
        }
    }
    template <class T>
    void fill(T& value) {
        if constexpr (std::is_enum_v<T>) {
            value = static_cast<T>(Names<T>::texts.size() - 1);
        } else {
            fields(*this, value);
        }
    }

private:
    std::uint64_t next() { return static_cast<std::uint64_t>(++count_); }

    std::int64_t count_ = 0;
};

}  // namespace pim::storage
