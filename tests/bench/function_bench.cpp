// Goal: what the functions behind a request cost, each alone, on tenants of 1,000 to 1,000,000
// schedules. Method: Google Benchmark; build/native/pimlab_function_bench --help lists its options.
#include <benchmark/benchmark.h>

#include <memory>

#include "bench/bench_tenant.hpp"
#include "core/apply.hpp"
#include "core/decide.hpp"
#include "core/text.hpp"
#include "graph/filter.hpp"
#include "graph/handle.hpp"
#include "graph/json_value.hpp"
#include "graph/schedule.hpp"
#include "graph/url.hpp"
#include "sandbox/memory_store.hpp"
#include "storage/event_codec.hpp"

namespace {

using namespace pim;

Guid next_id() {
    static std::uint64_t next = 0;
    return {9, ++next};
}

/// A sandbox of a size; the last one is kept, since a large one takes seconds to make.
sandbox::Sandbox& sandbox_of(std::int64_t schedules) {
    static std::unique_ptr<sandbox::Sandbox> kept;
    static std::int64_t size = 0;
    if (size == schedules) return *kept;
    kept.reset();
    size = schedules;
    sandbox::Session session;
    session.now = bench::begin;
    kept = std::make_unique<sandbox::Sandbox>(bench::make_tenant(schedules), session,
                                              std::make_unique<sandbox::MemoryStore>(), next_id);
    return *kept;
}

RequestSchedule assignment(std::int64_t person) {
    RequestSchedule command;
    command.principal = bench::person(person);
    command.role = bench::free_role;
    command.schedule.expiration.type = ExpirationType::after_duration;
    command.schedule.expiration.duration = days(30);
    command.justification = "bench";
    return command;
}

Context as_owner() {
    Context context;
    context.now = bench::begin;
    context.command = next_id();
    return context;
}

std::string body_of(std::int64_t person) {
    return cat(R"({"action":"adminAssign","justification":"bench","principalId":")",
               to_text(bench::person(person)), R"(","roleDefinitionId":")",
               to_text(bench::free_role),
               R"(","directoryScopeId":"/","scheduleInfo":{"expiration":{"type":"afterDuration",)"
               R"("duration":"P30D"}}})");
}

constexpr std::string_view directory = "/v1.0/roleManagement/directory/";

graph::Request request_of(std::string method, std::string url, std::string body = {}) {
    graph::Request request;
    request.method = std::move(method);
    request.url = std::move(url);
    request.body = std::move(body);
    request.caller = bench::administrator;
    return request;
}

/// Answers one request over and over; another status than the expected one is an error.
void answer(benchmark::State& state, const graph::Request& request, int status) {
    sandbox::Sandbox& sandbox = sandbox_of(state.range(0));
    for (auto _ : state) {
        const graph::Response response = graph::handle(sandbox, request);
        if (response.status != status) state.SkipWithError(response.body.c_str());
        benchmark::DoNotOptimize(response.body.data());
    }
}

/// Decides and applies: the eligible people activate one after the other, and deactivate in the
/// next round, ten minutes later.
void activation(benchmark::State& state) {
    Tenant tenant = bench::make_tenant(state.range(0));
    const std::int64_t people = state.range(0) / bench::few_schedules / 2;
    RequestSchedule command;
    command.kind = AssignmentKind::active;
    command.justification = "bench";
    command.schedule.expiration = {ExpirationType::after_duration, {}, hours(1)};
    Context context = as_owner();
    context.mfa_done = true;
    std::int64_t count = 0;
    for (auto _ : state) {
        const std::int64_t round = count / people;
        const Guid person = bench::person(count++ % people);
        const Slot first = *slots_of(tenant.schedules_by_principal, person).begin();
        command.principal = context.caller = person;
        command.role = tenant.schedules.at(first).role;
        command.action = round % 2 == 0 ? Action::self_activate : Action::self_deactivate;
        context.command = next_id();
        context.now = shift(bench::begin, round * 10 * ticks_per_minute);
        const Decision decision = decide(tenant, command, context);
        if (!decision) return state.SkipWithError(describe(decision.error().reasons[0]).c_str());
        for (const Event& event : decision->events) apply(tenant, event);
    }
}
BENCHMARK(activation)->Arg(1'000)->Arg(1'000'000);

void decide_assignment(benchmark::State& state) {
    const Tenant& tenant = sandbox_of(state.range(0)).tenant();
    for (auto _ : state) {
        const Decision decision = decide(tenant, assignment(0), as_owner());
        if (!decision) state.SkipWithError("refused");
    }
}
BENCHMARK(decide_assignment)->Arg(1'000)->Arg(1'000'000);

void encode_decision(benchmark::State& state) {
    const Decision decision = decide(sandbox_of(1'000).tenant(), assignment(0), as_owner());
    for (auto _ : state) benchmark::DoNotOptimize(storage::encode_events(decision->events));
}
BENCHMARK(encode_decision);

void get_by_principal(benchmark::State& state, std::int64_t person) {
    const graph::Request request =
        request_of("GET", cat(directory, "roleEligibilitySchedules?$filter=principalId%20eq%20'",
                              to_text(bench::person(person)), "'"));
    answer(state, request, 200);
}
BENCHMARK_CAPTURE(get_by_principal, few, bench::many_people)
    ->Arg(1'000)
    ->Arg(100'000)
    ->Arg(1'000'000);
BENCHMARK_CAPTURE(get_by_principal, many, 0)->Arg(1'000)->Arg(100'000)->Arg(1'000'000);

void validate_assignment(benchmark::State& state) {
    std::string body = body_of(0);
    body.insert(1, R"("isValidationOnly":true,)");
    const graph::Request request =
        request_of("POST", cat(directory, "roleEligibilityScheduleRequests"), body);
    answer(state, request, 201);
}
BENCHMARK(validate_assignment)->Arg(1'000)->Arg(1'000'000);

void read_body(benchmark::State& state) {
    const std::string body = body_of(0);
    for (auto _ : state) benchmark::DoNotOptimize(graph::parse_body(body));
}
BENCHMARK(read_body);

void read_url(benchmark::State& state) {
    const std::string url =
        cat(directory, "roleEligibilitySchedules?$filter=principalId%20eq%20'",
            to_text(bench::person(0)), "'%20and%20status%20ne%20'Revoked'&$expand=principal");
    for (auto _ : state) benchmark::DoNotOptimize(graph::parse_url(url));
}
BENCHMARK(read_url);

void parse_filter(benchmark::State& state) {
    const std::string filter =
        cat("principalId eq '", to_text(bench::person(0)),
            "' and (status ne 'Revoked' or startswith(principal/displayName,'p')) and "
            "createdDateTime ge 2026-01-01T00:00:00Z");
    for (auto _ : state) {
        const auto parsed = graph::parse_filter(
            filter, graph::schedule_type(AssignmentKind::eligible), graph::Version::v1);
        if (!parsed) state.SkipWithError(parsed.error().message.c_str());
    }
}
BENCHMARK(parse_filter);

}  // namespace

BENCHMARK_MAIN();
