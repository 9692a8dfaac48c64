#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "graph/handle.hpp"
#include "graph/json_value.hpp"
#include "sandbox/sandbox.hpp"

namespace pim::graph::test {

/// A store that forgets everything and calls it durable, at once or when told.
class TestStore : public sandbox::Store {
public:
    void append(const Events&) override {}
    void save_session(const sandbox::Session&) override {}
    void replace(const Tenant&, const sandbox::Session&) override {}
    void commit(std::function<void(std::optional<Error>)> done) override;
    bool idle(const Tenant&, bool) override { return false; }
    Outcome<sandbox::State> reload() override { return failure("nothing was kept"); }
    bool writable() const override { return true; }

    bool at_once = true;
    std::optional<Error> next_error;
    std::function<void(std::optional<Error>)> held;  ///< a commit that waits
};

/// A tenant with everything that the seeds' requests name, and somebody for each right.
class Lab {
public:
    Lab();

    /// Sends a request as a principal whose sign-in has passed MFA.
    Response send(std::string_view method, std::string_view url, std::string_view body = {});
    Response get(std::string_view path);
    /// What a GET answers at a place.
    std::string shown(std::string_view url, std::string_view path);
    /// Does a command as the owner of the sandbox or a principal; it must be accepted.
    Guid must(const Command& command, const Guid& caller = {});
    Decision submit(const Command& command, const Guid& caller);
    void wait(std::int64_t ticks);

    const Tenant& tenant() const { return sandbox->tenant(); }

    TestStore* store = nullptr;  ///< the sandbox's own
    std::unique_ptr<sandbox::Sandbox> sandbox;
    Guid caller;
    SignInState signed_in{true, std::nullopt};

    Guid admin = id("3fbd929d-8c56-4462-851e-0eb9a7b3a2a5");   ///< Global Administrator
    Guid second = id("5d851eeb-b593-4d43-a78d-c8bd2f5144d2");  ///< Privileged Role Administrator
    Guid holder = id("071cc716-8147-4397-a5ba-b2105951cc0b");  ///< nothing at first
    Guid asker = id("d96ea738-3b95-4ae7-9e19-78a083066d5b");   ///< eligible for Directory Readers
    Guid reader = id("aaaaaaaa-bbbb-cccc-1111-222222222222");  ///< Global Reader
    Guid group;                                                ///< role-assignable, holder in it
    Guid plain_group;
    Guid unit;
    Guid service;      ///< a service principal
    Guid application;  ///< an application registration

    Guid global_reader = id("f2ef992c-3afb-46b9-b7cf-a126ee74c451");
    Guid mail_role = id("31392ffb-586c-42d1-9346-e59415a2cc4e");
    Guid directory_readers = id("88d8e3e3-8f55-4a1e-953a-9b9898b8876b");
    Guid user_administrator = id("fe930be7-5e62-47db-91af-98c3a49a38b1");

    static Guid id(std::string_view text) { return *parse_guid(text); }

private:
    std::uint64_t next_ = 0;
};

constexpr std::string_view assignment_requests =
    "/v1.0/roleManagement/directory/roleAssignmentScheduleRequests";
constexpr std::string_view eligibility_requests =
    "/v1.0/roleManagement/directory/roleEligibilityScheduleRequests";
constexpr std::string_view approvals = "/beta/roleManagement/directory/roleAssignmentApprovals";

/// What lists of policies and alerts must be asked with.
constexpr std::string_view of_directory_roles =
    "?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'";

/// The body as a tree; fails the test where it is no JSON object.
JsonValue tree_of(const Response& response);

/// The text of a member, by path `scheduleInfo.expiration.type` or `value.0.id`; `null`, `true`
/// and digits as in JSON; `(none)` where it is missing.
std::string at(const JsonValue& value, std::string_view path);
std::string at(const Response& response, std::string_view path);
/// What an answer says of its refusal.
std::string message(const Response& response);
/// Status and message: "400 jobTitle is a number, not a text".
std::string refused(const Response& response);

/// A body of a POST to a request collection.
std::string request_body(std::string_view action, const Guid& principal, const Guid& role,
                         std::string_view schedule = {},
                         std::string_view justification = "because");

/// A body of a POST to a collection of references.
std::string reference(const Guid& id);

}  // namespace pim::graph::test
