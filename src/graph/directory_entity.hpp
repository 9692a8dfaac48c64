#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "graph/directory_object.hpp"
#include "graph/rejection.hpp"

namespace pim::graph {

// The objects of the directory as their own collections show them. Users and groups come there in
// another order, and with other members, than as targets of `$expand` (directory_object.hpp): each
// as the documentation prints it.

/// directoryObject, over the types below.
const EntityType& directory_entity_type();
const EntityType& user_entity_type();
const EntityType& group_entity_type();
/// The versions keep the units at different paths (endpoints.md, section I).
const EntityType& unit_entity_type(Version version);

/// The object of an id, as its own collection shows it.
std::optional<Row> directory_entity(const View& view, const Guid& id);
void give_directory_entity(const Guid& id, const View& view, const Found& found);

/// The invitation of a guest as its POST answers; `redirect` is where its link would lead.
void write_invitation(JsonWriter& out, const User& guest, const Guid& id, std::string_view redirect,
                      const View& view);

/// The id of an object by what stands in a path: its GUID, a user's name, or an alternate key
/// (`userPrincipalName=…`, `appId=…`). Null where nothing of that type has it.
Guid find_object_id(const Tenant& tenant, ObjectType type, std::string_view key);

/// The members of a group or an administrative unit; null where the id names neither.
const std::set<Guid>* members_of(const Tenant& tenant, const Guid& container);

}  // namespace pim::graph
