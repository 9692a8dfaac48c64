#include "sandbox/clock_keeper.hpp"

#include <utility>

#include "core/text.hpp"
#include "sandbox/sandbox.hpp"

namespace pim::sandbox {

ClockKeeper::ClockKeeper(Keep keep) : keep_(std::move(keep)) {}

void ClockKeeper::follow(const Sandbox& sandbox, std::int64_t elapsed_ticks) {
    if (!sandbox.writable()) return;
    since_ticks_ += elapsed_ticks;
    const bool another = !(tenant_ == sandbox.tenant().id) || sandbox.now() < kept_;
    const bool due = since_ticks_ >= clock_kept_every_ticks && kept_ < sandbox.now();
    if (another || due) keep(sandbox);
}

void ClockKeeper::keep(const Sandbox& sandbox) {
    if (!sandbox.writable()) return;
    tenant_ = sandbox.tenant().id;
    kept_ = sandbox.now();
    since_ticks_ = 0;
    keep_(cat(to_text(tenant_), ' ', to_text(kept_)));
}

bool go_on_from(Sandbox& sandbox, std::string_view mark) {
    const std::string tenant = to_text(sandbox.tenant().id);
    if (mark.substr(0, tenant.size()) != tenant || mark.size() <= tenant.size()) return false;
    const auto to = parse_instant(mark.substr(tenant.size() + 1));
    return to && sandbox.now() < *to && sandbox.jump(*to).has_value();
}

}  // namespace pim::sandbox
