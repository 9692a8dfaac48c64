#include "browser/page.hpp"

#include <emscripten/emscripten.h>

#include <array>
#include <map>
#include <utility>

#include "browser/calls.hpp"
#include "browser/host.hpp"
#include "ui/kit/kit.hpp"

namespace pim::browser {

namespace {

using Chosen = std::function<void(std::string, std::string)>;

std::map<int, Chosen>& file_requests() {
    static std::map<int, Chosen> requests;
    return requests;
}

}  // namespace

void follow(std::string_view href) {
    pimlab_js_open(href.data(), length_of(href));
}

void set_hash(std::string_view hash) {
    pimlab_js_hash(hash.data(), length_of(hash));
}

std::string hash() {
    std::string text(static_cast<std::size_t>(pimlab_js_hash_length()), '\0');
    pimlab_js_read_hash(text.data());
    return text;
}

void load_again() {
    pimlab_js_load_again();
}

void copy(std::string_view text) {
    pimlab_js_copy(text.data(), length_of(text));
}

void hand_over_clipboard() {
    const std::string text = ui::kit::take_clipboard();
    if (!text.empty()) copy(text);
}

void download(std::string_view name, std::string_view bytes) {
    pimlab_js_download(name.data(), length_of(name), bytes.data(), length_of(bytes));
}

void choose_file(Chosen chosen) {
    static int last = 0;
    file_requests()[++last] = std::move(chosen);
    pimlab_js_choose_file(last);
}

std::array<std::uint8_t, 16> random_id() {
    std::array<std::uint8_t, 16> bytes{};
    pimlab_js_random(bytes.data(), static_cast<int>(bytes.size()));
    return bytes;
}

double wall_clock_ms() {
    return pimlab_js_wall_clock();
}

void set_setting(std::string_view name, std::string_view value) {
    pimlab_js_setting(name.data(), length_of(name), value.data(), length_of(value));
}

std::string place() {
    constexpr std::array<std::string_view, 3> places = {"main", "mirror", "backend"};
    return std::string(places[static_cast<std::size_t>(pimlab_js_place())]);
}

void go(std::string_view to) {
    pimlab_js_go(to.data(), length_of(to));
}

bool keep(Keeping where, std::string_view name, std::string_view text) {
    const int lasting = where == Keeping::browser ? 1 : 0;
    return pimlab_js_keep(lasting, name.data(), length_of(name), text.data(), length_of(text)) != 0;
}

std::string kept(Keeping where, std::string_view name) {
    const int lasting = where == Keeping::browser ? 1 : 0;
    const int length = pimlab_js_kept_length(lasting, name.data(), length_of(name));
    std::string text(static_cast<std::size_t>(length), '\0');
    pimlab_js_kept(reinterpret_cast<unsigned char*>(text.data()));
    return text;
}

}  // namespace pim::browser

extern "C" {

/// The file that was asked for, to be fetched by pimlab_js_file. A length below 0: none.
EMSCRIPTEN_KEEPALIVE void pimlab_file_chosen(int request, const char* name, int length) {
    auto& requests = pim::browser::file_requests();
    const auto found = requests.find(request);
    if (found == requests.end()) return;
    const auto chosen = std::move(found->second);
    requests.erase(found);
    if (length < 0) return;
    std::string bytes(static_cast<std::size_t>(length), '\0');
    pimlab_js_file(bytes.data());
    chosen(name, std::move(bytes));
    pim::browser::wake();
}
}
