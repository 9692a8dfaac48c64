// Goal: the figures of the core alone, without journal or page: commands a second, and the year
// of `advance` over 100,000 assignments whose ends are spread over it.
// Method: a tenant made by events, timed by the steady clock, printed as text.

#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>

#include "core/advance.hpp"
#include "core/apply.hpp"
#include "core/decide.hpp"

namespace {

using namespace pim;

constexpr Guid tenant_id{1, 1};
constexpr Guid administrator{2, 1};
constexpr Guid role_id{3, 1};
constexpr std::int64_t assignments = 100'000;
const Instant start = *parse_instant("2026-01-01T00:00:00Z");

/// Runs commands as the owner and the clock of one tenant.
class Bench {
public:
    Bench() {
        RoleDefinition administrators{role::global_administrator,
                                      "Global Administrator",
                                      "",
                                      true,
                                      true,
                                      true,
                                      false,
                                      false,
                                      false,
                                      {}};
        RoleDefinition role = administrators;
        role.id = role_id;
        role.display_name = "Bench Role";
        run(CreateTenant{tenant_id, "Bench", {administrators, role}});
        run(SaveUser{user(administrator)});
        RequestSchedule permanent = assignment(administrator, ExpirationType::no_expiration);
        permanent.kind = AssignmentKind::active;
        permanent.role = role::global_administrator;
        run(permanent);
    }

    static User user(const Guid& id) {
        User user;
        user.id = id;
        user.display_name = "Person";
        user.user_principal_name = to_text(id) + "@bench.example";
        return user;
    }

    static RequestSchedule assignment(const Guid& principal, ExpirationType type) {
        RequestSchedule command;
        command.principal = principal;
        command.role = role_id;
        command.schedule.expiration.type = type;
        command.justification = "bench";
        return command;
    }

    void run(const Command& command) {
        Context context;
        context.now = start;
        context.command = Guid{4, ++commands_};
        const Decision decision = decide(tenant, command, context);
        if (!decision) {
            std::printf("refused: %s\n", describe(decision.error().reasons.front()).c_str());
            std::exit(1);
        }
        for (const Event& event : decision->events) apply(tenant, event);
    }

    Tenant tenant;

private:
    std::uint64_t commands_ = 0;
};

double seconds_since(std::chrono::steady_clock::time_point from) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
}

}  // namespace

int main() {
    Bench bench;
    for (std::int64_t i = 0; i < assignments; ++i) {
        bench.run(SaveUser{Bench::user(Guid{5, static_cast<std::uint64_t>(i) + 1})});
    }
    const std::int64_t year = 365 * ticks_per_day;
    auto from = std::chrono::steady_clock::now();
    for (std::int64_t i = 0; i < assignments; ++i) {
        RequestSchedule command = Bench::assignment(Guid{5, static_cast<std::uint64_t>(i) + 1},
                                                    ExpirationType::after_date_time);
        command.schedule.expiration.end =
            shift(start, (i + 1) * (year / assignments) + ticks_per_hour);
        bench.run(command);
    }
    const double made = seconds_since(from);
    std::printf("assign: %lld commands in %.3f s, %.0f commands/s\n",
                static_cast<long long>(assignments), made, assignments / made);

    from = std::chrono::steady_clock::now();
    const std::clock_t clock_from = std::clock();
    const std::size_t events = advance(bench.tenant, shift(start, year), nullptr);
    const double advanced = seconds_since(from);
    const double processor = static_cast<double>(std::clock() - clock_from) / CLOCKS_PER_SEC;
    std::printf(
        "advance: a year over %lld assignments, %zu events in %.3f s "
        "(%.3f s of processor), %.0f events/s\n",
        static_cast<long long>(assignments), events, advanced, processor,
        static_cast<double>(events) / advanced);
}
