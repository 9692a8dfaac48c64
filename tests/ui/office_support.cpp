#include "ui/office_support.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <string>

#include "core/advance.hpp"
#include "core/apply.hpp"

namespace pim::tests {
namespace {

std::vector<RoleDefinition> catalogue() {
    std::ifstream file(PIMLAB_SOURCE_DIR "/assets/roles.tsv");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return parse_role_catalogue(text).value();
}

User person(std::string name, std::string address, UserType type = UserType::member) {
    User user;
    user.display_name = std::move(name);
    user.user_principal_name = std::move(address);
    user.type = type;
    user.mfa_done = true;
    return user;
}

}  // namespace

Office::Office() {
    must(CreateTenant{{1, 1}, "Harbour Office", catalogue()});
    admin = must(SaveUser{person("Gil Admin", "gil@harbour.example")});
    ada = must(SaveUser{person("Ada Fenn", "ada@harbour.example")});
    ben = must(SaveUser{person("Ben Ortiz", "ben@harbour.example")});
    guest = must(SaveUser{person("Cleo Visitor", "cleo@elsewhere.example", UserType::guest)});
    Group group;
    group.display_name = "Night watch";
    group.role_assignable = true;
    team = must(SaveGroup{group});
    group.display_name = "Everyone";
    group.role_assignable = false;
    everyone = must(SaveGroup{group});
    must(AddMember{team, ben});
    unit = must(SaveAdministrativeUnit{{{}, "North pier", "", {}}});
    application = must(SaveApplication{{{}, "Tide table", {}}});
    service = must(SaveServicePrincipal{{{}, "Lock keeper", {}}});
    must(AssignOutside{admin, role::global_administrator, {}});
    wait(ticks_per_hour);
}

Decision Office::submit(const Command& command, const Guid& caller) {
    Context context;
    context.caller = caller;
    context.now = now;
    context.command = {7, ++commands_};
    Decision decision = decide(tenant, command, context);
    if (decision) {
        for (const Event& event : decision->events) apply(tenant, event);
    }
    return decision;
}

Guid Office::must(const Command& command, const Guid& caller) {
    const Decision decision = submit(command, caller);
    std::string why;
    if (!decision) {
        for (const Reason& reason : decision.error().reasons) why += describe(reason) + "; ";
    }
    BOOST_REQUIRE_MESSAGE(decision.has_value(), why);
    return decision->subject;
}

void Office::wait(std::int64_t ticks) {
    now = shift(now, ticks);
    advance(tenant, now, [](const Event&) {});
}

std::optional<Refusal> Office::refusal(const Command& command) const {
    Context context;
    context.caller = admin;
    context.now = now;
    return refusal_of(tenant, command, context);
}

}  // namespace pim::tests
