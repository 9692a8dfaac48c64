#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "core/names.hpp"

namespace pim {

/// What is said of a person beside the names. No rule of PIM asks for it; clients set it when they
/// create users, read it and filter by it.
enum class ProfileText {
    city,
    company_name,
    country,
    department,
    employee_id,
    given_name,
    job_title,
    mail_nickname,
    mobile_phone,
    office_location,
    postal_code,
    preferred_language,
    state,
    street_address,
    surname,
    usage_location,
};
constexpr std::size_t profile_text_count =
    static_cast<std::size_t>(ProfileText::usage_location) + 1;

/// The most bytes that a text may have (user resource of Graph).
std::size_t length_max(ProfileText which);

/// The texts of a person; most have none, which costs nothing but this object.
class Profile {
public:
    /// Empty where nothing was given.
    const std::string& text(ProfileText which) const;
    void set(ProfileText which, std::string text);

private:
    std::vector<std::string> texts_;  ///< up to the last one that was given
};

}  // namespace pim

template <>
struct pim::Names<pim::ProfileText> {
    static constexpr std::array<std::string_view, pim::profile_text_count> texts = {
        "city",        "companyName",    "country",    "department",
        "employeeId",  "givenName",      "jobTitle",   "mailNickname",
        "mobilePhone", "officeLocation", "postalCode", "preferredLanguage",
        "state",       "streetAddress",  "surname",    "usageLocation"};
};
