// What the program calls to reach storage_mount.js. One-line calls in old JavaScript only:
// Emscripten 3.1.6 rewrites library code with a parser that knows no newer one.
mergeInto(LibraryManager.library, {
  pimlab_storage_open__deps: ['$FS', '$MEMFS'],
  pimlab_storage_open: function (sandbox) { globalThis.pimlabStorage.open(UTF8ToString(sandbox), FS, MEMFS, Module); },
  pimlab_storage_commit: function (number) { globalThis.pimlabStorage.commit(number); },
  pimlab_storage_writes: function () { return globalThis.pimlabStorage.writes() ? 1 : 0; },
  pimlab_storage_text: function (which, target, capacity) { return globalThis.pimlabStorage.text(which, HEAPU8, target, capacity); }
});
