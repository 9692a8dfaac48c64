#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "core/tenant.hpp"
#include "ui/kit/toasts.hpp"

namespace pim::ui {

/// Messages that a bell shows of the time before the page was loaded.
inline constexpr std::size_t kept_messages_max = 50;
/// Refusals and errors that a window keeps over reloads, of all personas together.
inline constexpr std::size_t notices_max = 20;

/// A message that no event stands for, as a refusal: only the window remembers it.
struct Notice {
    Guid persona;
    Instant at;  ///< simulated
    kit::Toast toast;
};

/// The notices as a text for the window to keep, and back; what cannot be read is left out.
std::string notices_text(const std::deque<Notice>& notices);
std::deque<Notice> read_notices(std::string_view text);

/// What the persona did, what became of its requests and what was refused, as the messages that
/// told it, oldest first, so that a reload loses none of them: what was done is made again from the
/// audit up to an event, refusals are those of `notices`. All are read.
kit::Toasts kept_messages(const Tenant& tenant, const Guid& persona, std::int64_t last_sequence,
                          const std::deque<Notice>& notices);

}  // namespace pim::ui
