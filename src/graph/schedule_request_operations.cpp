#include "core/access.hpp"
#include "core/text.hpp"
#include "graph/operations.hpp"
#include "graph/query.hpp"
#include "graph/request_body.hpp"
#include "graph/schedule_request.hpp"

namespace pim::graph {

namespace {

/// How the caller of filterByCurrentUser is concerned by a request.
enum class Relation { principal, created_by, approver };

bool concerns(const Tenant& tenant, const ScheduleRequest& request, const Guid& caller,
              Relation relation) {
    switch (relation) {
        case Relation::principal:
            return request.principal == caller;
        case Relation::created_by:
            return request.created_by == caller;
        case Relation::approver:
            break;
    }
    return may_approve(tenant, caller, request);
}

/// Everybody's requests are for the roles that read assignments, one's own for oneself.
bool may_see(const Tenant& tenant, const ScheduleRequest& request, const Guid& caller) {
    return reads_roles(tenant, caller) || request.principal == caller ||
           request.created_by == caller || may_approve(tenant, caller, request);
}

/// The rows that can match, from an index where the filter allows one; null where all must be
/// looked at.
const Slots* indexed(const Tenant& tenant, const EntityType<ScheduleRequest>& type,
                     const Filter& filter, const std::optional<Guid>& principal) {
    if (principal) return &slots_of(tenant.requests_by_principal, *principal);
    static const Slots nothing;
    if (const auto value = filter.required(*type.place_of("principalId"))) {
        const auto* text = std::get_if<std::string>(&*value);
        const auto guid = text == nullptr ? std::nullopt : parse_guid(*text);
        return guid ? &slots_of(tenant.requests_by_principal, *guid) : &nothing;
    }
    if (const auto value = filter.required(*type.place_of("status"))) {
        const auto* text = std::get_if<std::string>(&*value);
        const auto status = text == nullptr ? std::nullopt : parse_name<RequestStatus>(*text);
        if (!status) return &nothing;
        ScheduleRequest sample;
        sample.status = *status;
        if (sample.open()) return &tenant.open_requests;
    }
    return nullptr;
}

/// A page of requests while it is filled.
class Page {
public:
    Page(const View& view, const EntityType<ScheduleRequest>& type, const Query& query)
        : view_(view), type_(type), query_(query) {}

    /// False once the page is full.
    bool offer(Slot slot, const ScheduleRequest& request) {
        if (query_.skip_token && static_cast<std::int64_t>(slot) <= *query_.skip_token) return true;
        const bool passes = matches(query_.filter, [&](std::size_t place) {
            return type_.properties[place].value(request, view_);
        });
        if (!passes) return true;
        if (query_.top && static_cast<std::int64_t>(rows_.size()) == *query_.top) {
            more_after_ = last_;
            return false;
        }
        rows_.push_back(&request);
        last_ = slot;
        return true;
    }

    const std::vector<const ScheduleRequest*>& rows() const { return rows_; }
    /// The slot after which the next page begins, where there is one.
    std::optional<Slot> more_after() const { return more_after_; }

private:
    const View& view_;
    const EntityType<ScheduleRequest>& type_;
    const Query& query_;
    std::vector<const ScheduleRequest*> rows_;
    Slot last_ = 0;
    std::optional<Slot> more_after_;
};

std::string collection_body(const Page& page, const View& view, const Url& url,
                            const EntityType<ScheduleRequest>& type, const Query& query,
                            const std::string& context, bool typed) {
    JsonWriter out;
    out.begin_object();
    out.member("@odata.context", cat(root_of(view.version), "/$metadata#", context,
                                     context_suffix(type, query.selection)));
    if (page.more_after()) out.member("@odata.nextLink", next_link(url, *page.more_after()));
    out.key("value").begin_array();
    for (const ScheduleRequest* request : page.rows()) {
        out.begin_object();
        if (typed) out.member("@odata.type", cat("#microsoft.graph.", type.name));
        write_members(out, type, *request, view, query.selection);
        out.end_object();
    }
    out.end_array().end_object();
    return out.take();
}

void list(Exchange& exchange, AssignmentKind kind, std::optional<Relation> relation) {
    const Tenant& tenant = exchange.tenant();
    const Guid& caller = exchange.request.caller;
    if (const auto problem = missing_licence(tenant)) return exchange.reject(*problem);
    if (!relation && !reads_roles(tenant, caller)) {
        return exchange.reject(insufficient_permissions(
            "The caller holds no role that reads everybody's requests, such as Global Reader; "
            "filterByCurrentUser(on='principal') gives the caller's own."));
    }
    const EntityType<ScheduleRequest>& type = request_type(kind);
    const auto query = read_query(
        exchange.url, type,
        {QueryOption::filter, QueryOption::select, QueryOption::top, QueryOption::skip_token});
    if (!query) return exchange.reject(query.error());

    const View view = exchange.view();
    Page page(view, type, *query);
    const auto offer = [&](Slot slot, const ScheduleRequest& request) {
        if (request.kind != kind) return true;
        if (relation && !concerns(tenant, request, caller, *relation)) return true;
        return page.offer(slot, request);
    };
    const auto own = relation == Relation::principal ? std::optional(caller) : std::nullopt;
    if (const Slots* slots = indexed(tenant, type, query->filter, own)) {
        for (const Slot slot : *slots) {
            if (!offer(slot, tenant.requests.at(slot))) break;
        }
    } else {
        bool more = true;
        tenant.requests.each([&](const ScheduleRequest& request) {
            more = more && offer(*tenant.requests.slot_of(request.id), request);
        });
    }
    const std::string context = relation ? cat("Collection(", type.name, ')')
                                         : cat("roleManagement/directory/", collection_of(kind));
    exchange.reply(answer(
        200, collection_body(page, view, exchange.url, type, *query, context, relation.has_value()),
        exchange.stamp));
}

void list_own(Exchange& exchange, AssignmentKind kind) {
    const auto on = current_user_relation(exchange);
    if (!on) return exchange.reject(on.error());
    if (*on == "principal") return list(exchange, kind, Relation::principal);
    if (*on == "createdby") return list(exchange, kind, Relation::created_by);
    if (*on == "approver") return list(exchange, kind, Relation::approver);
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

void show(Exchange& exchange, AssignmentKind kind) {
    const Tenant& tenant = exchange.tenant();
    if (const auto problem = missing_licence(tenant)) return exchange.reject(*problem);
    const auto query = read_query(exchange.url, request_type(kind), {QueryOption::select});
    if (!query) return exchange.reject(query.error());
    const auto request = find_request(exchange, kind);
    if (!request) return exchange.reject(request.error());
    if (!may_see(tenant, **request, exchange.request.caller)) {
        return exchange.reject(insufficient_permissions(
            "The request is another principal's, and the caller holds no role that reads those, "
            "such as Global Reader."));
    }
    exchange.reply(
        answer(200, entity_of(**request, exchange.view(), query->selection), exchange.stamp));
}

void create(Exchange& exchange, AssignmentKind kind) {
    const auto options = read_query_options(exchange.url, {});
    if (!options) return exchange.reject(options.error());
    const auto body = parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    const auto command = read_request(kind, *body);
    if (!command) return exchange.reject(command.error());
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
    const auto options = read_query_options(exchange.url, {});
    if (!options) return exchange.reject(options.error());
    const auto request = find_request(exchange, kind);
    if (!request) return exchange.reject(request.error());
    submit(exchange, CancelRequest{(*request)->id},
           [&](const Accepted&) { return answer(204, {}, exchange.stamp); });
}

}  // namespace

void list_assignment_requests(Exchange& exchange) {
    list(exchange, AssignmentKind::active, std::nullopt);
}
void create_assignment_request(Exchange& exchange) {
    create(exchange, AssignmentKind::active);
}
void list_own_assignment_requests(Exchange& exchange) {
    list_own(exchange, AssignmentKind::active);
}
void show_assignment_request(Exchange& exchange) {
    show(exchange, AssignmentKind::active);
}
void cancel_assignment_request(Exchange& exchange) {
    cancel(exchange, AssignmentKind::active);
}

void list_eligibility_requests(Exchange& exchange) {
    list(exchange, AssignmentKind::eligible, std::nullopt);
}
void create_eligibility_request(Exchange& exchange) {
    create(exchange, AssignmentKind::eligible);
}
void list_own_eligibility_requests(Exchange& exchange) {
    list_own(exchange, AssignmentKind::eligible);
}
void show_eligibility_request(Exchange& exchange) {
    show(exchange, AssignmentKind::eligible);
}
void cancel_eligibility_request(Exchange& exchange) {
    cancel(exchange, AssignmentKind::eligible);
}

}  // namespace pim::graph
