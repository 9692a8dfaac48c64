// A page without a portal: one sandbox over the browser's storage, reached from JavaScript. The
// tests of storage load it, because it starts in a moment and fifty kills of the browser need that.
#include <emscripten/emscripten.h>

#include <algorithm>
#include <memory>
#include <string>

#include "browser/storage_mount.hpp"
#include "core/fingerprint.hpp"
#include "sandbox/sandbox.hpp"
#include "storage/journal_store.hpp"

namespace {

using namespace pim;

struct Probe {
    std::shared_ptr<browser::StorageMount> mount;
    std::unique_ptr<sandbox::Sandbox> sandbox;
    std::uint64_t ids = 0;
    int confirmed = 0;
    int failed = 0;
    int damages = 0;
    std::string problem;
};
Probe probe;

/// Ids of this run: the random part keeps them apart from those of the runs before.
Guid next_id() {
    static const auto run = static_cast<std::uint64_t>(emscripten_random() * 1e9F);
    return {run << 16U | 0x4000U, 0x8000'0000'0000'0000ULL + ++probe.ids};
}

Outcome<storage::Opened> open_store() {
    auto opened = storage::JournalStore::open(probe.mount, "probe", probe.mount->access());
    if (!opened) {
        probe.problem = opened.error().what;
    } else {
        probe.damages = static_cast<int>(opened->recovery.damages.size());
    }
    return opened;
}

void open_sandbox() {
    auto opened = open_store();
    if (!opened) return;
    probe.sandbox = std::make_unique<sandbox::Sandbox>(std::move(opened->state.tenant),
                                                       std::move(opened->state.session),
                                                       std::move(opened->store), next_id);
}

const char* kept(std::string text) {
    static std::string last;
    last = std::move(text);
    return last.c_str();
}

bool submit(const Command& command) {
    sandbox::Submission submission;
    submission.confirmed = [](const std::optional<Error>& error) {
        if (error) probe.problem = error->what;
        ++(error ? probe.failed : probe.confirmed);
    };
    return probe.sandbox->submit(command, std::move(submission)).has_value();
}

}  // namespace

extern "C" {

/// Adds `count` users, a command each, and starts a commit; false where that is refused.
EMSCRIPTEN_KEEPALIVE int probe_add(int count) {
    bool accepted = true;
    if (probe.sandbox->tenant().id.is_null()) {
        accepted = submit(CreateTenant{{1, 1}, "Probe", {}});
    }
    for (int n = 0; n < count && accepted; ++n) {
        User user;
        user.display_name = "Probe";
        user.user_principal_name = to_text(next_id()) + "@demo.example";
        accepted = submit(SaveUser{user});
    }
    probe.sandbox->commit();
    return accepted ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE int probe_users() {
    return static_cast<int>(probe.sandbox->tenant().users.size());
}
EMSCRIPTEN_KEEPALIVE int probe_confirmed() {
    return probe.confirmed;
}
EMSCRIPTEN_KEEPALIVE int probe_failed() {
    return probe.failed;
}
EMSCRIPTEN_KEEPALIVE int probe_damages() {
    return probe.damages;
}
EMSCRIPTEN_KEEPALIVE int probe_idle() {
    // A snapshot waits for a rest.
    probe.sandbox->pump(0);
    probe.sandbox->pump(pim::ticks_per_second / 10);
    int slices = 0;
    for (; slices < 1000; ++slices) {
        probe.sandbox->pump(0);
        if (!probe.sandbox->ticks_until_due()) break;
    }
    return slices;
}
EMSCRIPTEN_KEEPALIVE void probe_try_again() {
    probe.sandbox->try_again();
}
EMSCRIPTEN_KEEPALIVE int probe_state() {
    return probe.sandbox ? static_cast<int>(probe.sandbox->save_state()) : -1;
}
EMSCRIPTEN_KEEPALIVE const char* probe_problem() {
    return kept(probe.problem);
}
EMSCRIPTEN_KEEPALIVE const char* probe_digest() {
    return kept(to_hex(fingerprint(probe.sandbox->tenant())));
}
}

int main() {
    browser::StorageMount::open("probe", [](Outcome<std::shared_ptr<browser::StorageMount>> mount) {
        if (!mount) {
            probe.problem = mount.error().what;
            return;
        }
        probe.mount = *mount;
        probe.mount->on_changed = [] {
            const auto refreshed = probe.sandbox->refresh();
            if (!refreshed) probe.problem = refreshed.error().what;
        };
        probe.mount->on_may_write = [] {
            auto opened = open_store();
            if (opened) {
                probe.sandbox->reopen(std::move(opened->state), std::move(opened->store));
            }
        };
        probe.mount->on_closed = [](const Error& error) { probe.problem = error.what; };
        open_sandbox();
    });
    return 0;
}
