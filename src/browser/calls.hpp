#pragma once

#include <string_view>

/// JavaScript that C++ calls: one line each in web/library_browser.js. Texts are UTF-8 with their
/// length in bytes; no 64-bit integer crosses.
extern "C" {
void pimlab_js_mirror(const char* text, int length, unsigned focused, int moved_focus);
void pimlab_js_announce(const char* text, int length, int assertive);
void pimlab_js_cursor(int cursor);
void pimlab_js_copy(const char* text, int length);
void pimlab_js_hash(const char* text, int length);
void pimlab_js_load_again();
void pimlab_js_open(const char* text, int length);
void pimlab_js_download(const char* name, int name_length, const char* bytes, int length);
void pimlab_js_choose_file(int request);
void pimlab_js_file(char* bytes);
void pimlab_js_started();
void pimlab_js_random(unsigned char* bytes, int length);
void pimlab_js_wake(double seconds);
void pimlab_js_later(int work, int milliseconds);
void pimlab_js_setting(const char* name, int name_length, const char* value, int length);
void pimlab_js_failed(const char* text, int length);
int pimlab_js_font_size(int index);
void pimlab_js_font(int index, unsigned char* bytes);
double pimlab_js_wall_clock();
int pimlab_js_hash_length();
void pimlab_js_read_hash(char* text);
int pimlab_js_keep(int lasting, const char* name, int name_length, const char* text, int length);
int pimlab_js_kept_length(int lasting, const char* name, int name_length);
void pimlab_js_kept(unsigned char* text);
int pimlab_js_place();
void pimlab_js_go(const char* place, int length);
void pimlab_js_backend_send(int number, const char* method, int method_length, const char* address,
                            int address_length, const char* fields, int fields_length,
                            const char* body, int length, int milliseconds, int in_parts);
void pimlab_js_backend_abort(int number);
void pimlab_js_backend_body(unsigned char* bytes);
int pimlab_js_sign_in_offered();
void pimlab_js_sign_in(int number, const char* authority, int authority_length, const char* client,
                       int client_length, const char* scopes, int scopes_length, const char* claims,
                       int length);
void pimlab_js_sign_out();
void pimlab_js_graph_request(unsigned char* bytes);
void pimlab_js_graph_answer(int number, int status, const char* fields, int fields_length,
                            const char* body, int length);
}

namespace pim::browser {

/// The length of a text in bytes, as those functions take it.
inline int length_of(std::string_view text) {
    return static_cast<int>(text.size());
}

}  // namespace pim::browser
