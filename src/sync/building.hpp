#pragma once

#include "core/tenant.hpp"
#include "graph/json_value.hpp"
#include "sync/harvest.hpp"

namespace pim::sync {

/// A tenant on its way, and the first thing that could not be understood.
struct Building {
    Tenant tenant;
    std::optional<graph::Rejection> problem;
};

/// One object with its place in messages.
struct Object {
    const graph::JsonValue& json;
    std::string place;       ///< `roleManagement/directory/roleDefinitions/<id>/`
    const std::string& key;  ///< the container, of members
};

// One reader for each sort of object. All may be called in the order of reading; what is given
// twice counts once.

void read_organization(Building& building, const Object& object);
void read_role(Building& building, const Object& object);
void read_policy(Building& building, const Object& object);
void read_directory_object(Building& building, const Object& object);
void read_member(Building& building, const Object& object);
void read_schedule_row(Building& building, const Object& object, AssignmentKind kind);
/// What a schedule does not tell: when it really began and ends, and the eligibility behind it.
void read_instance_row(Building& building, const Object& object, AssignmentKind kind);
void read_request_row(Building& building, const Object& object, AssignmentKind kind);
/// The request must have been read before.
void read_approval_step(Building& building, const Object& object);
void read_alert(Building& building, const Object& object);
/// Rows come newest first; they are put in order afterwards.
void read_audit(Building& building, const Object& object);

/// Puts the audit in the order of time and numbers it.
void finish_audit(Tenant& tenant);
/// Gives a row to whatever assignments and settings name and nobody was allowed to read.
void add_strangers(Tenant& tenant);

}  // namespace pim::sync
