#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/instant.hpp"

namespace pim {

/// Something that a backend did not give when its tenant was read.
struct Omission {
    std::string collection;  ///< such as `auditLogs/directoryAudits`
    std::string why;         ///< in the backend's words, or `not_asked_for`
};
/// Why requests and approvals are missing where nobody wanted them read.
constexpr std::string_view not_asked_for = "not asked for";

/// Where a mirrored tenant came from. A tenant that has one is a copy to try things on: nothing is
/// ever written back from it.
struct Origin {
    std::string backend;  ///< its name
    std::string address;  ///< its root, such as `https://graph.microsoft.com`
    Instant read;         ///< when reading began
    std::vector<Omission> omissions;
};

/// An object as the backend sent it. What the sandbox has no place for is kept in it, and a later
/// mirror is compared with it.
struct Original {
    std::string collection;
    std::string id;
    std::string json;  ///< compact
};

}  // namespace pim
