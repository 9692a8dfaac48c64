#pragma once

#include <string_view>

namespace pim::sandbox {

/// What a sandbox can do for whoever shows it. A sandbox of this program can do everything; one
/// that stands for a backend can do what that backend has. The portal asks for these, never for the
/// kind.
struct Capabilities {
    bool clock = true;      ///< its time can be moved
    bool mail = true;       ///< it has mailboxes
    bool expired = true;    ///< it lists expired assignments
    bool decisions = true;  ///< extend and renew requests can be decided
    bool faults = true;     ///< troubles can be switched on
    bool write = true;      ///< commands are taken

    friend bool operator==(const Capabilities&, const Capabilities&) = default;
};

constexpr std::string_view not_offered = "not offered by this backend";

}  // namespace pim::sandbox
