#pragma once

#include <array>

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

/// What an alias cannot hold beside bytes that are not ASCII.
constexpr std::string_view not_in_alias = "@()\\[]\";:<>, ";
/// The alias of an object that was given none: what stands before the `@` of an address, or a name
/// without what an alias cannot hold.
std::string alias_of(std::string_view name);

template <ProfileText which>
Value profile_text(const Row& row, const View&) {
    return text_or_null(row.as<User>().profile.text(which));
}
template <ProfileText which>
constexpr Property profile_property{name(which), PropertyType::text, profile_text<which>};
inline Value user_alias(const Row& row, const View& view) {
    const Value given = profile_text<ProfileText::mail_nickname>(row, view);
    if (!std::holds_alternative<std::monostate>(given)) return given;
    return text_or_null(alias_of(row.as<User>().user_principal_name));
}
inline Value group_description(const Row& row, const View&) {
    return text_or_null(row.as<Group>().description);
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

template <ProfileText which>
constexpr Property profile_on_request = on_request(name(which), PropertyType::text,
                                                   profile_text<which>);
/// What users have that answers leave out until it is selected.
constexpr std::array<Property, 12> user_on_request = {{
    on_request("accountEnabled", PropertyType::boolean, yes),
    profile_on_request<ProfileText::city>,
    profile_on_request<ProfileText::company_name>,
    profile_on_request<ProfileText::country>,
    profile_on_request<ProfileText::department>,
    profile_on_request<ProfileText::employee_id>,
    on_request("mailNickname", PropertyType::text, user_alias),
    profile_on_request<ProfileText::postal_code>,
    profile_on_request<ProfileText::state>,
    profile_on_request<ProfileText::street_address>,
    profile_on_request<ProfileText::usage_location>,
    on_request("userType", PropertyType::text, user_type_name),
}};
/// The properties of users, of which some are shown in another order where a user is expanded.
template <std::size_t count>
constexpr auto and_on_request(const std::array<Property, count>& shown) {
    std::array<Property, count + user_on_request.size()> all{};
    for (std::size_t i = 0; i < count; ++i) all[i] = shown[i];
    for (std::size_t i = 0; i < user_on_request.size(); ++i) all[count + i] = user_on_request[i];
    return all;
}

}  // namespace pim::graph
