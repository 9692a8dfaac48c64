#include "ui/pages/mirror_card.hpp"

#include <array>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/portal.hpp"

namespace pim::ui {
namespace {

constexpr std::array<kit::Column, 4> change_columns = {{
    {.label = "What", .width = 110},
    {.label = "Object", .share = 3, .narrow = 2},
    {.label = "Before", .share = 3},
    {.label = "Now", .share = 3},
}};

constexpr std::array<std::string_view, 3> change_words = {"Added", "Removed", "Changed"};
constexpr std::array<kit::Tone, 3> change_tones = {kit::Tone::success, kit::Tone::danger,
                                                   kit::Tone::info};

std::string_view last_part(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

/// The first difference of a changed object; a table row has room for one.
const sync::MemberChange* first_member(const sync::Change& change) {
    return change.members.empty() ? nullptr : &change.members.front();
}

std::string count_of_rest(const sync::Change& change) {
    if (change.members.size() < 2) return {};
    return cat("and ", change.members.size() - 1, " more");
}

}  // namespace

void draw_omissions(const Tenant& tenant) {
    if (!tenant.origin || tenant.origin->omissions.empty()) return;
    kit::space(8);
    kit::heading("Not read", 3);
    bool all_asked_for = true;
    for (const Omission& omission : tenant.origin->omissions) {
        all_asked_for = all_asked_for && omission.why != not_asked_for;
        if (omission.why != not_asked_for) kit::fact(omission.collection, omission.why);
    }
    if (!all_asked_for) kit::fact("Requests and approvals", not_asked_for);
}

void MirrorCard::draw(PortalContext& context, Connection& connection) {
    const auto card = kit::card({.label = "Mirror"});
    kit::heading("Mirror", 2);
    if (connection.unkept()) {
        kit::message_bar({.text = "This browser has no room to keep all that was read: after a "
                                  "reload it goes on from an earlier point, or begins anew",
                          .id = "unkept-mirror",
                          .tone = kit::Tone::warning});
    }
    if (const sync::Mirror* mirror = connection.running()) {
        draw_progress(context, connection, *mirror);
        return;
    }
    draw_begin(context, connection);
    draw_result(context, connection);
}

void MirrorCard::draw_begin(PortalContext& context, Connection& connection) {
    kit::prose(
        "Reads roles, settings, assignments, the users, groups and units concerned, alerts and "
        "the audit, and puts the copy in the place of what is in this sandbox. Nothing is written",
        {.secondary = true});
    kit::checkbox(
        {.label = "Requests too###requests",
         .description = "And the approvals of those you may answer. Graph gives these only to a "
                        "token that could also make some"},
        requests_too_);
    const auto row = kit::row({.id = "begin"});
    const std::string_view busy =
        !context.sandbox.writable() ? std::string_view("nothing can be saved here")
        : connection.waiting()      ? std::string_view("the last answer is still awaited")
                                    : std::string_view();
    if (const sync::Harvest* stopped = connection.stopped()) {
        if (kit::button({.label = "Go on###go-on",
                         .kind = kit::Kind::primary,
                         .icon = kit::icon::play,
                         .disabled_reason = busy,
                         .description = cat(stopped->item_count(), " objects were read before")})) {
            context.portal.later([&connection] { connection.go_on(); });
        }
        if (kit::button({.label = "Forget it###forget"})) {
            context.portal.later([&connection] { connection.drop(); });
        }
    }
    const bool primary = connection.stopped() == nullptr;
    if (kit::button({.label = "Mirror###mirror",
                     .kind = primary ? kit::Kind::primary : kit::Kind::secondary,
                     .icon = kit::icon::arrow_sync,
                     .disabled_reason = busy})) {
        context.portal.later(
            [&connection, requests = requests_too_] { connection.mirror(requests); });
    }
}

void MirrorCard::draw_progress(PortalContext& context, Connection& connection,
                               const sync::Mirror& mirror) {
    const sync::Progress& progress = mirror.progress();
    const double share = progress.readings == 0 ? -1
                                                : static_cast<double>(progress.readings_finished) /
                                                      static_cast<double>(progress.readings);
    kit::progress({.label = "Reading the tenant", .share = share});
    kit::fact("Now", progress.waits_until ? cat("The backend asked for a pause until ",
                                                local_text_with_seconds(*progress.waits_until))
                                          : std::string(sync::text_of(progress.operation).words));
    kit::fact("Objects", cat(progress.objects));
    kit::fact("Requests", cat(progress.requests));
    if (kit::button({.label = "Cancel###cancel-mirror", .icon = kit::icon::dismiss})) {
        context.portal.later([&connection] { connection.cancel(); });
    }
}

void MirrorCard::draw_result(const PortalContext& context, const Connection& connection) {
    const auto& origin = context.tenant.origin;
    if (!origin) return;
    kit::space(8);
    kit::fact("Last mirror", local_text(origin->read));
    kit::fact("From", cat(origin->backend, " (", origin->address, ")"));
    kit::fact("Objects", cat(context.tenant.originals.size()));
    draw_omissions(context.tenant);
    if (connection.compared()) draw_compared(*connection.compared());
}

void MirrorCard::draw_compared(const sync::Comparison& compared) {
    const std::vector<sync::Change>& changes = compared.changes;
    kit::space(8);
    kit::heading("Different from the mirror before", 3);
    if (!compared.not_compared.empty()) {
        std::string words;
        for (const std::string_view one : compared.not_compared) words += cat(one, ", ");
        kit::prose(
            cat("Not compared, as one of the two did not read it: ", words, "and who came or went"),
            {.secondary = true});
    }
    kit::table({.label = "Different from the mirror before###changes",
                .columns = change_columns,
                .rows = changes.size(),
                .empty_title = "Nothing is different",
                .empty_text = "Every object is as it was"},
               changes_, [&changes](std::size_t row, kit::Cells& cells) {
                   const sync::Change& change = changes[row];
                   const sync::MemberChange* member = first_member(change);
                   const auto kind = static_cast<std::size_t>(change.kind);
                   cells.badge(change_words[kind], change_tones[kind]);
                   cells.text(last_part(change.collection), change.id);
                   cells.text(member == nullptr ? "" : cat(member->path, ": ", member->before),
                              count_of_rest(change));
                   cells.text(member == nullptr ? "" : member->after);
               });
}

}  // namespace pim::ui
