#pragma once

#include "core/tenant.hpp"
#include "ui/app.hpp"
#include "ui/draft.hpp"
#include "ui/pages/choices.hpp"

namespace pim::ui {

/// Where an assignment holds: the whole directory, or one object of a type that the role supports.
class ScopeField {
public:
    /// The fields for a role; one line to read where it supports the directory only.
    void draw(PortalContext& context, const RoleDefinition& role);
    const Scope& scope() const { return scope_; }
    /// False while a type is chosen, and its object not yet.
    bool complete() const { return scope_.type == ScopeType::tenant || !scope_.id.is_null(); }
    /// The whole directory again, for another role.
    void reset();
    /// Writes what is chosen into a draft, and takes it from there.
    void fill(Draft& draft) const;
    void take(const Draft& draft, const RoleDefinition& role);

private:
    Scope scope_;
    int kind_ = 0;  ///< index into the scope types that the role supports
    Cached<Choices> objects_;
};

}  // namespace pim::ui
