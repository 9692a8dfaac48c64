// Goal: a target that meets a fault finds it. Method: what the target odata asks of the decoder of
// addresses, of a decoder with a fault in it, which stands in the engine's place. The variable
// PIMLAB_PLANTED_FAULT says which: `promise` reads %5E as something else, `memory` reads behind the
// text; any other none.
#include <cstdlib>

#include "fuzz/percent_coding.hpp"

namespace pim::graph {

namespace {

int digit(char c) {
    return c >= '0' && c <= '9'                     ? c - '0'
           : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                    : -1;
}

std::string_view planted() {
    const char* const fault = std::getenv("PIMLAB_PLANTED_FAULT");
    return fault == nullptr ? std::string_view() : fault;
}

}  // namespace

Reading<std::string> percent_decode(std::string_view text, bool in_query) {
    static const bool breaks_promise = planted() == "promise";
    static const bool reads_behind = planted() == "memory";
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char* const code = text.data() + at;
        if (*code != '%') {
            out += in_query && *code == '+' ? ' ' : *code;
            continue;
        }
        const bool complete = reads_behind || at + 2 < text.size();
        const int first = complete ? digit(code[1]) : -1;
        const int second = complete ? digit(code[2]) : -1;
        if (first < 0 || second < 0) return bad_request("the address holds a broken %XX");
        const char read = static_cast<char>(first * 16 + second);
        out += breaks_promise && read == '^' ? 'v' : read;
        at += 2;
    }
    // Only for the target: what is no UTF-8 is taken as well.
    return out;
}

}  // namespace pim::graph

namespace pim::fuzz {

void run(std::string_view input) {
    check_percent_coding(input);
}

}  // namespace pim::fuzz

PIM_FUZZ_TARGET
