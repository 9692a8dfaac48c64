#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ui/app.hpp"
#include "ui/kit/widgets.hpp"

namespace pim::ui {

// Parts that several pages share, made of kit's widgets.

/// A button for a command, labelled `Extend…###extend` as kit does. Greyed where
/// `PortalContext::blocked` says no: the tooltip and the mirror's description then carry every
/// reason, and a button beside it jumps to the moment from which it would be allowed. Where another
/// request waits already, pressing it tells so and leads there. True when it is pressed.
bool action_button(PortalContext& context, std::string_view label, const Command& command);

/// Every reason of a refusal with its limit, and "Jump to that moment" where it would be allowed
/// later.
void refusal_box(PortalContext& context, const Refusal& refusal,
                 kit::Tone tone = kit::Tone::danger);

/// A reason in sentences: what stands against it, the way out, and from when it would be allowed.
std::string reason_text(const Reason& reason);

/// Every reason of a refusal, for tooltips.
std::string refusal_text(const Refusal& refusal);

/// Why a button that opens the command's form is greyed; empty where it is not
/// (PortalContext::blocked).
std::string reason_against(const PortalContext& context, const Command& command);

/// Why nothing is asked of a backend in a tab that only reads; empty in the one that writes.
std::string only_reads_reason(const PortalContext& context);

/// The latest moment from which no reason with a moment would stand; none where one has none.
std::optional<Instant> allowed_from(const Refusal& refusal);

/// The address that jumps to a moment when it is followed.
std::string jump_address(Instant at);

/// A moment in the local zone with UTC in the tooltip.
void moment(Instant at);
/// The same for an end, which may be none.
void moment_or_permanent(const std::optional<Instant>& end);
/// A term and a moment side by side, for panels.
void moment_fact(std::string_view term, const std::optional<Instant>& at, std::string_view none);

/// Says in the place of a page's content that the sandbox has no such thing; true where it says so.
bool said_not_offered(bool offered, std::string_view what);

/// A field for a local date and time, with a calendar. True when the value changed; none while it
/// is empty or no date.
bool moment_field(const PortalContext& context, const kit::DateTimeOptions& options,
                  std::optional<Instant>& value);

/// `Security Reader` and, where it is not the whole tenant, `over Harbour office`.
std::string role_over_scope(const Tenant& tenant, const Guid& role, const Scope& scope);

/// A row key for kit's tables from an id; never 0.
std::uint64_t row_key(const Guid& id);

/// How a request stands, in the product's words: `Pending for approval`.
std::string_view status_text(RequestStatus status);
kit::Tone status_tone(RequestStatus status);

/// `Activate`, `Extend`, `Remove`…: what a request asks for.
std::string_view action_text(Action action);

}  // namespace pim::ui
