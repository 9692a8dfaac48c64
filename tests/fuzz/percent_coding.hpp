#pragma once

#include "fuzz/target.hpp"
#include "graph/url.hpp"

namespace pim::fuzz {

/// What the decoder of addresses takes, it takes again the same once that is encoded.
inline void check_percent_coding(std::string_view input) {
    const auto decoded = graph::percent_decode(input, true);
    if (!decoded) return;
    const auto again = graph::percent_decode(graph::percent_encode(*decoded), true);
    require(again.has_value() && *again == *decoded, "what is percent-encoded decodes to itself",
            *decoded);
}

}  // namespace pim::fuzz
