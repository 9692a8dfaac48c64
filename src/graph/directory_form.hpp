#pragma once

#include "graph/form.hpp"

namespace pim::graph {

/// Where the link of an invitation that the portal sends would lead.
constexpr std::string_view invitation_redirect = "https://myapplications.microsoft.com";

/// Stands in the form of a new user where a person puts a password in; never sent to a real tenant.
constexpr std::string_view password_place = "<a first password>";

// The commands on users, groups and the other directory objects as Graph requests.
GraphForm form_of_save(const SaveUser& command, const Tenant& tenant);
GraphForm form_of_save(const SaveGroup& command, const Tenant& tenant);
GraphForm form_of_save(const SaveServicePrincipal& command, const Tenant& tenant);
GraphForm form_of_save(const SaveApplication& command, const Tenant& tenant);
GraphForm form_of_save(const SaveAdministrativeUnit& command, const Tenant& tenant);
GraphForm form_of_save(const SaveRole& command, const Tenant& tenant);
GraphForm form_of_delete(const Guid& id, const Tenant& tenant);
GraphForm form_of_membership(const Guid& container, const Guid& member, bool adds,
                             const Tenant& tenant);
GraphForm form_of_ownership(const Guid& group, const Guid& owner, bool adds);

/// A form of one v1.0 request; the body is compact JSON and the path begins with `/`.
GraphForm v1_form(std::string_view method, std::string_view path, std::string_view body = {},
                  std::string note = {});

/// The same on beta.
GraphForm beta_form(std::string_view method, std::string_view path, std::string_view body = {},
                    std::string note = {});

}  // namespace pim::graph
