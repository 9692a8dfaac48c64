#include "storage/session_codec.hpp"

#include "storage/json_reader.hpp"
#include "storage/json_writer.hpp"
#include "storage/upcast.hpp"

namespace pim::storage {

std::string encode_session(const Session& session) {
    std::string out;
    JsonWriter(out).write(session);
    return out;
}

Outcome<Session> decode_session(const Record& record) {
    const auto json = payload_of(record);
    if (!json) return tl::unexpected<Error>(json.error());
    JsonReader reader;
    Session session;
    reader.read(*json, session);
    if (reader.failed()) return failure(reader.problem());
    return session;
}

}  // namespace pim::storage
