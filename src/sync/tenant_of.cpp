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
        case Operation::eligible_instances:
            return read_instance_row(building, object, AssignmentKind::eligible);
        case Operation::active_instances:
            return read_instance_row(building, object, AssignmentKind::active);
        case Operation::alerts:
            return read_alert(building, object);
        case Operation::audits:
            return read_audit(building, object);
        case Operation::eligible_requests:
            return read_request_row(building, object, AssignmentKind::eligible);
        case Operation::active_requests:
        case Operation::approver_requests:
            return read_request_row(building, object, AssignmentKind::active);
        case Operation::approval_steps:
            return read_approval_step(building, object);
        case Operation::objects:
            return read_directory_object(building, object);
        case Operation::group_members:
        case Operation::unit_members:
            return read_member(building, object);
    }
}

/// What one object holds is kept as one list, in the order of the ids.
void keep_list(Tenant& tenant, const Reading& reading, std::string_view name) {
    std::string list;
    for (const auto& [id, place] : reading.places) {
        list += cat(list.empty() ? "" : ",", reading.items[static_cast<std::size_t>(place)].json);
    }
    tenant.originals.push_back({cat(text_of(reading.operation).collection, '/', name), reading.key,
                                cat("{\"", name, "\":[", list, "]}")});
}

/// Those of a reading, but for what stands in another one too.
void keep_objects(Tenant& tenant, const Reading& reading, Operation as, const Reading* known) {
    const std::string collection(text_of(as).collection);
    for (const Item& item : reading.items) {
        if (known != nullptr && known->places.count(item.id) != 0) continue;
        tenant.originals.push_back({collection, item.id, item.json});
    }
}

/// The audit only grows and is never compared.
void keep_originals(Tenant& tenant, const Reading& reading, const Reading* requests) {
    if (reading.operation == Operation::audits) return;
    if (reading.refused && reading.items.empty()) return;
    switch (reading.operation) {
        case Operation::approval_steps:
            return keep_list(tenant, reading, "steps");
        case Operation::group_members:
        case Operation::unit_members:
            return keep_list(tenant, reading, "members");
        case Operation::approver_requests:
            return keep_objects(tenant, reading, Operation::active_requests, requests);
        default:
            return keep_objects(tenant, reading, reading.operation, nullptr);
    }
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

/// What is read with the person's consent alone, and was not.
void omit_requests(Origin& origin) {
    for (std::size_t i = 0; i < operation_count; ++i) {
        const auto operation = static_cast<Operation>(i);
        if (!needs_consent(operation)) continue;
        origin.omissions.push_back(
            {std::string(text_of(operation).collection), std::string(not_asked_for)});
    }
}

/// The tenant stands at the beginning: the other objects' ids follow from its own.
bool read_all(Building& building, const Harvest& harvest, Error& error) {
    const Reading* requests = nullptr;
    for (const Reading& reading : harvest.readings) {
        if (reading.operation == Operation::active_requests) requests = &reading;
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
        keep_originals(building.tenant, reading, requests);
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
    if (!harvest.requests_too) omit_requests(*tenant.origin);
    if (tenant.id.is_null()) tenant.id = derive_guid({}, {0, 1}, 1);
    finish_audit(tenant);
    add_strangers(tenant);
    tenant.next_digest = shift(harvest.read, digest_interval_ticks);
    rebuild_derived(tenant);
    return std::move(tenant);
}

}  // namespace pim::sync
