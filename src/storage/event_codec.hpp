#pragma once

#include <string>

#include "core/event.hpp"
#include "storage/frame.hpp"

namespace pim::storage {

/// Events as the payload of one decision record.
[[nodiscard]] std::string encode_events(const Events& events);

/// The events of a decision record of any version; the error names the event and the member.
[[nodiscard]] Outcome<Events> decode_events(const Record& record);

}  // namespace pim::storage
