#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

namespace pim::browser {

/// Does some work after a time, on the page's only thread.
void later(std::chrono::milliseconds delay, std::function<void()> work);

/// Milliseconds of a clock that only goes forward.
std::int64_t steady_milliseconds();

}  // namespace pim::browser
