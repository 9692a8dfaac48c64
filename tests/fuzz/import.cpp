// Goal: an exported sandbox is imported whole, or refused and nothing is changed.
// Method: an input that begins as a file does is read as it is; any other is the lines behind the
// first, and gets a first line with the right count and checksum. What was imported must export to
// the same, survive a commit, be readable through Graph, and go on living.
#include <algorithm>

#include "core/fingerprint.hpp"
#include "fuzz/sample.hpp"
#include "fuzz/target.hpp"
#include "graph/handle.hpp"
#include "storage/checksum.hpp"
#include "storage/export_file.hpp"
#include "storage/journal_store.hpp"
#include "storage/memory_files.hpp"

namespace pim::fuzz {

namespace {

constexpr std::string_view file_begin = "{\"format\"";
constexpr std::int64_t life_ticks = 20 * ticks_per_day;

std::string file_of(std::string_view input) {
    if (input.substr(0, file_begin.size()) == file_begin) return std::string(input);
    const auto lines = std::count(input.begin(), input.end(), '\n');
    std::array<char, 9> sum{};
    std::snprintf(sum.data(), sum.size(), "%x", storage::crc32c(input));
    return cat(R"({"format":"pimlab sandbox","version":1,"rows":)", sample_version,
               R"(,"session":1)", R"(,"lines":)", lines, R"(,"checksum":")", sum.data(),
               "\",\"body\":[\n", input, "]}\n");
}

/// Some user of the tenant who may ask Graph; null where there is none.
Guid somebody(const Tenant& tenant) {
    Guid found;
    tenant.users.each([&](const User& user) {
        if (found.is_null()) found = user.id;
    });
    return found;
}

void read_through_graph(sandbox::Sandbox& sandbox) {
    for (const char* path :
         {"/v1.0/users", "/v1.0/groups?$expand=members",
          "/beta/roleManagement/directory/roleDefinitions",
          "/v1.0/roleManagement/directory/roleAssignmentScheduleRequests?$expand=*",
          "/v1.0/roleManagement/directory/roleEligibilityScheduleInstances?$expand=principal",
          "/v1.0/roleManagement/directory/roleAssignmentSchedules",
          "/beta/roleManagement/directory/roleAssignmentApprovals",
          "/v1.0/policies/roleManagementPolicies?$filter=scopeId eq '/' and scopeType eq "
          "'DirectoryRole'&$expand=rules",
          "/v1.0/auditLogs/directoryAudits",
          "/beta/identityGovernance/roleManagementAlerts/alerts"}) {
        graph::Request request;
        request.method = "GET";
        request.url = path;
        request.caller = somebody(sandbox.tenant());
        check_answer(graph::handle(sandbox, request));
    }
}

/// Puts a state into a store as the lab API does, and lives on with it.
void live_on(sandbox::State state) {
    const auto files = std::make_shared<storage::MemoryFiles>();
    auto opened = storage::JournalStore::open(files, "fuzz", storage::Access::writer);
    require(opened.has_value(), "an empty folder opens");
    std::uint64_t id = 0;
    sandbox::Sandbox sandbox(Tenant{}, {}, std::move(opened->store), [&] { return Guid{1, ++id}; });
    sandbox.replace(std::move(state.tenant), std::move(state.session));
    sandbox.commit();
    read_through_graph(sandbox);
    const Instant now = sandbox.now();
    if (instant_max.ticks - now.ticks > life_ticks) {
        require(sandbox.jump(shift(now, life_ticks)).has_value(), "time can go on");
    }
    read_through_graph(sandbox);
    sandbox.commit();
    const auto kept = storage::JournalStore::open(
        std::make_shared<storage::MemoryFiles>(files->durable()), "fuzz", storage::Access::writer);
    require(kept.has_value(), "what was kept opens", kept ? std::string() : kept.error().what);
    require(fingerprint(kept->state.tenant) == fingerprint(sandbox.tenant()),
            "what was kept is what was there");
}

}  // namespace

void run(std::string_view input) {
    auto state = storage::import_text(file_of(input));
    if (!state) {
        require(!state.error().what.empty() && !state.error().help.empty(),
                "a refusal says why, and the way out");
        return;
    }
    const std::string text = storage::export_text(state->tenant, state->session);
    const auto again = storage::import_text(text);
    require(again.has_value(), "an export can be imported", again ? text : again.error().what);
    require(fingerprint(again->tenant) == fingerprint(state->tenant),
            "an export holds all that was imported", text);
    live_on(std::move(*state));
}

}  // namespace pim::fuzz

PIM_FUZZ_TARGET
