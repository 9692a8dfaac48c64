#include "app/prepared.hpp"

#include <algorithm>

#include "core/access.hpp"
#include "core/text.hpp"
#include "lab/lesson.hpp"
#include "lab/sample.hpp"

namespace pim::app {

Guid first_persona(const Tenant& tenant) {
    for (const Recipient& holder :
         active_holders(tenant, role::global_administrator, Because::global_administrator)) {
        return holder.principal;
    }
    return {};
}

Outcome<sandbox::Session> prepare(std::string_view scenario, Instant now, Tenant& tenant) {
    const std::size_t slash = std::min(scenario.find('/'), scenario.size());
    const std::string_view id = scenario.substr(0, slash);
    std::size_t phase = 0;
    for (const char digit : scenario.substr(std::min(slash + 1, scenario.size()))) {
        if (digit < '0' || digit > '9') break;
        phase = phase * 10 + static_cast<std::size_t>(digit - '0');
    }
    sandbox::Session session;
    session.speed = 1;
    Outcome<lab::Played> played = failure("");
    if (const lab::Lesson* lesson = lab::find_lesson(id)) {
        phase = std::min(phase, lesson->phases.size() - 1);
        played = lab::prepare(*lesson, phase, now);
        if (!played) return tl::unexpected<Error>(played.error());
        session.progress = to_text(lab::begin(*lesson, played->tenant, phase));
        const lab::Step& first = lesson->phases[phase].steps.front();
        session.persona = lab::persona(played->tenant, first.persona);
        session.page = first.page;
    } else if (const lab::Sample* sample = lab::find_sample(id)) {
        played = lab::open_sample(*sample, now);
        if (!played) return tl::unexpected<Error>(played.error());
        session.page = "#/my-roles/eligible";
    } else {
        return failure(cat("there is no prepared sandbox `", scenario, "`"),
                       "choose one on the welcome page");
    }
    session.now = played->now;
    tenant = std::move(played->tenant);
    if (session.persona.is_null()) session.persona = first_persona(tenant);
    return session;
}

}  // namespace pim::app
