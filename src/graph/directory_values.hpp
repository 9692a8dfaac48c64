#pragma once

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

inline Value user_principal_name(const Row& row, const View&) {
    return text_or_null(row.as<User>().user_principal_name);
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
