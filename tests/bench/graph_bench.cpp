// Goal: what the Graph layer costs beside the core: POSTs and filtered GETs a second through
// handle(), over a store that forgets.
// Method: distinct valid requests on one tenant, timed by the steady clock, printed as text.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "core/text.hpp"
#include "graph/handle.hpp"

namespace {

using namespace pim;

constexpr int posts = 20'000;
constexpr Guid administrator{2, 1};

class ForgetfulStore : public sandbox::Store {
public:
    void append(const Events&) override {}
    void save_session(const sandbox::Session&) override {}
    void replace(const Tenant&, const sandbox::Session&) override {}
    void commit(std::function<void(std::optional<Error>)> done) override { done(std::nullopt); }
    bool idle(const Tenant&) override { return false; }
    Outcome<sandbox::State> reload() override { return failure("nothing was kept"); }
    bool writable() const override { return true; }
};

Guid holder(int number) {
    return {3, static_cast<std::uint64_t>(number) + 1};
}

void must(sandbox::Sandbox& sandbox, const Command& command) {
    const Decision decision = sandbox.submit(command, {});
    if (decision) return;
    std::fprintf(stderr, "set-up refused: %s\n", service_message(decision.error()).c_str());
    std::exit(1);
}

/// A tenant with an administrator and a user for each POST.
void fill(sandbox::Sandbox& sandbox) {
    CreateTenant create;
    create.id = {1, 1};
    create.display_name = "Bench";
    RoleDefinition role;
    role.id = role::global_administrator;
    role.display_name = "Global Administrator";
    create.roles = {role};
    must(sandbox, create);
    User user;
    user.id = administrator;
    user.display_name = "Somebody";
    user.user_principal_name = "administrator@bench.example";
    must(sandbox, SaveUser{user});
    RequestSchedule assign;
    assign.kind = AssignmentKind::active;
    assign.principal = administrator;
    assign.role = role.id;
    assign.schedule.expiration.type = ExpirationType::no_expiration;
    assign.justification = "set-up";
    must(sandbox, assign);
    for (int i = 0; i < posts; ++i) {
        user.id = holder(i);
        user.user_principal_name = cat("user", i, "@bench.example");
        must(sandbox, SaveUser{user});
    }
}

template <class Make>
void measure(sandbox::Sandbox& sandbox, const char* what, int status, Make make) {
    std::vector<graph::Request> requests;
    for (int i = 0; i < posts; ++i) requests.push_back(make(i));
    const auto begin = std::chrono::steady_clock::now();
    int good = 0;
    for (const graph::Request& request : requests) {
        if (graph::handle(sandbox, request).status == status) ++good;
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    std::printf("%s: %.0f a second, %d of %d answered %d\n", what, posts / taken.count(), good,
                posts, status);
}

}  // namespace

int main() {
    std::uint64_t next = 0;
    sandbox::Session session;
    session.now = *parse_instant("2026-01-01T00:00:00Z");
    sandbox::Sandbox sandbox(Tenant{}, session, std::make_unique<ForgetfulStore>(), [&next] {
        return Guid{9, ++next};
    });
    fill(sandbox);
    const std::string url = "/v1.0/roleManagement/directory/roleEligibilityScheduleRequests";
    measure(sandbox, "POST", 201, [&](int i) {
        graph::Request request;
        request.method = "POST";
        request.url = url;
        request.caller = administrator;
        request.body = cat(
            R"({"action":"adminAssign","justification":"bench","principalId":")",
            to_text(holder(i)), R"(","roleDefinitionId":")", to_text(role::global_administrator),
            R"(","directoryScopeId":"/","scheduleInfo":{"expiration":{"type":"afterDuration",)"
            R"("duration":"P30D"}}})");
        return request;
    });
    measure(sandbox, "GET by principalId", 200, [&](int i) {
        graph::Request request;
        request.method = "GET";
        request.url = cat(url, "?$filter=principalId%20eq%20'", to_text(holder(i)), "'");
        request.caller = administrator;
        return request;
    });
}
