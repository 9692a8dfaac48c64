#include "core/text.hpp"
#include "graph/alert.hpp"
#include "graph/collection.hpp"
#include "graph/form.hpp"
#include "graph/json_writer.hpp"
#include "graph/rejection.hpp"
#include "graph/schedule.hpp"
#include "graph/schedule_request.hpp"
#include "graph/version.hpp"

namespace pim::graph {

namespace {

/// The request that a decision made: from its events, else from the tenant where it was applied.
const ScheduleRequest* request_made(const Tenant& tenant, const Accepted& accepted) {
    if (accepted.validated) return &*accepted.validated;
    for (const Event& event : accepted.events) {
        if (const auto* made = std::get_if<RequestMade>(&event.body)) return &made->request;
    }
    return tenant.requests.find(accepted.subject);
}

/// The answer of roleAssignments to a new assignment outside PIM.
Response role_assignment(const AssignOutside& command, const View& view, const Stamp& stamp) {
    Schedule schedule;
    schedule.kind = AssignmentKind::active;
    schedule.principal = command.principal;
    schedule.role = command.role;
    schedule.scope = command.scope;
    schedule.outside_pim = true;
    return created(schedule_row(role_assignment_type(), schedule, command.principal), view, stamp);
}

/// The collection and the display name of a directory object that a command makes.
struct NewObject {
    std::string_view collection;
    std::string_view display_name;
};

std::optional<NewObject> new_object(const Command& command) {
    if (const auto* user = std::get_if<SaveUser>(&command)) {
        return NewObject{"users", user->user.display_name};
    }
    if (const auto* group = std::get_if<SaveGroup>(&command)) {
        return NewObject{"groups", group->group.display_name};
    }
    if (const auto* service = std::get_if<SaveServicePrincipal>(&command)) {
        return NewObject{"servicePrincipals", service->service_principal.display_name};
    }
    if (const auto* application = std::get_if<SaveApplication>(&command)) {
        return NewObject{"applications", application->application.display_name};
    }
    if (const auto* unit = std::get_if<SaveAdministrativeUnit>(&command)) {
        return NewObject{"directory/administrativeUnits", unit->administrative_unit.display_name};
    }
    if (const auto* role = std::get_if<SaveRole>(&command)) {
        return NewObject{"roleManagement/directory/roleDefinitions", role->role.display_name};
    }
    return std::nullopt;
}

std::string new_entity(const NewObject& object, const Guid& id) {
    JsonWriter out;
    out.begin_object();
    out.member("@odata.context",
               cat(root_of(Version::v1), "/$metadata#", object.collection, "/$entity"));
    out.member("id", to_text(id));
    out.member("displayName", object.display_name);
    out.end_object();
    return out.take();
}

}  // namespace

std::optional<Response> response_of(const Tenant& tenant, const Command& command,
                                    const Guid& caller, Instant now, const Decision& decision) {
    const GraphForm form = form_of(command, tenant);
    if (form.offered == Offered::portal_only) return std::nullopt;
    const Guid subject = decision ? decision->subject : Guid{};
    const std::string id = to_text(derive_guid(tenant.id, subject, 0));
    const Stamp stamp{now, id, id};
    if (!decision) return error_response(rejection_of(decision.error()), stamp);

    if (std::holds_alternative<RequestSchedule>(command)) {
        const ScheduleRequest* request = request_made(tenant, *decision);
        if (request == nullptr) return error_response({404, "UnknownError", {}}, stamp);
        return created_request(*request, {tenant, caller, Version::v1}, stamp);
    }
    if (const auto* outside = std::get_if<AssignOutside>(&command)) {
        return role_assignment(*outside, {tenant, caller, Version::v1}, stamp);
    }
    if (const auto* refresh = std::get_if<RefreshAlerts>(&command)) {
        return accepted_refresh({tenant, caller, Version::beta}, refresh->only, stamp);
    }
    if (std::holds_alternative<RemediateIncident>(command)) return answer(200, {}, stamp);
    const std::optional<NewObject> object = new_object(command);
    const bool creates = !form.calls.empty() && form.calls.front().method == "POST";
    if (object && creates) return answer(201, new_entity(*object, subject), stamp);
    return answer(204, {}, stamp);
}

}  // namespace pim::graph
