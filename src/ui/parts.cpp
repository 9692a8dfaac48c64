#include "ui/parts.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "core/view.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"

namespace pim::ui {
namespace {

/// Without the part after `###`.
std::string_view visible(std::string_view label) {
    return label.substr(0, label.find("###"));
}

bool only_pending(const Refusal& refusal) {
    return std::all_of(refusal.reasons.begin(), refusal.reasons.end(), [](const Reason& reason) {
        return reason.rule == Rule::one_pending_request;
    });
}

/// The notice that S0 shows in the place of a second request.
void tell_pending(PortalContext& context, const RequestSchedule& asked) {
    const Request* pending = waiting_request(context.tenant, asked);
    context.toast(
        kit::Tone::info,
        cat("A request for ", display_name(context.tenant, asked.role), " is pending already"),
        "It has to be answered or cancelled before you can ask again",
        pending == nullptr ? "#/pending-requests"
                           : cat("#/pending-requests/", to_text(pending->id)),
        "Pending requests");
}

kit::DateTime fields_of(Instant at) {
    const CivilTime civil = local_civil(at);
    return {civil.year, civil.month, civil.day, civil.hour, civil.minute};
}

}  // namespace

std::string reason_against(const PortalContext& context, const Command& command) {
    const auto refusal = context.blocked(command);
    return refusal ? refusal_text(*refusal) : std::string();
}

std::string only_reads_reason(const PortalContext& context) {
    if (context.sandbox.save_state() != sandbox::SaveState::read_only) return {};
    return refusal_text(*context.sandbox.unsaved_here());
}

std::optional<Instant> allowed_from(const Refusal& refusal) {
    std::optional<Instant> latest;
    for (const Reason& reason : refusal.reasons) {
        if (!reason.allowed_from) return std::nullopt;
        if (!latest || *latest < *reason.allowed_from) latest = reason.allowed_from;
    }
    return latest;
}

std::string jump_address(Instant at) {
    return cat("#/jump/", to_text(at));
}

std::string reason_text(const Reason& reason) {
    // The moment is told in local time, not as the core writes it.
    Reason timeless = reason;
    timeless.allowed_from.reset();
    std::string text = kit::sentence(describe(timeless));
    if (reason.allowed_from) text += cat(" Allowed from ", local_text(*reason.allowed_from), ".");
    return text;
}

std::string refusal_text(const Refusal& refusal) {
    std::string text;
    for (const Reason& reason : refusal.reasons) {
        text += cat(text.empty() ? "" : " ", reason_text(reason));
    }
    return text.empty() ? service_message(refusal) : text;
}

bool action_button(PortalContext& context, std::string_view label, const Command& command) {
    const auto refusal = context.blocked(command);
    const auto* asked = std::get_if<RequestSchedule>(&command);
    const bool pending = refusal && asked != nullptr && only_pending(*refusal);
    const std::string reason = refusal && !pending ? refusal_text(*refusal) : std::string();
    const bool pressed = kit::button({.label = label, .disabled_reason = reason, .small = true});
    if (pressed && pending) {
        tell_pending(context, *asked);
        return false;
    }
    if (!reason.empty() && context.services().capabilities.clock) {
        if (const auto at = allowed_from(*refusal)) {
            const std::string name =
                cat("Jump to ", local_text(*at), ", when ", visible(label), " becomes possible");
            const std::string id = cat("jump-", visible(label));
            if (kit::icon_button({.label = name, .icon = kit::icon::fast_forward, .id = id})) {
                context.jump_to(*at);
            }
        }
    }
    return pressed;
}

void refusal_box(PortalContext& context, const Refusal& refusal, kit::Tone tone) {
    for (std::size_t i = 0; i < refusal.reasons.size(); ++i) {
        const auto scope = kit::key(i);
        const Reason& reason = refusal.reasons[i];
        const std::string text = reason_text(reason);
        const bool offers_jump = reason.allowed_from && context.services().capabilities.clock;
        const auto result = kit::message_bar(
            {.text = text,
             .id = "reason",
             .tone = tone,
             .action = offers_jump ? std::string_view("Jump to that moment") : std::string_view(),
             .announce = tone == kit::Tone::danger});
        if (result == kit::MessageResult::action) context.jump_to(*reason.allowed_from);
    }
    if (refusal.reasons.empty()) {
        const std::string text = service_message(refusal);
        kit::message_bar({.text = text, .id = "reason", .tone = tone});
    }
}

void moment(Instant at) {
    kit::text(local_text(at));
    kit::tooltip(utc_text(at));
}

void moment_or_permanent(const std::optional<Instant>& end) {
    if (end) {
        moment(*end);
    } else {
        kit::text("Permanent");
    }
}

bool said_not_offered(bool offered, std::string_view what) {
    if (offered) return false;
    kit::empty_state(
        {.icon = kit::icon::globe, .title = what, .text = "This is not offered by this backend"});
    return true;
}

void moment_fact(std::string_view term, const std::optional<Instant>& at, std::string_view none) {
    if (!at) {
        kit::fact(term, none);
        return;
    }
    kit::fact(term, local_text(*at));
    kit::tooltip(utc_text(*at));
}

bool moment_field(const PortalContext& context, const kit::DateTimeOptions& options,
                  std::optional<Instant>& value) {
    kit::DateTime fields;
    if (value) fields = fields_of(*value);
    const std::string zone = zone_text(value.value_or(context.now));
    kit::DateTimeOptions whole = options;
    whole.zone = zone;
    whole.today = fields_of(context.now);
    if (!kit::date_time(whole, fields)) return false;
    value.reset();
    if (!fields.empty()) {
        value = from_local_civil(
            {fields.year, fields.month, fields.day, fields.hour, fields.minute, 0, 0});
    }
    return true;
}

std::string role_over_scope(const Tenant& tenant, const Guid& role, const Scope& scope) {
    std::string text = display_name(tenant, role);
    if (scope.type != ScopeType::tenant) text += cat(" over ", display_name(tenant, scope));
    return text;
}

std::uint64_t row_key(const Guid& id) {
    const std::uint64_t key = id.high ^ (id.low * 0x9e3779b97f4a7c15ULL);
    return key == 0 ? 1 : key;
}

std::string_view status_text(RequestStatus status) {
    switch (status) {
        case RequestStatus::canceled:
            return "Cancelled";
        case RequestStatus::denied:
            return "Denied";
        case RequestStatus::failed:
            return "Failed";
        case RequestStatus::granted:
            return "Granted, starts later";
        case RequestStatus::pending_admin_decision:
            return "Pending for decision";
        case RequestStatus::pending_approval:
            return "Pending for approval";
        case RequestStatus::pending_provisioning:
            return "Being provisioned";
        case RequestStatus::provisioned:
            return "Provisioned";
        case RequestStatus::revoked:
            return "Revoked";
    }
    return "";
}

kit::Tone status_tone(RequestStatus status) {
    switch (status) {
        case RequestStatus::denied:
        case RequestStatus::failed:
            return kit::Tone::danger;
        case RequestStatus::granted:
        case RequestStatus::pending_provisioning:
            return kit::Tone::info;
        case RequestStatus::pending_admin_decision:
        case RequestStatus::pending_approval:
            return kit::Tone::warning;
        case RequestStatus::provisioned:
            return kit::Tone::success;
        case RequestStatus::canceled:
        case RequestStatus::revoked:
            return kit::Tone::neutral;
    }
    return kit::Tone::neutral;
}

std::string_view action_text(Action action) {
    switch (action) {
        case Action::admin_assign:
            return "Assign";
        case Action::admin_update:
            return "Update";
        case Action::admin_remove:
            return "Remove";
        case Action::self_activate:
            return "Activate";
        case Action::self_deactivate:
            return "Deactivate";
        case Action::admin_extend:
        case Action::self_extend:
            return "Extend";
        case Action::admin_renew:
        case Action::self_renew:
            return "Renew";
    }
    return "";
}

}  // namespace pim::ui
