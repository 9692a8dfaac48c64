#include "graph/schedule_rows.hpp"

#include <algorithm>

#include "graph/instance_id.hpp"

namespace pim::graph {

namespace {

bool belongs(const Section& section, const Schedule& schedule) {
    const bool time = section.future ? schedule.live() : schedule.running();
    return time && (!section.kind || *section.kind == schedule.kind);
}

Row make_row(const Section& section, const Schedule& schedule, const Guid& holder, Slot slot) {
    return schedule_row(section.type(schedule.kind), schedule, holder, slot);
}

/// Offers those of some slots that belong, in rising order from a cursor on; `principal` is the
/// one for whom, where one was named.
void offer_slots(const View& view, const Section& section, std::vector<Slot> slots,
                 const std::optional<Guid>& principal, std::int64_t after, const Offer& offer) {
    std::sort(slots.begin(), slots.end());
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    for (const Slot slot : slots) {
        if (static_cast<std::int64_t>(slot) <= after) continue;
        const Schedule& schedule = view.tenant.schedules.at(slot);
        if (!belongs(section, schedule)) continue;
        const bool as_member = principal && section.inherited;
        const Guid& holder = as_member ? *principal : schedule.principal;
        if (!offer(make_row(section, schedule, holder, slot))) return;
    }
}

void append(std::vector<Slot>& slots, const Slots& more) {
    slots.insert(slots.end(), more.begin(), more.end());
}

/// Everything that a principal holds itself or through its groups.
std::vector<Slot> slots_of_principal(const Tenant& tenant, const Section& section,
                                     const Guid& principal) {
    std::vector<Slot> slots;
    append(slots, slots_of(tenant.schedules_by_principal, principal));
    const auto groups = tenant.groups_by_member.find(principal);
    if (!section.inherited || groups == tenant.groups_by_member.end()) return slots;
    for (const Guid& group : groups->second) {
        append(slots, slots_of(tenant.schedules_by_principal, group));
    }
    return slots;
}

std::vector<Slot> slots_in(const RowIndex& index, const std::vector<Guid>& keys) {
    std::vector<Slot> slots;
    for (const Guid& key : keys) append(slots, slots_of(index, key));
    return slots;
}

/// The slots of what ids name: schedules by theirs, and by an instance's id everything that its
/// principal holds, where the filter finds it.
std::vector<Slot> slots_of_texts(const Tenant& tenant, const std::vector<Value>& ids) {
    std::vector<Slot> slots;
    for (const Value& value : ids) {
        const auto* text = std::get_if<std::string>(&value);
        if (text == nullptr) continue;
        if (const auto id = parse_guid(*text)) {
            if (const auto slot = tenant.schedules.slot_of(*id)) slots.push_back(*slot);
        } else if (const auto principal = principal_of_instance(*text)) {
            append(slots, slots_of(tenant.schedules_by_principal, *principal));
        }
    }
    return slots;
}

void offer_rows(const View& view, const Section& section, const Search& search,
                const Offer& offer) {
    const Tenant& tenant = view.tenant;
    const auto offer_all = [&](std::vector<Slot> slots, const std::optional<Guid>& principal) {
        offer_slots(view, section, std::move(slots), principal, search.after, offer);
    };
    if (const auto principals = search.filter.required_guids({"principalId", "principal/id"})) {
        if (principals->size() == 1) {
            const Guid& principal = principals->front();
            return offer_all(slots_of_principal(tenant, section, principal), principal);
        }
        return offer_all(slots_in(tenant.schedules_by_principal, *principals), std::nullopt);
    }
    for (const std::string_view name :
         {"id", "roleAssignmentScheduleId", "roleEligibilityScheduleId"}) {
        if (const auto ids = search.filter.required(name)) {
            return offer_all(slots_of_texts(tenant, *ids), std::nullopt);
        }
    }
    if (const auto roles =
            search.filter.required_guids({"roleDefinitionId", "roleDefinition/id"})) {
        return offer_all(slots_in(tenant.schedules_by_role, *roles), std::nullopt);
    }
    const auto first = static_cast<std::size_t>(search.after + 1);
    for (std::size_t slot = first; slot < tenant.schedules.slot_end(); ++slot) {
        const Schedule* schedule = tenant.schedules.row(static_cast<Slot>(slot));
        if (schedule == nullptr || !belongs(section, *schedule)) continue;
        if (!offer(make_row(section, *schedule, schedule->principal, static_cast<Slot>(slot)))) {
            return;
        }
    }
}

}  // namespace

Source schedule_source(View view, const Section& section) {
    return [view, section](const Search& search, const Offer& offer) {
        offer_rows(view, section, search, offer);
    };
}

Source schedule_source_of(View view, const Section& section, const Guid& principal) {
    return [view, section, principal](const Search& search, const Offer& offer) {
        offer_slots(view, section, slots_of_principal(view.tenant, section, principal), principal,
                    search.after, offer);
    };
}

std::optional<Row> find_schedule_row(const View& view, const Section& section,
                                     std::string_view id) {
    const auto guid = parse_guid(id);
    const Value shown_id{guid ? to_text(*guid) : std::string(id)};
    for (const Slot slot : slots_of_texts(view.tenant, {shown_id})) {
        const Schedule& schedule = view.tenant.schedules.at(slot);
        if (!belongs(section, schedule)) continue;
        const Row row = make_row(section, schedule, schedule.principal, slot);
        const Property* shown = find_property(*row.type, view.version, "id");
        if (shown->value(row, view) == shown_id) return row;
    }
    return std::nullopt;
}

}  // namespace pim::graph
