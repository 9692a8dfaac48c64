#include <algorithm>

#include "core/access.hpp"
#include "core/text.hpp"
#include "graph/collection.hpp"
#include "graph/operations.hpp"
#include "graph/permission.hpp"
#include "graph/request_body.hpp"
#include "graph/schedule_request.hpp"
#include "graph/schedule_rows.hpp"

namespace pim::graph {

namespace {

/// How the caller of filterByCurrentUser is concerned by a request.
enum class Relation { principal, created_by, approver };

/// The slots of the requests that can concern the caller in a way.
const Slots& slots_of_relation(const Tenant& tenant, const Guid& caller, Relation relation) {
    switch (relation) {
        case Relation::principal:
            return slots_of(tenant.requests_by_principal, caller);
        case Relation::created_by:
            return slots_of(tenant.requests_by_creator, caller);
        case Relation::approver:
            break;
    }
    return tenant.requests_with_approval;
}

/// Whether a status is one in which a request is open; one that does not exist matches nothing, so
/// it may count as such.
bool is_open_status(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    const auto status = text == nullptr ? std::nullopt : parse_name<RequestStatus>(*text);
    ScheduleRequest sample;
    sample.status = status.value_or(RequestStatus::granted);
    return sample.open();
}

/// The slots of the requests that can match, by what the filter names: principals, creators, ids,
/// or a status in which a request is open; nothing where all must be looked at.
std::optional<std::vector<Slot>> indexed(const Tenant& tenant, const Filter& filter) {
    std::vector<Slot> slots;
    const auto append = [&](const Slots& more) {
        slots.insert(slots.end(), more.begin(), more.end());
    };
    if (const auto principals = filter.required_guids({"principalId", "principal/id"})) {
        for (const Guid& id : *principals) append(slots_of(tenant.requests_by_principal, id));
    } else if (const auto creators = filter.required_guids({"createdBy", "createdBy/user/id"})) {
        for (const Guid& id : *creators) append(slots_of(tenant.requests_by_creator, id));
    } else if (const auto ids = filter.required_guids({"id", "approvalId"})) {
        for (const Guid& id : *ids) {
            if (const auto slot = tenant.requests.slot_of(id)) slots.push_back(*slot);
        }
    } else if (const auto states = filter.required("status");
               states && std::all_of(states->begin(), states->end(), is_open_status)) {
        append(tenant.open_requests);
    } else {
        return std::nullopt;
    }
    std::sort(slots.begin(), slots.end());
    return slots;
}

/// The rows of a kind that a caller may see in this way.
Source request_source(const Exchange& exchange, AssignmentKind kind,
                      std::optional<Relation> relation) {
    return [&exchange, kind, relation](const Search& search, const Offer& offer) {
        const Tenant& tenant = exchange.tenant();
        const Guid& caller = exchange.request.caller;
        const EntityType& type = request_type(kind);
        const auto offer_wanted = [&](const Row& row) {
            const auto& request = row.as<ScheduleRequest>();
            const bool wanted = request.kind == kind && (relation != Relation::approver ||
                                                         may_approve(tenant, caller, request));
            return !wanted || offer(row);
        };
        if (relation) {
            return offer_slots(tenant.requests, type, slots_of_relation(tenant, caller, *relation),
                               search.after, offer_wanted);
        }
        const auto slots = indexed(tenant, search.filter);
        if (!slots) return offer_table(tenant.requests, type, search.after, offer_wanted);
        for (const Slot slot : *slots) {
            if (static_cast<std::int64_t>(slot) <= search.after) continue;
            if (!offer_wanted(row_of(type, tenant.requests.at(slot), slot))) return;
        }
    };
}

void list_all(Exchange& exchange, AssignmentKind kind) {
    if (const auto problem = missing_licence(exchange.tenant())) return exchange.reject(*problem);
    const EntityType& type = request_type(kind);
    list(exchange, {type, std::string(type.collection)},
         request_source(exchange, kind, std::nullopt), readers_or_own(exchange, RefusedBy::pim));
}

void list_related(Exchange& exchange, AssignmentKind kind, Relation relation) {
    if (const auto problem = missing_licence(exchange.tenant())) return exchange.reject(*problem);
    const EntityType& type = request_type(kind);
    list(exchange, {type, cat("Collection(", type.name, ')'), true},
         request_source(exchange, kind, relation));
}

void list_own(Exchange& exchange, AssignmentKind kind) {
    const auto on = current_user_relation(exchange);
    if (!on) return exchange.reject(on.error());
    if (*on == "principal") return list_related(exchange, kind, Relation::principal);
    if (*on == "createdby") return list_related(exchange, kind, Relation::created_by);
    if (*on == "approver") return list_related(exchange, kind, Relation::approver);
    exchange.reject(
        bad_request(cat("on='", *on, "' is not one of 'principal', 'createdBy', 'approver'"))
            .value());
}

/// The request that the path names, in this collection.
Reading<const ScheduleRequest*> find_request(const Exchange& exchange, AssignmentKind kind) {
    const auto id = guid_parameter(exchange, 0);
    if (!id) return tl::unexpected(id.error());
    const ScheduleRequest* request = exchange.tenant().requests.find(*id);
    if (request == nullptr || request->kind != kind) return not_found(exchange.parameters[0]);
    return request;
}

void show_request(Exchange& exchange, AssignmentKind kind) {
    const Tenant& tenant = exchange.tenant();
    if (const auto problem = missing_licence(tenant)) return exchange.reject(*problem);
    const EntityType& type = request_type(kind);
    show(exchange, type, type.collection, [&]() -> Reading<Row> {
        const auto request = find_request(exchange, kind);
        if (!request) return tl::unexpected(request.error());
        if (!sees_request(tenant, exchange.authority, **request)) {
            return tl::unexpected(insufficient_permissions(
                "The request is another principal's, and the caller holds no role that reads "
                "those, such as Global Reader."));
        }
        return row_of(type, **request);
    });
}

void create(Exchange& exchange, AssignmentKind kind) {
    const auto body = parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    const auto command = read_request(kind, *body);
    if (!command) return exchange.reject(command.error());
    if (!removes(command->action)) {
        const auto missing =
            missing_permission(request_permissions(kind), exchange.tenant(), exchange.request);
        if (missing) return exchange.reject(*missing);
    }
    const View view = exchange.view();
    submit(exchange, *command, [&](const Accepted& accepted) {
        const ScheduleRequest* made =
            accepted.validated ? &*accepted.validated : view.tenant.requests.find(accepted.subject);
        // A repeated command may name a request that has been purged since.
        if (made == nullptr) {
            return error_response(not_found(to_text(accepted.subject)).value(), exchange.stamp);
        }
        return created_request(*made, view, exchange.stamp);
    });
}

void cancel(Exchange& exchange, AssignmentKind kind) {
    const auto request = find_request(exchange, kind);
    if (!request) return exchange.reject(request.error());
    submit_without_answer(exchange, CancelRequest{(*request)->id});
}

}  // namespace

void list_assignment_requests(Exchange& exchange) {
    list_all(exchange, AssignmentKind::active);
}
void create_assignment_request(Exchange& exchange) {
    create(exchange, AssignmentKind::active);
}
void list_own_assignment_requests(Exchange& exchange) {
    list_own(exchange, AssignmentKind::active);
}
void show_assignment_request(Exchange& exchange) {
    show_request(exchange, AssignmentKind::active);
}
void cancel_assignment_request(Exchange& exchange) {
    cancel(exchange, AssignmentKind::active);
}

void list_eligibility_requests(Exchange& exchange) {
    list_all(exchange, AssignmentKind::eligible);
}
void create_eligibility_request(Exchange& exchange) {
    create(exchange, AssignmentKind::eligible);
}
void list_own_eligibility_requests(Exchange& exchange) {
    list_own(exchange, AssignmentKind::eligible);
}
void show_eligibility_request(Exchange& exchange) {
    show_request(exchange, AssignmentKind::eligible);
}
void cancel_eligibility_request(Exchange& exchange) {
    cancel(exchange, AssignmentKind::eligible);
}

}  // namespace pim::graph
