#include <utility>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/pages/assignment_fields.hpp"
#include "ui/pages/directory.hpp"
#include "ui/parts.hpp"

namespace pim::ui {

ApplicationPanel::ApplicationPanel(ObjectType type, Guid id, std::string display_name, Guid app_id)
    : type_(type), id_(id), display_name_(std::move(display_name)), app_id_(app_id) {}

std::string ApplicationPanel::title(const PortalContext&) const {
    const std::string_view word =
        type_ == ObjectType::application ? "application" : "service principal";
    if (id_.is_null()) return cat("New ", word);
    return cat(type_ == ObjectType::application ? "Application" : "Service principal", " – ",
               display_name_);
}

Command ApplicationPanel::command() const {
    if (type_ == ObjectType::application) {
        return SaveApplication{{id_, display_name_, app_id_}};
    }
    return SaveServicePrincipal{{id_, display_name_, app_id_}};
}

void ApplicationPanel::draw(PortalContext& context) {
    kit::text_field({.label = "Name###name",
                     .required = true,
                     .length_max = static_cast<int>(display_name_length_max)},
                    display_name_);
    if (type_ == ObjectType::service_principal && id_.is_null()) {
        const Choices& applications = applications_.of(
            context, "", [&] { return directory_choices(context.tenant, {.applications = true}); });
        if (choose_one({.label = "Application registration###application",
                        .help = "Of this tenant; leave it open for an application of another one",
                        .placeholder = "Of another tenant"},
                       applications, application_)) {
            app_id_ = context.tenant.applications.find(application_)->app_id;
        }
    }
    if (!id_.is_null()) {
        kit::fact_id("Id", to_text(id_));
        kit::fact_id("Application id", to_text(app_id_));
    }
    const Command made = command();
    if (foot_.draw(context, made, {.button = id_.is_null() ? "Create###send" : "Save###send"})) {
        foot_.send(context, {.command = made});
    }
}

UnitPanel::UnitPanel(AdministrativeUnit unit) : unit_(std::move(unit)) {}

std::string UnitPanel::title(const PortalContext&) const {
    return unit_.id.is_null() ? "New administrative unit"
                              : cat("Administrative unit – ", unit_.display_name);
}

void UnitPanel::draw(PortalContext& context) {
    const AdministrativeUnit* saved = context.tenant.administrative_units.find(unit_.id);
    kit::text_field({.label = "Name###name",
                     .required = true,
                     .length_max = static_cast<int>(display_name_length_max)},
                    unit_.display_name);
    kit::text_field({.label = "Description###description"}, unit_.description);
    if (saved != nullptr) {
        kit::fact_id("Id", to_text(saved->id));
        kit::divider();
        members_.draw(context, saved->id, saved->members, {.users = true, .groups = true});
    } else {
        kit::prose("Members are chosen once the unit exists", {.secondary = true});
    }
    const SaveAdministrativeUnit command{unit_};
    const bool created = saved == nullptr;
    if (foot_.draw(context, command, {.button = created ? "Create###send" : "Save###send"})) {
        // The panel stays open for the members of what was just created.
        foot_.send(context,
                   {.command = command,
                    .answered =
                        [this, created](const Decision& decision) {
                            if (created && decision) unit_.id = decision->subject;
                        }},
                   {.stays = true});
    }
}

}  // namespace pim::ui
