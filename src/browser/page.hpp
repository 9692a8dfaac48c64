#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace pim::browser {

/// Opens an address outside of the page in a new tab.
void follow(std::string_view href);
/// Writes the address without telling the app.
void set_hash(std::string_view hash);
/// The address now: "#/my-roles", or empty.
std::string hash();

/// Loads the page anew.
void load_again();

/// Puts a text on the clipboard; in the frame of a click.
void copy(std::string_view text);
/// What the kit's copy buttons left.
void hand_over_clipboard();

/// Gives the person a file.
void download(std::string_view name, std::string_view bytes);
/// Lets the person choose a file; in the frame of a click. Not called where they choose none.
void choose_file(std::function<void(std::string name, std::string bytes)> chosen);

/// 16 random bytes for a command id.
std::array<std::uint8_t, 16> random_id();
/// Milliseconds since 1970, UTC.
double wall_clock_ms();

/// Keeps a wish in this browser ("theme" → "dark") and follows it.
void set_setting(std::string_view name, std::string_view value);

/// How long a text is kept: over reloads of this tab until it is closed, or in this browser, where
/// all tabs with the page share it.
enum class Keeping { tab, browser };

/// Keeps a text for this page's folder at once; and gives it back. False where the browser has no
/// room for it or forbids it: what was kept before is still there.
bool keep(Keeping where, std::string_view name, std::string_view text);
std::string kept(Keeping where, std::string_view name);

/// Which of this browser's sandboxes the tab has open, as its address names it (`main`, `mirror`,
/// `backend`); and the way to another one.
std::string place();
void go(std::string_view place);

}  // namespace pim::browser
