#pragma once

#include <string>

#include "storage/frame.hpp"
#include "storage/store.hpp"

namespace pim::storage {

/// A session as the payload of a session record.
[[nodiscard]] std::string encode_session(const Session& session);
/// The session of a record of any version; the error names the member.
[[nodiscard]] Outcome<Session> decode_session(const Record& record);

}  // namespace pim::storage
