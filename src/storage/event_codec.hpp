#pragma once

#include <string>
#include <string_view>

#include "core/event.hpp"
#include "storage/frame.hpp"

namespace pim::storage {

/// Events as the payload of one decision record.
[[nodiscard]] std::string encode_events(const Events& events);

/// The events of a decision record of any version; the error names the event and the member.
[[nodiscard]] Outcome<Events> decode_events(const Record& record);

/// One event as a feed of the newest version sends it, without the list around it; the error names
/// the member.
[[nodiscard]] Outcome<Event> decode_event(std::string_view json);

}  // namespace pim::storage
