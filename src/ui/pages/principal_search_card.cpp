#include "ui/pages/principal_search_card.hpp"

#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/parts.hpp"
#include "ui/portal.hpp"

namespace pim::ui {

bool PrincipalSearchCard::draw(PortalContext& context, const ChoiceKinds& kinds,
                               std::vector<Guid>& chosen, bool single) {
    BackendLink* const link = context.services().link;
    if (link == nullptr || link->search() == nullptr) return false;
    const bool changed = take_added(context.tenant, chosen, single);
    const auto group =
        kit::group({.label = "Not in the list?",
                    .heading = true,
                    .description = "Only whoever is concerned by something is read from the "
                                   "backend"});
    draw_field(context, *link, kinds);
    if (search_ == link->search()->number()) draw_findings(context, *link, chosen);
    return changed;
}

/// Whoever was added is chosen once they are here.
bool PrincipalSearchCard::take_added(const Tenant& tenant, std::vector<Guid>& chosen, bool single) {
    if (!*added_ || object_type(tenant, **added_) == ObjectType::none) return false;
    if (single) chosen.clear();
    chosen.push_back(*std::exchange(*added_, std::nullopt));
    return true;
}

void PrincipalSearchCard::draw_field(PortalContext& context, BackendLink& link,
                                     const ChoiceKinds& kinds) {
    kit::text_field({.label = "Look up at the backend###look-up",
                     .help = "The beginning of a name",
                     .length_max = static_cast<int>(display_name_length_max)},
                    text_);
    const bool entered = kit::entered();
    const std::string_view text = trimmed(text_);
    const auto refusal = context.sandbox.unsaved_here();
    const std::string reason = refusal                  ? refusal_text(*refusal)
                               : link.me().id.is_null() ? "sign in at the backend first"
                               : text.empty()           ? "type the beginning of a name first"
                                                        : "";
    const bool pressed = kit::button(
        {.label = "Look up###look-up-now", .icon = kit::icon::search, .disabled_reason = reason});
    if (!pressed && (!entered || !reason.empty())) return;
    std::vector<ObjectType> types;
    if (kinds.users) types.push_back(ObjectType::user);
    if (kinds.groups) types.push_back(ObjectType::group);
    if (kinds.service_principals) types.push_back(ObjectType::service_principal);
    link.search()->begin(text, types);
    search_ = link.search()->number();
    kit::wake_after(0);  // it goes out with the next turn
}

void PrincipalSearchCard::draw_findings(PortalContext& context, BackendLink& link,
                                        const std::vector<Guid>& chosen) {
    const sync::PrincipalSearch& search = *link.search();
    if (search.waits_until()) {
        kit::prose(cat("The backend asked for a pause until ",
                       local_text_with_seconds(*search.waits_until())),
                   {.secondary = true});
    }
    std::size_t answered = 0;
    std::size_t found = 0;
    for (const sync::Findings& findings : search.findings()) {
        const auto scope = kit::key(name(findings.type));
        const std::string_view kind = findings.type == ObjectType::user    ? "Users"
                                      : findings.type == ObjectType::group ? "Groups"
                                                                           : "Service principals";
        answered += findings.answered ? 1 : 0;
        found += findings.found.size();
        if (!findings.refused.empty()) {
            kit::message_bar({.text = cat(kind, ": ", findings.refused),
                              .id = "refused",
                              .tone = kit::Tone::warning});
        }
        if (findings.found.empty()) continue;
        kit::text(kind, {.strong = true});
        const auto list = kit::list(cat(kind, " found at the backend"));
        for (const sync::Principal& one : findings.found) draw_found(context, link, one, chosen);
        if (findings.more) kit::prose("There are more, type more of the name", {.secondary = true});
    }
    if (answered < search.findings().size()) {
        kit::progress({.label = "Asking the backend"});
    } else if (found == 0 && answered > 0) {
        kit::prose("Nobody was found", {.secondary = true});
    }
}

void PrincipalSearchCard::draw_found(PortalContext& context, BackendLink& link,
                                     const sync::Principal& found,
                                     const std::vector<Guid>& chosen) {
    const Guid& id = sync::id_of(found);
    const auto scope = kit::key(to_text(id));
    const auto item = kit::list_item();
    const auto row = kit::row({.id = "found"});
    kit::text(
        std::visit([](const auto& one) { return cat(one.display_name, ", ", description_of(one)); },
                   found),
        {.single_line = true});
    kit::spring();
    const bool here = std::find(chosen.begin(), chosen.end(), id) != chosen.end();
    if (!kit::button({.label = "Add###add", .disabled_reason = here ? "chosen already" : ""})) {
        return;
    }
    *added_ = id;
    context.portal.later([&link, found, added = added_, &portal = context.portal] {
        const auto brought_in = link.bring_in(found);
        if (brought_in) return;
        added->reset();
        portal.tell_error(brought_in.error());
    });
}

}  // namespace pim::ui
