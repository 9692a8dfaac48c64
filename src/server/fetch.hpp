#pragma once

#include <functional>
#include <string>

#include "core/outcome.hpp"
#include "server/loop.hpp"

namespace pim::server {

/// How long a fetch may take as a whole.
constexpr std::chrono::seconds fetch_time_max{10};
/// Longest answer that is read: a key set takes some kilobytes.
constexpr std::size_t fetch_bytes_max = 1024 * 1024;

/// GETs an `http://` or `https://` address, certificates checked against the machine's own, and
/// gives the body of a 200. `done` is told once, later, on the loop's thread.
void fetch(Loop& loop, const std::string& url, std::function<void(Outcome<std::string>)> done);

}  // namespace pim::server
