#include <algorithm>

#include "ui/kit/inside.hpp"

// Texts are UTF-8 here, and the mirror's input counts UTF-16 units.
namespace pim::ui::kit::inside {

int byte_of(std::string_view text, int units) {
    int byte = 0;
    const int size = static_cast<int>(text.size());
    while (byte < size && units > 0) {
        const auto lead = static_cast<unsigned char>(text[static_cast<std::size_t>(byte)]);
        const int length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        units -= length == 4 ? 2 : 1;
        byte += length;
    }
    return std::min(byte, size);
}

int units_of(std::string_view text, int byte) {
    int units = 0;
    for (int at = 0; at < byte && at < static_cast<int>(text.size()); ++at) {
        const auto lead = static_cast<unsigned char>(text[static_cast<std::size_t>(at)]);
        if ((lead & 0xC0U) != 0x80U) units += lead >= 0xF0 ? 2 : 1;
    }
    return units;
}

void limit(std::string& text, int count) {
    std::size_t at = 0;
    while (at < text.size() && count > 0) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
        --count;
    }
    text.resize(std::min(at, text.size()));
}

}  // namespace pim::ui::kit::inside
