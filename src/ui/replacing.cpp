#include <memory>
#include <utility>

#include "core/text.hpp"
#include "ui/pages/confirm.hpp"
#include "ui/portal.hpp"

// How another sandbox takes the place of this one.
namespace pim::ui {
namespace {

/// What the window keeps the number of events under that a sandbox began with.
constexpr std::string_view begun_with = "begun";

}  // namespace

void Portal::start(std::string scenario) {
    if (!services_.start) return;
    later([this, scenario = std::move(scenario)] {
        replace_asking([this, scenario](auto done) { services_.start(scenario, std::move(done)); },
                       "");
    });
}

void Portal::import(std::string bytes) {
    if (!services_.import_sandbox) return;
    replace_asking([this, bytes = std::move(bytes)](
                       auto done) { services_.import_sandbox(bytes, std::move(done)); },
                   "The sandbox was imported");
}

void Portal::adopt(Tenant mirror, sandbox::Session session) {
    replace(
        [&](std::function<void(std::optional<Error>)> done) {
            sandbox_.replace(std::move(mirror), std::move(session), std::move(done));
        },
        "The mirror is complete");
}

void Portal::begun() {
    if (services_.keep) services_.keep(begun_with, cat(sandbox_.tenant().sequence));
}

void Portal::replace_asking(Replacement begin, std::string success) {
    if (services_.kept && services_.kept(begun_with) == cat(sandbox_.tenant().sequence)) {
        replace(begin, success);
        return;
    }
    // An address that asks for it is not that of a page: a reload must not ask again.
    if (services_.show_hash) services_.show_hash(hash());
    context(sides[0]).open_panel(std::make_unique<ReplacePanel>(
        [this, begin = std::move(begin), success = std::move(success)] {
            replace(begin, success);
        }));
}

/// The session of the new sandbox is followed at once, before this one's page is written into it;
/// what became of the commit is told when it is known.
void Portal::replace(const Replacement& begin, const std::string& success) {
    enum class Stage { beginning, refused, taken };
    const auto stage = std::make_shared<Stage>(Stage::beginning);
    begin([this, stage, success](const std::optional<Error>& error) {
        if (error && *stage == Stage::beginning) *stage = Stage::refused;
        // The sandbox of before is back, and so are its personas and pages.
        if (error && *stage == Stage::taken) restored();
        if (!error && success.empty()) return;
        kit::Toast toast;
        toast.tone = error ? kit::Tone::danger : kit::Tone::success;
        toast.title = error ? error->what : success;
        if (error) toast.detail = error->help;
        notify(std::move(toast), sides[0].persona);
    });
    if (*stage == Stage::refused) {
        if (services_.show_hash) services_.show_hash(hash());
        return;
    }
    *stage = Stage::taken;
    restored();
    begun();
}

}  // namespace pim::ui
