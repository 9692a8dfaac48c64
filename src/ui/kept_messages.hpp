#pragma once

#include <cstdint>

#include "core/tenant.hpp"
#include "ui/kit/toasts.hpp"

namespace pim::ui {

/// Messages that a bell shows of the time before the page was loaded.
inline constexpr std::size_t kept_messages_max = 50;

/// What the persona did, as the messages that told it, oldest first: made again from the audit up
/// to an event, so that a reload loses none of them. Refusals leave nothing behind. All are read.
kit::Toasts kept_messages(const Tenant& tenant, const Guid& persona, std::int64_t last_sequence);

}  // namespace pim::ui
