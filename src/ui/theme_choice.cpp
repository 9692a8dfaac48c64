#include "ui/theme_choice.hpp"

#include <array>
#include <cmath>

#include "ui/kit/kit.hpp"

namespace pim::ui {
namespace {

struct ThemeChoice {
    std::string_view label;
    std::optional<kit::ThemeName> theme;  ///< none: as the system has it
};
constexpr std::array<ThemeChoice, 4> choices = {{{"As the system", std::nullopt},
                                                 {"Light", kit::ThemeName::light},
                                                 {"Dark", kit::ThemeName::dark},
                                                 {"High contrast", kit::ThemeName::contrast}}};

int chosen_now() {
    if (kit::follows_system_theme()) return 0;
    int chosen = 0;
    for (std::size_t i = 1; i < choices.size(); ++i) {
        if (&kit::theme(*choices[i].theme) == &kit::current_theme()) chosen = static_cast<int>(i);
    }
    return chosen;
}

struct SizeChoice {
    std::string_view label;
    int percent;
};
constexpr std::array<SizeChoice, 4> sizes = {{{"Text size 100 %", 100},
                                              {"Text size 125 %", 125},
                                              {"Text size 150 %", 150},
                                              {"Text size 200 %", 200}}};

bool size_now(const SizeChoice& size) {
    return std::lround(kit::text_scale() * 100) == size.percent;
}

}  // namespace

void theme_menu_items(const Services& services) {
    const int now = chosen_now();
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const bool on = now == static_cast<int>(i);
        if (kit::menu_item({.label = choices[i].label, .checked = on ? 1 : 0}))
            services.set_theme(choices[i].theme);
    }
    if (!services.set_scale) return;
    kit::menu_divider();
    for (const SizeChoice& size : sizes) {
        if (kit::menu_item({.label = size.label, .checked = size_now(size) ? 1 : 0}))
            services.set_scale(size.percent);
    }
}

void theme_field(const Services& services) {
    std::array<kit::ChoiceOption, choices.size()> options{};
    for (std::size_t i = 0; i < choices.size(); ++i) options[i].label = choices[i].label;
    int chosen = chosen_now();
    if (kit::radio_group({.label = "Theme###theme", .options = options, .horizontal = true},
                         chosen)) {
        services.set_theme(choices[static_cast<std::size_t>(chosen)].theme);
    }
    if (!services.set_scale) return;
    std::array<kit::ChoiceOption, sizes.size()> labels{};
    int size = -1;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        labels[i].label = sizes[i].label.substr(sizes[i].label.find_last_of('e') + 2);
        if (size_now(sizes[i])) size = static_cast<int>(i);
    }
    if (kit::radio_group({.label = "Text size###text-size", .options = labels, .horizontal = true},
                         size)) {
        services.set_scale(sizes[static_cast<std::size_t>(size)].percent);
    }
}

}  // namespace pim::ui
