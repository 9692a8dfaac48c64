#pragma once

#include <cstdint>

struct ImDrawData;

namespace pim::browser {

/// A number for what ImGui would draw over a ground of that colour: frames that look the same have
/// the same one, others have others but for one case in 2^64. 0: a texture changes, so it has to be
/// drawn.
std::uint64_t picture_of(const ImDrawData& data, std::uint32_t ground);

}  // namespace pim::browser
