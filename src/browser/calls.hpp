#pragma once

/// JavaScript that C++ calls: one line each in web/library_browser.js. Texts are UTF-8 with their
/// length in bytes; no 64-bit integer crosses.
extern "C" {
void pimlab_js_mirror(const char* text, int length, unsigned focused, int moved_focus);
void pimlab_js_announce(const char* text, int length, int assertive);
void pimlab_js_cursor(int cursor);
void pimlab_js_copy(const char* text, int length);
void pimlab_js_hash(const char* text, int length);
void pimlab_js_open(const char* text, int length);
void pimlab_js_download(const char* name, int name_length, const char* bytes, int length);
void pimlab_js_choose_file(int request);
void pimlab_js_file(char* bytes);
void pimlab_js_started();
void pimlab_js_random(unsigned char* bytes, int length);
void pimlab_js_wake(double seconds);
void pimlab_js_setting(const char* name, int name_length, const char* value, int length);
void pimlab_js_failed(const char* text, int length);
int pimlab_js_font_size(int index);
void pimlab_js_font(int index, unsigned char* bytes);
double pimlab_js_wall_clock();
int pimlab_js_hash_length();
void pimlab_js_read_hash(char* text);
}
