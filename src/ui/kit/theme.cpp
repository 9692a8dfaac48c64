#include "ui/kit/theme.hpp"

#include <cassert>
#include <cmath>
#include <vector>

#include "assets/themes.hpp"

namespace pim::ui::kit {
namespace {

struct Token {
    std::string_view name;
    Colour Theme::*member;
};

constexpr Token tokens[] = {
#define PIM_THEME_ROW(token) {#token, &Theme::token},
    PIM_THEME_TOKENS(PIM_THEME_ROW)
#undef PIM_THEME_ROW
};

struct Entry {
    std::string_view key, value;
};

/// The `"key": "value"` pairs of a JSON file, whatever objects they lie in.
std::vector<Entry> pairs_of(std::string_view json) {
    std::vector<Entry> pairs;
    std::string_view key;
    bool after_colon = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        if (json[at] == ':') {
            after_colon = true;
        } else if (json[at] == '{' || json[at] == ',' || json[at] == '}') {
            after_colon = false;
        } else if (json[at] == '"') {
            const std::size_t end = json.find('"', at + 1);
            if (end == std::string_view::npos) break;
            const std::string_view word = json.substr(at + 1, end - at - 1);
            if (after_colon) {
                pairs.push_back({key, word});
            } else {
                key = word;
            }
            at = end;
        }
    }
    return pairs;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// "#RRGGBB", "#RRGGBBAA" or "{name of another entry}".
bool colour_of(const std::vector<Entry>& pairs, std::string_view value, Colour& colour,
               int depth = 0) {
    if (value.size() > 2 && value.front() == '{' && value.back() == '}' && depth < 4) {
        const std::string_view name = value.substr(1, value.size() - 2);
        for (const Entry& entry : pairs)
            if (entry.key == name) return colour_of(pairs, entry.value, colour, depth + 1);
        return false;
    }
    if ((value.size() != 7 && value.size() != 9) || value.front() != '#') return false;
    Colour read = 0;
    for (const char c : value.substr(1)) {
        const int digit = hex_digit(c);
        if (digit < 0) return false;
        read = (read << 4) | static_cast<Colour>(digit);
    }
    colour = value.size() == 7 ? (read << 8) | 0xFFU : read;
    return true;
}

double channel_light(Colour channel) {
    const double share = static_cast<double>(channel & 0xFFU) / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour) {
    return 0.2126 * channel_light(colour >> 24) + 0.7152 * channel_light(colour >> 16) +
           0.0722 * channel_light(colour >> 8);
}

Theme load(ThemeName name) {
    const std::string file = std::string(theme_word(name)) + ".json";
    for (const auto& asset : assets::themes) {
        if (asset.name != file) continue;
        std::string error;
        const Theme loaded = parse_theme(asset.text, error);
        assert(error.empty());
        return loaded;
    }
    assert(false);
    return {};
}

}  // namespace

std::string_view theme_word(ThemeName name) {
    switch (name) {
        case ThemeName::light:
            return "light";
        case ThemeName::dark:
            return "dark";
        case ThemeName::contrast:
            return "contrast";
    }
    return "light";
}

const Theme& theme(ThemeName name) {
    static const Theme themes[] = {load(ThemeName::light), load(ThemeName::dark),
                                   load(ThemeName::contrast)};
    return themes[static_cast<std::size_t>(name)];
}

Theme parse_theme(std::string_view json, std::string& error) {
    Theme parsed;
    const std::vector<Entry> pairs = pairs_of(json);
    for (const Token& token : tokens) {
        bool found = false;
        for (const Entry& entry : pairs) {
            if (entry.key != token.name) continue;
            found = colour_of(pairs, entry.value, parsed.*token.member);
            if (!found) error = "`" + std::string(entry.value) + "` is no colour";
        }
        if (!found && error.empty()) error = "token `" + std::string(token.name) + "` is missing";
    }
    return parsed;
}

double contrast_ratio(Colour a, Colour b) {
    const double la = luminance(a), lb = luminance(b);
    return (la > lb ? la + 0.05 : lb + 0.05) / (la > lb ? lb + 0.05 : la + 0.05);
}

const ContrastPair* contrast_pairs(std::size_t& count) {
    constexpr double text_ratio_min = 4.5, mark_ratio_min = 3.0;
#define PIM_PAIR(front, back, ratio) \
    { #front, #back, &Theme::front, &Theme::back, ratio }
    static constexpr ContrastPair pairs[] = {
        PIM_PAIR(text, canvas, text_ratio_min),
        PIM_PAIR(text, surface, text_ratio_min),
        PIM_PAIR(text, raised, text_ratio_min),
        PIM_PAIR(text, subtle, text_ratio_min),
        PIM_PAIR(text, subtle_pressed, text_ratio_min),
        PIM_PAIR(text, selected, text_ratio_min),
        PIM_PAIR(text, navigation, text_ratio_min),
        PIM_PAIR(text_secondary, canvas, text_ratio_min),
        PIM_PAIR(text_secondary, surface, text_ratio_min),
        PIM_PAIR(text_secondary, raised, text_ratio_min),
        PIM_PAIR(text_secondary, subtle, text_ratio_min),
        PIM_PAIR(text_secondary, selected, text_ratio_min),
        PIM_PAIR(text_secondary, navigation, text_ratio_min),
        PIM_PAIR(text_disabled, surface, text_ratio_min),
        PIM_PAIR(text_disabled, raised, text_ratio_min),
        PIM_PAIR(text_disabled, canvas, text_ratio_min),
        PIM_PAIR(text_disabled, subtle, text_ratio_min),
        PIM_PAIR(brand_text, canvas, text_ratio_min),
        PIM_PAIR(brand_text, surface, text_ratio_min),
        PIM_PAIR(brand_text, raised, text_ratio_min),
        PIM_PAIR(brand_text, subtle, text_ratio_min),
        PIM_PAIR(success_text, subtle, text_ratio_min),
        PIM_PAIR(warning_text, subtle, text_ratio_min),
        PIM_PAIR(brand_text, selected, text_ratio_min),
        PIM_PAIR(brand_text, navigation, text_ratio_min),
        PIM_PAIR(brand_text, info_soft, text_ratio_min),
        PIM_PAIR(brand_text, success_soft, text_ratio_min),
        PIM_PAIR(brand_text, warning_soft, text_ratio_min),
        PIM_PAIR(brand_text, danger_soft, text_ratio_min),
        PIM_PAIR(text, info_soft, text_ratio_min),
        PIM_PAIR(text, success_soft, text_ratio_min),
        PIM_PAIR(text, warning_soft, text_ratio_min),
        PIM_PAIR(text, danger_soft, text_ratio_min),
        PIM_PAIR(on_brand, brand, text_ratio_min),
        PIM_PAIR(on_brand, brand_hover, text_ratio_min),
        PIM_PAIR(on_brand, brand_pressed, text_ratio_min),
        PIM_PAIR(on_danger, danger, text_ratio_min),
        PIM_PAIR(on_danger, danger_hover, text_ratio_min),
        PIM_PAIR(on_danger, danger_pressed, text_ratio_min),
        PIM_PAIR(on_top_bar, top_bar, text_ratio_min),
        PIM_PAIR(on_top_bar, top_bar_hover, text_ratio_min),
        PIM_PAIR(on_tooltip, tooltip, text_ratio_min),
        PIM_PAIR(neutral_text, neutral_soft, text_ratio_min),
        PIM_PAIR(info_text, info_soft, text_ratio_min),
        PIM_PAIR(success_text, success_soft, text_ratio_min),
        PIM_PAIR(warning_text, warning_soft, text_ratio_min),
        PIM_PAIR(danger_text, danger_soft, text_ratio_min),
        PIM_PAIR(danger_text, surface, text_ratio_min),
        PIM_PAIR(danger_text, raised, text_ratio_min),
        PIM_PAIR(success_text, surface, text_ratio_min),
        PIM_PAIR(success_text, raised, text_ratio_min),
        PIM_PAIR(warning_text, surface, text_ratio_min),
        PIM_PAIR(warning_text, raised, text_ratio_min),
        PIM_PAIR(brand, surface, mark_ratio_min),
        PIM_PAIR(brand, raised, mark_ratio_min),
        PIM_PAIR(brand, navigation, mark_ratio_min),
        PIM_PAIR(stroke_strong, surface, mark_ratio_min),
        PIM_PAIR(stroke_strong, raised, mark_ratio_min),
        PIM_PAIR(stroke_strong, canvas, mark_ratio_min),
        PIM_PAIR(neutral_mark, neutral_soft, mark_ratio_min),
        PIM_PAIR(info_mark, info_soft, mark_ratio_min),
        PIM_PAIR(success_mark, success_soft, mark_ratio_min),
        PIM_PAIR(warning_mark, warning_soft, mark_ratio_min),
        PIM_PAIR(danger_mark, danger_soft, mark_ratio_min),
        PIM_PAIR(danger_mark, raised, mark_ratio_min),
        PIM_PAIR(focus_outer, canvas, mark_ratio_min),
        PIM_PAIR(focus_outer, surface, mark_ratio_min),
        PIM_PAIR(focus_outer, raised, mark_ratio_min),
        PIM_PAIR(focus_outer, navigation, mark_ratio_min),
        PIM_PAIR(focus_inner, brand, mark_ratio_min),
        PIM_PAIR(focus_outer, focus_inner, mark_ratio_min),
    };
#undef PIM_PAIR
    count = sizeof pairs / sizeof pairs[0];
    return pairs;
}

}  // namespace pim::ui::kit
