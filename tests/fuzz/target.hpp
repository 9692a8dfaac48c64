#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/text.hpp"

namespace pim::fuzz {

/// Reports a broken promise of the code under test and stops: libFuzzer keeps the input.
inline void require(bool kept, std::string_view promise, std::string_view seen = {}) {
    if (kept) return;
    std::fprintf(stderr, "broken promise: %s\n%s\n", std::string(promise).c_str(),
                 std::string(seen).c_str());
    std::abort();
}

/// Takes what stands before a separator off the text; all of it where there is none.
inline std::string_view take_until(std::string_view& text, std::string_view separator) {
    const std::size_t at = text.find(separator);
    const std::string_view taken = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + separator.size());
    return taken;
}

/// One input; each target defines it. The same text always leads to the same steps.
void run(std::string_view input);

}  // namespace pim::fuzz

/// Where libFuzzer comes in: once in each target.
#define PIM_FUZZ_TARGET                                                                  \
    extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) { \
        pim::fuzz::run({reinterpret_cast<const char*>(bytes), size});                    \
        return 0;                                                                        \
    }
