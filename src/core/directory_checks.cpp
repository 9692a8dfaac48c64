#include "core/directory_checks.hpp"

#include <set>

#include "core/ending.hpp"

namespace pim {

Refusal bad_request(Rule rule, std::string limit, std::string asked, std::string help) {
    return no(RefusalCode::bad_request,
              {rule, std::move(limit), std::move(asked), std::nullopt, std::move(help)});
}

MaybeRefusal check_directory_right(const Deciding& d, bool allowed) {
    if (allowed || !d.on(Rule::directory_right)) return std::nullopt;
    return no(RefusalCode::authorization_request_denied,
              {Rule::directory_right, "", "a caller without the role", std::nullopt,
               "activate the administrator's role first"});
}

MaybeRefusal check_name(const Deciding& d, const std::string& display_name) {
    if (!d.on(Rule::request_form)) return std::nullopt;
    if (is_blank(display_name)) return bad_request(Rule::request_form, "a display name", "none");
    if (display_name.size() > display_name_length_max) {
        return bad_request(Rule::request_form, cat(display_name_length_max, " bytes"),
                           cat(display_name.size(), " bytes"));
    }
    return std::nullopt;
}

MaybeRefusal check_length(const Deciding& d, std::string_view member, const std::string& text,
                          std::size_t length_max) {
    if (text.size() <= length_max || !d.on(Rule::request_form)) return std::nullopt;
    return bad_request(Rule::request_form, cat(member, " of at most ", length_max, " bytes"),
                       cat(text.size(), " bytes"));
}

MaybeRefusal check_id(const Deciding& d, const Guid& id, ObjectType wanted) {
    if (id.is_null() || !d.on(Rule::name_is_new)) return std::nullopt;
    const ObjectType present = object_type(d.tenant, id);
    if (present == ObjectType::none || present == wanted) return std::nullopt;
    return bad_request(Rule::name_is_new, "an id of its own", to_text(id));
}

MaybeRefusal check_member_of(const Deciding& d, ObjectType container, const Guid& member) {
    const ObjectType type = object_type(d.tenant, member);
    if (type == ObjectType::none && d.on(Rule::object_exists)) return object_not_found(member);
    const bool group = container == ObjectType::group;
    const bool fits = type == ObjectType::user ||
                      type == (group ? ObjectType::service_principal : ObjectType::group);
    if (fits || !d.on(Rule::group_may_hold_members)) return std::nullopt;
    return bad_request(Rule::group_may_hold_members,
                       group ? "users and service principals" : "users and groups",
                       std::string(name(type)));
}

void settle_id(Deciding& d, Guid& id) {
    if (id.is_null()) id = d.next_id();
    d.accepted.subject = id;
}

void end_rows(Deciding& d, const std::vector<Guid>& rows, EndReason reason) {
    const std::set<Guid> all(rows.begin(), rows.end());
    for (const Guid& id : rows) {
        const Schedule& schedule = *d.tenant.schedules.find(id);
        const Schedule* behind = d.tenant.schedules.find(schedule.activated_using);
        if (behind && behind->live() && all.count(behind->id) != 0) continue;
        end_schedule(emitter(d), d.tenant, schedule, reason, {}, {}, d.context.switched_off);
    }
}

std::vector<Guid> rows_left_empty(const Deciding& d, const Group& group, const Guid& member) {
    if (group.members.size() > 1 || group.members.count(member) == 0) return {};
    return live_rows(d, group.id);
}

std::vector<Guid> live_rows(const Deciding& d, const Guid& principal) {
    std::vector<Guid> rows;
    for (const Slot slot : slots_of(d.tenant.schedules_by_principal, principal)) {
        const Schedule& schedule = d.tenant.schedules.at(slot);
        if (schedule.live()) rows.push_back(schedule.id);
    }
    return rows;
}

}  // namespace pim
