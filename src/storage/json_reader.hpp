#pragma once

#include <array>
#include <cstdint>
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
#include "storage/json_value.hpp"

namespace pim::storage {

/// Reads what JsonWriter wrote. The first thing that does not fit stops it, and `problem` says
/// where and why; a member that is missing or unknown does not fit.
class JsonReader {
public:
    [[nodiscard]] bool failed() const { return !problem_.empty(); }
    /// One sentence with the path of the member; empty when everything fitted.
    [[nodiscard]] const std::string& problem() const { return problem_; }
    /// Says that the value at the present path does not fit.
    void fail(std::string_view what);
    /// The path of the value that is being read gets and loses a last part.
    void enter(std::string_view name) { path_.emplace_back(name); }
    void leave() { path_.pop_back(); }
    /// The value's member, or a failure.
    [[nodiscard]] const JsonValue* member(const JsonValue& object, std::string_view name);

    void read(const JsonValue& json, bool& value);
    void read(const JsonValue& json, int& value);
    void read(const JsonValue& json, std::int64_t& value);
    void read(const JsonValue& json, std::string& value);
    void read(const JsonValue& json, Guid& value);
    void read(const JsonValue& json, Instant& value);
    void read(const JsonValue& json, Duration& value);
    void read(const JsonValue& json, Scope& value);
    void read(const JsonValue& json, std::vector<bool>& values);
    void read(const JsonValue& json, std::set<Guid>& values);
    template <class T>
    void read(const JsonValue& json, std::optional<T>& value) {
        value.reset();
        if (json.kind != JsonValue::Kind::null) read(json, value.emplace());
    }
    template <class T>
    void read(const JsonValue& json, std::vector<T>& values) {
        values.clear();
        if (!expect(json, JsonValue::Kind::list, "a list")) return;
        values.resize(json.items.size());
        read_items(json, values);
    }
    template <class T, std::size_t size>
    void read(const JsonValue& json, std::array<T, size>& values) {
        if (!expect(json, JsonValue::Kind::list, "a list")) return;
        if (json.items.size() != size) {
            fail("has not the right number of entries");
            return;
        }
        read_items(json, values);
    }
    template <class T>
    void read(const JsonValue& json, T& value) {
        if constexpr (std::is_enum_v<T>) {
            read_enum(json, value);
        } else {
            if (!expect(json, JsonValue::Kind::object, "an object")) return;
            Members members{*this, json, 0};
            fields(members, value);
            if (failed() || members.read == json.members.size()) return;
            MemberNames names;
            fields(names, value);
            fail_unknown(json, names.names);
        }
    }

private:
    /// Given to `fields`: looks each member up, usually at the place where it is expected.
    struct Members {
        JsonReader& reader;
        const JsonValue& object;
        std::size_t read;

        template <class T>
        void operator()(std::string_view name, T& member) {
            if (reader.failed()) return;
            const bool in_order =
                read < object.members.size() && object.members[read].first == name;
            const JsonValue* const found =
                in_order ? &object.members[read].second : reader.member(object, name);
            if (found == nullptr) return;
            ++read;
            reader.enter(name);
            reader.read(*found, member);
            reader.leave();
        }
        void added(std::string_view name, std::string& member) { added_named(name, member); }
        template <class T>
        void added_named(std::string_view name, T& member) {
            member.clear();
            if (object.find(name) != nullptr) (*this)(name, member);
        }
    };

    /// Given to `fields`: collects what the members are called.
    struct MemberNames {
        std::vector<std::string_view> names;

        template <class T>
        void operator()(std::string_view name, T&) {
            names.push_back(name);
        }
        void added(std::string_view name, std::string&) { names.push_back(name); }
        template <class T>
        void added_named(std::string_view name, T&) {
            names.push_back(name);
        }
    };

    template <class List>
    void read_items(const JsonValue& json, List& values) {
        for (std::size_t index = 0; index < values.size() && !failed(); ++index) {
            enter(std::to_string(index));
            read(json.items[index], values[index]);
            leave();
        }
    }
    template <class T>
    void read_enum(const JsonValue& json, T& value) {
        if (!expect(json, JsonValue::Kind::text, "a text")) return;
        const auto parsed = parse_name<T>(json.text);
        if (!parsed) {
            fail("has the unknown value `" + json.text + "`");
            return;
        }
        value = *parsed;
    }
    [[nodiscard]] bool expect(const JsonValue& json, JsonValue::Kind kind, std::string_view what);
    void fail_unknown(const JsonValue& json, const std::vector<std::string_view>& known);

    std::string problem_;
    std::vector<std::string> path_;
};

}  // namespace pim::storage
