#pragma once

#include "core/deciding.hpp"

namespace pim {

// What the decisions about directory objects share.

Refusal bad_request(Rule rule, std::string limit, std::string asked, std::string help = {});

MaybeRefusal check_directory_right(const Deciding& d, bool allowed);

/// Refuses an empty or an overlong display name.
MaybeRefusal check_name(const Deciding& d, const std::string& display_name);

/// Refuses a text that is longer than its member may be.
MaybeRefusal check_length(const Deciding& d, std::string_view member, const std::string& text,
                          std::size_t length_max);

/// Refuses an id that names another kind of object already.
MaybeRefusal check_id(const Deciding& d, const Guid& id, ObjectType wanted);

/// Refuses what is no object, or none that a group or an administrative unit takes in.
MaybeRefusal check_member_of(const Deciding& d, ObjectType container, const Guid& member);

/// Gives a new object its id, and names the object as the command's subject.
void settle_id(Deciding& d, Guid& id);

/// Ends the schedules once each: ending an eligibility has ended its activations already.
void end_rows(Deciding& d, const std::vector<Guid>& rows, EndReason reason);

/// The group's live rows, when the member is its last: nobody would hold the role through it.
std::vector<Guid> rows_left_empty(const Deciding& d, const Group& group, const Guid& member);

/// The schedules of a principal that have not ended.
std::vector<Guid> live_rows(const Deciding& d, const Guid& principal);

}  // namespace pim
