#include "graph/schedule_info.hpp"

namespace pim::graph {

void write_schedule_info(JsonWriter& out, const std::optional<Instant>& start,
                         const Expiration& expiration) {
    out.begin_object();
    out.member_or_null("startDateTime", start ? to_text(*start) : std::string());
    out.member_null("recurrence");
    out.key("expiration").begin_object();
    out.member("type", name(expiration.type));
    out.member_or_null("endDateTime", expiration.end ? to_text(*expiration.end) : std::string());
    out.member_or_null("duration",
                       expiration.duration ? to_text(*expiration.duration) : std::string());
    out.end_object().end_object();
}

}  // namespace pim::graph
