#include "app/web_page.hpp"

#include <algorithm>
#include <array>

#include "browser/page.hpp"
#include "core/text.hpp"

namespace pim::app {
namespace {

/// What this browser keeps the running clock under, before the sandbox's name.
constexpr std::string_view clock_name = "clock ";

/// In the order of ui::Place; the address names the sandbox so, and web/index.html lists the same.
constexpr std::array<std::string_view, 3> place_names = {"main", "mirror", "backend"};

std::string own_clock_name() {
    return cat(clock_name, sandbox_name());
}

}  // namespace

void keep_clock(std::string_view mark) {
    browser::keep(browser::Keeping::browser, own_clock_name(), mark);
}

std::string kept_clock() {
    return browser::kept(browser::Keeping::browser, own_clock_name());
}

Page& page() {
    static Page the;
    return the;
}

Instant wall_clock() {
    return {static_cast<std::int64_t>(browser::wall_clock_ms()) * (ticks_per_second / 1000)};
}

Guid random_guid() {
    const auto bytes = browser::random_id();
    Guid guid;
    for (std::size_t i = 0; i < 8; ++i) guid.high = guid.high << 8 | bytes[i];
    for (std::size_t i = 8; i < 16; ++i) guid.low = guid.low << 8 | bytes[i];
    return guid;
}

std::string sandbox_name() {
    return browser::place();
}

ui::Place here() {
    const auto found = std::find(place_names.begin(), place_names.end(), browser::place());
    return static_cast<ui::Place>(found - place_names.begin());
}

void go(ui::Place place) {
    browser::go(place_names[static_cast<std::size_t>(place)]);
}

}  // namespace pim::app
