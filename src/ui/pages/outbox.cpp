#include "ui/pages/outbox.hpp"

#include <array>

#include "core/text.hpp"
#include "ui/backend_link.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/parts.hpp"
#include "ui/portal.hpp"

namespace pim::ui {
namespace {

constexpr std::array<kit::Column, 5> outbox_columns = {{
    {.label = "Action", .share = 2, .narrow = 2},
    {.label = "Asked by", .share = 1.2F},
    {.label = "Asked", .width = 130},
    {.label = "State", .share = 2, .narrow = 2},
    {.label = "Do", .width = 260, .narrow = 3},
}};

struct StateWords {
    std::string_view text;
    kit::Tone tone;
};
/// In the order of sync::EntryState.
constexpr std::array<StateWords, 5> state_words = {{
    {"Waits", kit::Tone::info},
    {"On its way", kit::Tone::info},
    {"Unclear", kit::Tone::warning},
    {"Done", kit::Tone::success},
    {"Refused", kit::Tone::danger},
}};

/// A person's word about an action goes to the courier after the frame.
void answer_button(PortalContext& context, BackendLink& link, std::string_view label,
                   const Guid& command, bool (sync::Courier::*answer)(const Guid&)) {
    const std::string reason = only_reads_reason(context);
    if (!kit::button({.label = label, .disabled_reason = reason, .small = true})) return;
    context.portal.later([&link, command, answer] { (link.courier().*answer)(command); });
}

}  // namespace

void OutboxPage::draw(PortalContext& context) {
    kit::page(
        {.title = "Waiting actions",
         .description = "What was done here goes out to the backend in this order, each once"});
    BackendLink* const link = context.services().link;
    if (link == nullptr || link->backend() == nullptr) {
        kit::empty_state({.icon = kit::icon::arrow_sync,
                          .title = "No backend",
                          .text = "This sandbox decides by itself, so nothing waits"});
        return;
    }
    if (!link->standing().trouble.empty()) {
        kit::message_bar({.text = link->standing().trouble,
                          .id = "trouble",
                          .tone = kit::Tone::warning,
                          .announce = false});
    }
    if (const auto bar = kit::command_bar("Commands")) {
        const std::string reason = only_reads_reason(context);
        if (kit::command_button({.label = "Try now###try-now",
                                 .icon = kit::icon::arrow_sync,
                                 .disabled_reason = reason})) {
            context.portal.later([link] { link->try_again(); });
        }
    }
    const auto& entries = link->outbox().entries;
    kit::table({.label = "Waiting actions",
                .columns = outbox_columns,
                .rows = entries.size(),
                .row_key = [&](std::size_t i) { return row_key(entries[i].command); },
                .empty_title = "Nothing waits",
                .empty_text = "What you do at the backend is listed here until it has its outcome",
                .empty_icon = kit::icon::arrow_sync},
               table_, [&](std::size_t i, kit::Cells& cells) {
                   draw_row(context, *link, entries[i], cells);
               });
}

void OutboxPage::draw_row(PortalContext& context, BackendLink& link, const sync::Entry& entry,
                          kit::Cells& cells) {
    using sync::Courier;
    const sync::GraphRequest& first = entry.requests.front();
    const StateWords& state = state_words[static_cast<std::size_t>(entry.state)];
    cells.text(entry.title, cat(first.method, " ", first.path));
    cells.text(entry.who.name);
    cells.text(local_text(entry.asked));
    cells.next();
    kit::badge(state.text, state.tone);
    if (!entry.words.empty()) kit::text(entry.words, {.secondary = true, .small = true});
    const bool asks = link.asks_person(entry);
    const bool wanted = link.configured() && link.courier().sign_in_wanted() == &entry.who;
    if (wanted && (asks || link.sign_in_wanted())) {
        kit::text(cat("Wants the sign-in of ", entry.who.name), {.secondary = true, .small = true});
    }
    const auto actions = cells.actions();
    if (asks) {
        // Of what waits between two of its requests nothing is under way.
        if (entry.state != sync::EntryState::waiting) {
            answer_button(context, link, "It was done###was-done", entry.command,
                          &Courier::was_done);
            answer_button(context, link, "Send again###again", entry.command, &Courier::send_again);
        }
        answer_button(context, link, "Drop###drop", entry.command, &Courier::drop);
    } else if (entry.over() || sync::can_cancel(entry)) {
        answer_button(context, link,
                      entry.over() ? "Take off the list###remove" : "Cancel###cancel",
                      entry.command, &Courier::remove);
    }
}

}  // namespace pim::ui
