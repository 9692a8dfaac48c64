#pragma once

#include "graph/entity.hpp"

namespace pim::graph {

// Who brought a row of the audit log about: a user, an application, or PIM itself. The values are
// null where it was one of the others.

Value initiator_user_id(const Row& row, const View& view);
Value initiator_user_display_name(const Row& row, const View& view);
Value initiator_user_name(const Row& row, const View& view);
Value initiator_app_id(const Row& row, const View& view);
Value initiator_app_display_name(const Row& row, const View& view);
Value initiator_app_service_principal(const Row& row, const View& view);
void write_initiator(JsonWriter& out, const Row& row, const View& view);

}  // namespace pim::graph
