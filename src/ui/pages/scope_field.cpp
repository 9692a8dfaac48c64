#include "ui/pages/scope_field.hpp"

#include <vector>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"

namespace pim::ui {
namespace {

/// A scope type in the product's words, and the objects that it can name.
struct ScopeKind {
    std::string_view label;
    ScopeType type;
    ChoiceKinds objects;
};

std::vector<ScopeKind> scope_kinds(const RoleDefinition& role) {
    std::vector<ScopeKind> kinds = {{"Directory", ScopeType::tenant, {}}};
    if (role.scope_administrative_unit) {
        kinds.push_back({"Administrative unit",
                         ScopeType::administrative_unit,
                         {.administrative_units = true}});
    }
    if (role.scope_application) {
        kinds.push_back({"Application", ScopeType::object, {.applications = true}});
    }
    if (role.scope_service_principal) {
        kinds.push_back({"Service principal", ScopeType::object, {.service_principals = true}});
    }
    return kinds;
}

}  // namespace

void ScopeField::reset() {
    scope_ = {};
    kind_ = 0;
}

void ScopeField::fill(Draft& draft) const {
    draft.set_number("scopeKind", kind_);
    draft.set("scope", scope_.id);
}

void ScopeField::take(const Draft& draft, const RoleDefinition& role) {
    const std::vector<ScopeKind> kinds = scope_kinds(role);
    kind_ = draft.number("scopeKind", 0, static_cast<int>(kinds.size()) - 1, 0);
    scope_ = {kinds[static_cast<std::size_t>(kind_)].type, {}};
    if (kind_ > 0) scope_.id = draft.id("scope");
}

void ScopeField::draw(PortalContext& context, const RoleDefinition& role) {
    const std::vector<ScopeKind> kinds = scope_kinds(role);
    if (kinds.size() == 1) {
        kit::fact("Scope type", kinds.front().label);
        return;
    }
    std::vector<kit::ChoiceOption> options;
    for (const ScopeKind& kind : kinds) options.push_back({.label = kind.label});
    if (kit::combo({.label = "Scope type###scope-type", .options = options}, kind_)) {
        scope_ = {kinds[static_cast<std::size_t>(kind_)].type, {}};
    }
    const ScopeKind& kind = kinds[static_cast<std::size_t>(kind_)];
    if (kind.type == ScopeType::tenant) return;
    const Choices& objects = objects_.of(
        context, kind.label, [&] { return directory_choices(context.tenant, kind.objects); });
    const std::string label = cat("Select ", to_lower(kind.label), "###scope");
    choose_one({.label = label,
                .help = objects.ids.empty() ? "There is none yet, create one under Directory" : "",
                .required = true,
                .placeholder = "Select one"},
               objects, scope_.id);
}

}  // namespace pim::ui
