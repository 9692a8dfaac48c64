#include "core/event.hpp"

namespace pim {

std::string_view type_name(const Event& event) {
    return event_type_names[event.body.index()];
}

}  // namespace pim
