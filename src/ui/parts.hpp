#pragma once

#include <string>
#include <string_view>

#include "ui/app.hpp"

namespace pim::ui {

// Parts that several pages share, made of kit's widgets.

/// A button for a command, labelled `Extend…###extend-3` as kit does. Greyed where
/// `PortalContext::blocked` says no: the tooltip and the mirror's description then carry every
/// reason, and a link jumps to the moment from which it would be allowed. True when it is pressed.
bool action_button(PortalContext& context, std::string_view label, const Command& command);

/// Every reason of a refusal, one a line, each with its limit, and "Jump to that moment" where it
/// would be allowed later.
void refusal_box(PortalContext& context, const Refusal& refusal);

/// The reasons as text, one a line.
std::string refusal_text(const Refusal& refusal);

/// A moment in the local zone with UTC in the tooltip.
void moment(Instant at);
/// The same for an end, which may be none.
void moment_or_permanent(const std::optional<Instant>& end);

/// `Ada Fenn`, with the id in the tooltip.
void principal_cell(const PortalContext& context, const Guid& principal);

}  // namespace pim::ui
