#pragma once

#include "graph/json_value.hpp"
#include "sync/harvest.hpp"
#include "sync/transport.hpp"

namespace pim::sync {

/// One page of a collection.
struct Page {
    std::vector<Item> items;
    std::string next;  ///< the address of the page after it; empty: it is the last
};

/// Reads a page; every object of it must have an id. `place` begins an error.
Outcome<Page> read_page(const graph::JsonValue& body, const std::string& place);

/// Reads the body of a reply; `place` begins an error.
Outcome<graph::JsonValue> read_reply(std::string_view body, const std::string& place);

/// The text of a member; empty where the object is null, or has no such text.
std::string_view text_in(const graph::JsonValue* object, std::string_view name);

/// What a backend said about a request that it refused: `code: message`, or the status.
std::string words_of_refusal(int status, const graph::JsonValue* body);

/// A reply to one request of a batch.
struct Part {
    std::size_t place = 0;  ///< of its request
    int status = 0;
    graph::Headers headers;
    graph::JsonValue body;
};

/// Statuses of a `$batch` itself that mean that the service has none: what was in it is asked for
/// one by one.
constexpr bool has_no_batches(int status) {
    return status == 404 || status == 405 || status == 501;
}

/// The body of a batch of GETs: addresses that begin behind the version, such as `/me`.
std::string batch_of(const std::vector<std::string>& addresses);
/// The parts of its reply, in any order; each has to name one of `count` requests.
Outcome<std::vector<Part>> read_batch(const graph::JsonValue& body, std::size_t count);

}  // namespace pim::sync
