#include "ui/theme_choice.hpp"

#include <array>

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

}  // namespace

void theme_menu_items(const Services& services) {
    const int now = chosen_now();
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const bool on = now == static_cast<int>(i);
        if (kit::menu_item({.label = choices[i].label, .checked = on ? 1 : 0}))
            services.set_theme(choices[i].theme);
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
}

}  // namespace pim::ui
