// What C++ calls (src/browser/calls.hpp): one line each into web/host.js. Emscripten 3.1.6 minifies
// this file with an old parser: plain ES5 only.
mergeInto(LibraryManager.library, {
  pimlab_js_mirror: function (text, length, focused, moved) { window.pimlabHost.mirror(UTF8ToString(text, length), focused >>> 0, moved); },
  pimlab_js_announce: function (text, length, assertive) { window.pimlabHost.announce(UTF8ToString(text, length), assertive); },
  pimlab_js_cursor: function (cursor) { window.pimlabHost.cursor(cursor); },
  pimlab_js_copy: function (text, length) { window.pimlabHost.copy(UTF8ToString(text, length)); },
  pimlab_js_hash: function (text, length) { window.pimlabHost.hash(UTF8ToString(text, length)); },
  pimlab_js_open: function (text, length) { window.pimlabHost.open(UTF8ToString(text, length)); },
  pimlab_js_download: function (name, nameLength, bytes, length) { window.pimlabHost.download(UTF8ToString(name, nameLength), HEAPU8.slice(bytes, bytes + length)); },
  pimlab_js_choose_file: function (request) { window.pimlabHost.chooseFile(request); },
  pimlab_js_file: function (bytes) { HEAPU8.set(window.pimlabHost.file, bytes); },
  pimlab_js_started: function () { window.pimlabHost.started(); },
  pimlab_js_random: function (bytes, length) { HEAPU8.set(crypto.getRandomValues(new Uint8Array(length)), bytes); },
  pimlab_js_wake: function (seconds) { window.pimlabHost.wake(seconds); },
  pimlab_js_setting: function (name, nameLength, value, length) { window.pimlabHost.setting(UTF8ToString(name, nameLength), UTF8ToString(value, length)); },
  pimlab_js_failed: function (text, length) { window.pimlabHost.failed(UTF8ToString(text, length)); },
  pimlab_js_font_size: function (index) { return window.pimlabHost.fonts[index].length; },
  pimlab_js_font: function (index, bytes) { HEAPU8.set(window.pimlabHost.fonts[index], bytes); },
  pimlab_js_wall_clock: function () { return Date.now(); },
  pimlab_js_hash_length: function () { return lengthBytesUTF8(window.location.hash); },
  pimlab_js_read_hash: function (text) { HEAPU8.set(new TextEncoder().encode(window.location.hash), text); },
});
