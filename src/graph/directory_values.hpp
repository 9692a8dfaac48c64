#pragma once

#include "core/text.hpp"
#include "graph/entity.hpp"

namespace pim::graph {

// Values that several tables of directory objects share.

template <class T>
Value id_of(const Row& row, const View&) {
    return guid_or_null(row.as<T>().id);
}
template <class T>
Value display_name_of(const Row& row, const View&) {
    return text_or_null(row.as<T>().display_name);
}
template <class T>
Value app_id_of(const Row& row, const View&) {
    return guid_or_null(row.as<T>().app_id);
}

// A user's name counts in any case: it is compared in lower case and written as it is.
inline Value lower_principal_name(const Row& row, const View&) {
    return text_or_null(to_lower(row.as<User>().user_principal_name));
}
inline void write_principal_name(JsonWriter& out, const Row& row, const View&) {
    out.text(row.as<User>().user_principal_name);
}
inline std::string in_lower_case(std::string_view text, Version) {
    return to_lower(text);
}
constexpr Property principal_name_property(std::string_view name) {
    return {name,           PropertyType::text, lower_principal_name, write_principal_name,
            Versions::both, in_lower_case};
}
/// The same of an abstract type.
constexpr Property principal_name_of_any(std::string_view name) {
    return {name, PropertyType::text, nullptr, nullptr, Versions::both, in_lower_case};
}
inline Value user_type_name(const Row& row, const View&) {
    return Value{std::string(name(row.as<User>().type))};
}
/// Null, not false, for a plain group (endpoints.md, section I).
inline Value is_assignable_to_role(const Row& row, const View&) {
    return row.as<Group>().role_assignable ? Value{true} : Value{};
}

inline Value yes(const Row&, const View&) {
    return Value{true};
}
inline Value no(const Row&, const View&) {
    return Value{false};
}
inline void write_nothing(JsonWriter& out, const Row&, const View&) {
    out.begin_array().end_array();
}

/// A property that is written only where `$select` names it.
constexpr Property on_request(std::string_view name, PropertyType type,
                              Value (*value)(const Row&, const View&)) {
    return {name, type, value, nullptr, Versions::both, nullptr, true};
}

}  // namespace pim::graph
