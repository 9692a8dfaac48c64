#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace pim::server {

// What one client may ask of the server. Each is refused with a Graph error that names the limit;
// the longest Graph body and the deepest nesting are graph's own (graph/json_value.hpp).

/// Bytes of a request's line and header fields together; a token alone takes a few kilobytes.
constexpr std::uint32_t header_bytes_max = 32 * 1024;
/// Bytes of all bodies together that are being read: what a request says to be long, or may be
/// where it does not say, is held for it from its first byte on.
constexpr std::size_t bodies_bytes_max = 256 * 1024 * 1024;
/// Connections that are open at the same time.
constexpr std::size_t connections_max = 1024;
/// How long a connection may wait for its next request.
constexpr std::chrono::seconds idle_time_max{75};
/// How long a request may take from its first byte to its last.
constexpr std::chrono::seconds request_time_max{20};
/// How long an answer may take to be taken off, and a TLS greeting to be finished.
constexpr std::chrono::seconds answer_time_max{30};
/// Bytes of a stream that the system holds for a client; what is beyond waits in the journal.
constexpr int stream_sent_bytes_max = 64 * 1024;
/// How long a client that was refused may go on sending before its connection is cut.
constexpr std::chrono::seconds linger_time_max{2};
/// How long the requests under way are given after SIGTERM.
constexpr std::chrono::seconds drain_time_max{10};
/// How soon saving is tried again after it failed.
constexpr std::chrono::seconds save_pause{3};
/// Where a commit takes less, the next one waits for nobody.
constexpr std::chrono::milliseconds gather_from{2};
/// How long a commit waits at most for the clients that the last one answered.
constexpr std::chrono::milliseconds gather_time_max{5};
/// How often all of these times are looked at.
constexpr std::chrono::milliseconds sweep_pause{500};

}  // namespace pim::server
