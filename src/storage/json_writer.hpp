#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/duration.hpp"
#include "core/fields.hpp"
#include "core/guid.hpp"
#include "core/instant.hpp"
#include "core/names.hpp"
#include "core/scope.hpp"

namespace pim::storage {

/// Adds text as a JSON string. Bytes that are no UTF-8 become U+FFFD: the file stays readable.
void append_json_text(std::string& out, std::string_view text);

/// Adds text that JSON does not escape: names of members, ids, instants.
inline void append_plain_text(std::string& out, std::string_view text) {
    out += '"';
    out += text;
    out += '"';
}

/// Writes the structs of core/fields.hpp as JSON text. A null id is an empty string, a missing
/// optional value is null, instants and durations are ISO text.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) {}

    /// Called by `fields` for each member.
    template <class T>
    void operator()(std::string_view name, T& member) {
        separate();
        append_plain_text(out_, name);
        out_ += ':';
        write(member);
        first_ = false;
    }

    void added(std::string_view name, std::string& member) { added_named(name, member); }
    template <class T>
    void added_named(std::string_view name, T& member) {
        if (!member.empty()) (*this)(name, member);
    }

    void write(bool value) { out_ += value ? "true" : "false"; }
    void write(int value) { out_ += to_text(std::int64_t{value}); }
    void write(std::int64_t value) { out_ += to_text(value); }
    void write(const std::string& value) { append_json_text(out_, value); }
    void write(const Guid& value) {
        append_plain_text(out_, value.is_null() ? std::string() : to_text(value));
    }
    void write(const Instant& value) { append_plain_text(out_, to_text(value)); }
    void write(const Duration& value) { append_plain_text(out_, to_text(value)); }
    void write(const Scope& value) { append_json_text(out_, to_text(value)); }
    template <class T>
    void write(const std::optional<T>& value) {
        if (value) {
            write(*value);
        } else {
            out_ += "null";
        }
    }
    template <class T>
    void write(const std::vector<T>& values) {
        write_list(values);
    }
    template <class T, std::size_t size>
    void write(const std::array<T, size>& values) {
        write_list(values);
    }
    void write(const std::set<Guid>& values) { write_list(values); }
    template <class T>
    void write(const T& value) {
        if constexpr (std::is_enum_v<T>) {
            append_plain_text(out_, name(value));
        } else {
            out_ += '{';
            const bool outer_first = first_;
            first_ = true;
            // `fields` serves readers too and so takes no const; this visitor only reads.
            fields(*this, const_cast<T&>(value));
            first_ = outer_first;
            out_ += '}';
        }
    }

private:
    void separate() {
        if (!first_) out_ += ',';
    }
    template <class List>
    void write_list(const List& values) {
        out_ += '[';
        bool first = true;
        for (const auto& value : values) {
            if (!first) out_ += ',';
            first = false;
            write(static_cast<const typename List::value_type&>(value));
        }
        out_ += ']';
    }

    std::string& out_;
    bool first_ = true;
};

}  // namespace pim::storage
