#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pim::graph {

/// Bytes as base64url without padding (RFC 4648, section 5): instance ids and tokens.
std::string encode_base64url(std::string_view bytes);

/// The bytes of such a text; nothing where a character does not belong, or one is missing.
std::optional<std::string> decode_base64url(std::string_view text);

}  // namespace pim::graph
