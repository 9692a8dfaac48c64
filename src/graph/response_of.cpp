#include "core/text.hpp"
#include "graph/alert.hpp"
#include "graph/collection.hpp"
#include "graph/directory_entity.hpp"
#include "graph/directory_form.hpp"
#include "graph/form.hpp"
#include "graph/json_writer.hpp"
#include "graph/rejection.hpp"
#include "graph/role_definition.hpp"
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

/// The object that an event has saved, as its own collection shows it.
struct SavedRow {
    std::optional<Row> operator()(const UserSaved& e) const {
        return row_made(user_entity_type(), e.user);
    }
    std::optional<Row> operator()(const GroupSaved& e) const {
        return row_made(group_entity_type(), e.group);
    }
    std::optional<Row> operator()(const ServicePrincipalSaved& e) const {
        return row_made(service_principal_type(), e.service_principal);
    }
    std::optional<Row> operator()(const ApplicationSaved& e) const {
        return row_made(application_type(), e.application);
    }
    std::optional<Row> operator()(const AdministrativeUnitSaved& e) const {
        return row_made(unit_entity_type(Version::v1), e.administrative_unit);
    }
    std::optional<Row> operator()(const RoleDefinitionSaved& e) const {
        return row_made(role_definition_type(), e.role);
    }
    template <class Other>
    std::optional<Row> operator()(const Other&) const {
        return std::nullopt;
    }
};

bool saves_object(const Command& command) {
    return std::holds_alternative<SaveUser>(command) ||
           std::holds_alternative<SaveGroup>(command) ||
           std::holds_alternative<SaveServicePrincipal>(command) ||
           std::holds_alternative<SaveApplication>(command) ||
           std::holds_alternative<SaveAdministrativeUnit>(command) ||
           std::holds_alternative<SaveRole>(command);
}

/// The answer to a new directory object: from the events, because a preview changes no tenant.
Response new_object(const Command& command, const Accepted& accepted, const View& view,
                    const Stamp& stamp) {
    const auto* user = std::get_if<SaveUser>(&command);
    if (user != nullptr && user->user.type == UserType::guest) {
        JsonWriter out;
        write_invitation(out, user->user, accepted.subject, invitation_redirect, view);
        return answer(201, out.take(), stamp);
    }
    for (const Event& event : accepted.events) {
        if (const auto row = std::visit(SavedRow{}, event.body)) return created(*row, view, stamp);
    }
    return error_response(not_found(to_text(accepted.subject)).value(), stamp);
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
    const bool creates = !form.calls.empty() && form.calls.front().method == "POST";
    if (creates && saves_object(command)) {
        return new_object(command, *decision, {tenant, caller, Version::v1}, stamp);
    }
    return answer(204, {}, stamp);
}

}  // namespace pim::graph
