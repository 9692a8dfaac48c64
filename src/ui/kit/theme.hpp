#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Colours by role. The values are data: assets/themes/<name>.json.
namespace pim::ui::kit {

/// 0xRRGGBBAA, sRGB, not premultiplied.
using Colour = std::uint32_t;

// One line a token: its name in the theme files and in `Theme`.
#define PIM_THEME_TOKENS(X) \
    X(canvas)               \
    X(surface)              \
    X(raised)               \
    X(subtle)               \
    X(subtle_pressed)       \
    X(selected)             \
    X(top_bar)              \
    X(on_top_bar)           \
    X(top_bar_hover)        \
    X(navigation)           \
    X(stroke)               \
    X(stroke_strong)        \
    X(text)                 \
    X(text_secondary)       \
    X(text_disabled)        \
    X(brand)                \
    X(brand_hover)          \
    X(brand_pressed)        \
    X(on_brand)             \
    X(brand_text)           \
    X(danger)               \
    X(danger_hover)         \
    X(danger_pressed)       \
    X(on_danger)            \
    X(neutral_soft)         \
    X(neutral_text)         \
    X(neutral_mark)         \
    X(info_soft)            \
    X(info_text)            \
    X(info_mark)            \
    X(success_soft)         \
    X(success_text)         \
    X(success_mark)         \
    X(warning_soft)         \
    X(warning_text)         \
    X(warning_mark)         \
    X(danger_soft)          \
    X(danger_text)          \
    X(danger_mark)          \
    X(focus_outer)          \
    X(focus_inner)          \
    X(tooltip)              \
    X(on_tooltip)           \
    X(dim)                  \
    X(shadow)

/// Every colour that the kit draws with.
struct Theme {
#define PIM_THEME_MEMBER(token) Colour token = 0;
    PIM_THEME_TOKENS(PIM_THEME_MEMBER)
#undef PIM_THEME_MEMBER
};

enum class ThemeName : std::uint8_t { light, dark, contrast };

/// The theme's word in settings, data files and tests: "light", "dark", "contrast".
std::string_view theme_word(ThemeName name);

/// The theme of that name, read once from the compiled-in data.
const Theme& theme(ThemeName name);

/// Reads one theme file. Fills `error` where a token is missing or no colour; that one stays 0.
Theme parse_theme(std::string_view json, std::string& error);

/// WCAG contrast ratio of two opaque colours, 1 to 21.
double contrast_ratio(Colour a, Colour b);

/// A pair of tokens that lie upon each other somewhere, with the ratio that it must reach.
struct ContrastPair {
    std::string_view front, back;
    Colour Theme::*front_token;
    Colour Theme::*back_token;
    double ratio_min;
};

/// All pairs that the kit draws: text at 4.5, marks and borders of controls at 3.
const ContrastPair* contrast_pairs(std::size_t& count);

}  // namespace pim::ui::kit
