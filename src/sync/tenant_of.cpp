#include "sync/tenant_of.hpp"

#include "core/apply.hpp"
#include "core/derived.hpp"
#include "core/text.hpp"
#include "sync/building.hpp"
#include "sync/page.hpp"

namespace pim::sync {

namespace {

void read_object(Building& building, Operation operation, const Object& object) {
    switch (operation) {
        case Operation::organization:
            return read_organization(building, object);
        case Operation::roles:
            return read_role(building, object);
        case Operation::policies:
            return read_policy(building, object);
        case Operation::eligible_schedules:
            return read_schedule_row(building, object, AssignmentKind::eligible);
        case Operation::active_schedules:
            return read_schedule_row(building, object, AssignmentKind::active);
        case Operation::alerts:
            return read_alert(building, object);
        case Operation::audits:
            return read_audit(building, object);
        case Operation::eligible_requests:
            return read_request_row(building, object, AssignmentKind::eligible);
        case Operation::active_requests:
            return read_request_row(building, object, AssignmentKind::active);
        case Operation::objects:
            return read_directory_object(building, object);
        case Operation::group_members:
        case Operation::unit_members:
            return read_member(building, object);
    }
}

/// The audit only grows and is never compared; members are kept as one list with their container.
void keep_originals(Tenant& tenant, const Reading& reading) {
    if (reading.operation == Operation::audits || reading.refused) return;
    const std::string collection(text_of(reading.operation).collection);
    if (reading.operation != Operation::group_members &&
        reading.operation != Operation::unit_members) {
        for (const Item& item : reading.items) {
            tenant.originals.push_back({collection, item.id, item.json});
        }
        return;
    }
    std::string members;
    for (const auto& [id, place] : reading.places) {
        members +=
            cat(members.empty() ? "" : ",", reading.items[static_cast<std::size_t>(place)].json);
    }
    tenant.originals.push_back(
        {collection + "/members", reading.key, cat("{\"members\":[", members, "]}")});
}

/// One omission for each collection: the first words of the backend.
void keep_omission(Origin& origin, const Reading& reading) {
    if (!reading.refused) return;
    const OperationText& text = text_of(reading.operation);
    for (const Omission& known : origin.omissions) {
        if (known.collection == text.collection) return;
    }
    origin.omissions.push_back({std::string(text.collection), *reading.refused});
}

/// The tenant stands at the beginning: the other objects' ids follow from its own.
bool read_all(Building& building, const Harvest& harvest, Error& error) {
    for (const Reading& reading : harvest.readings) {
        const std::string collection(text_of(reading.operation).collection);
        for (const Item& item : reading.items) {
            const std::string place = cat(collection, '/', item.id, '/');
            const auto json = read_reply(item.json, place);
            if (json) {
                read_object(building, reading.operation, {*json, place, reading.key});
            } else {
                error = json.error();
            }
            if (!json) return false;
            if (building.problem) {
                error = {building.problem->message, "the backend sent what Graph never sends"};
                return false;
            }
        }
        keep_originals(building.tenant, reading);
        keep_omission(*building.tenant.origin, reading);
    }
    return true;
}

}  // namespace

Outcome<Tenant> tenant_of(const Harvest& harvest) {
    Building building;
    Tenant& tenant = building.tenant;
    tenant.origin = Origin{harvest.backend.name, harvest.backend.address, harvest.read, {}};
    tenant.changed = harvest.read;
    tenant.display_name = harvest.backend.name;
    for (const RoleDefinition& role : built_in_roles()) tenant.roles.save(role);
    Error error;
    if (!read_all(building, harvest, error)) return tl::unexpected<Error>(std::move(error));
    if (tenant.id.is_null()) tenant.id = derive_guid({}, {0, 1}, 1);
    finish_audit(tenant);
    add_strangers(tenant);
    tenant.next_digest = shift(harvest.read, digest_interval_ticks);
    rebuild_derived(tenant);
    return std::move(tenant);
}

}  // namespace pim::sync
