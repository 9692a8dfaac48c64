#include "core/guid.hpp"

#include <array>

#include "core/digest.hpp"

namespace pim {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::size_t guid_text_length = 36;

constexpr bool is_dash_place(std::size_t at) {
    return at == 8 || at == 13 || at == 18 || at == 23;
}

constexpr std::array<std::size_t, 32> make_digit_places() {
    std::array<std::size_t, 32> places{};
    std::size_t at = 0;
    for (std::size_t& place : places) {
        if (is_dash_place(at)) ++at;
        place = at++;
    }
    return places;
}

/// Where each digit stands: every answer and every record has dozens of ids.
constexpr std::array<std::size_t, 32> digit_places = make_digit_places();

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

void append_big_endian(std::string& out, std::uint64_t value, int bytes) {
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
        out += static_cast<char>((value >> shift) & 0xff);
    }
}

}  // namespace

std::string to_text(const Guid& guid) {
    std::string out(guid_text_length, '-');
    std::size_t digit = 0;
    for (const std::uint64_t half : {guid.high, guid.low}) {
        for (int bits = 60; bits >= 0; bits -= 4) {
            out[digit_places[digit++]] = hex_digits[(half >> bits) & 0xf];
        }
    }
    return out;
}

std::optional<Guid> parse_guid(std::string_view text) {
    if (text.size() != guid_text_length) return std::nullopt;
    Guid guid;
    int digit = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (is_dash_place(at)) {
            if (text[at] != '-') return std::nullopt;
            continue;
        }
        const int value = hex_value(text[at]);
        if (value < 0) return std::nullopt;
        std::uint64_t& half = digit < 16 ? guid.high : guid.low;
        half = (half << 4) | static_cast<std::uint64_t>(value);
        ++digit;
    }
    return guid;
}

Guid guid_of(std::string_view text) {
    const Digest digest = sha256(text);
    Guid guid;
    for (std::size_t i = 0; i < 8; ++i) guid.high = (guid.high << 8) | digest[i];
    for (std::size_t i = 8; i < 16; ++i) guid.low = (guid.low << 8) | digest[i];
    guid.high = (guid.high & ~0xf000ULL) | 0x4000ULL;
    guid.low = (guid.low & ~(0xc0ULL << 56)) | (0x80ULL << 56);
    return guid;
}

Guid derive_guid(const Guid& sandbox, const Guid& command, std::uint32_t ordinal) {
    std::string input;
    append_big_endian(input, sandbox.high, 8);
    append_big_endian(input, sandbox.low, 8);
    append_big_endian(input, command.high, 8);
    append_big_endian(input, command.low, 8);
    append_big_endian(input, ordinal, 4);
    return guid_of(input);
}

}  // namespace pim
