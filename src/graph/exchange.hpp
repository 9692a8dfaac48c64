#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

#include "graph/entity.hpp"
#include "graph/faults.hpp"
#include "graph/json_value.hpp"
#include "graph/message.hpp"
#include "graph/rejection.hpp"
#include "graph/url.hpp"
#include "sandbox/sandbox.hpp"

namespace pim::graph {

/// One request on its way through an operation.
struct Exchange {
    sandbox::Sandbox& sandbox;
    const Request& request;
    const Url& url;
    std::vector<std::string> parameters;  ///< what stood at the `{…}` of the route
    Stamp stamp;
    std::function<void(Response)> done;
    Metadata metadata = Metadata::minimal;
    bool only_count = false;   ///< `/$count`: the number of a collection's rows, as plain text
    Faults* faults = nullptr;  ///< what the parts of a batch meet; none where null
    bool repeated = false;     ///< the same change was carried out before
    /// Whose rights decide what is seen and done; see authority_of.
    Guid authority = request.caller;

    const Tenant& tenant() const { return sandbox.tenant(); }
    View view() const {
        return {sandbox.tenant(),     request.caller, url.version,
                request.service_root, metadata,       authority};
    }

    void reply(Response response) { done(std::move(response)); }
    /// What a change that was carried out before took away, or put there, is no error the second
    /// time.
    void reject(const Rejection& rejection) {
        const bool settled = repeated && rejection.status != 403;
        done(settled ? answer(204, {}, stamp) : error_response(rejection, stamp));
    }
};

using Operation = void (*)(Exchange&);

/// Submits a command as the caller and answers once it is durable; `respond` makes the answer from
/// the tenant as it is right after the command.
void submit(Exchange& exchange, const Command& command,
            const std::function<Response(const Accepted&)>& respond);

/// The same with 204, and nothing beside it.
void submit_without_answer(Exchange& exchange, const Command& command);

/// The GUID of a parameter; 404 where it is none.
Reading<Guid> guid_parameter(const Exchange& exchange, std::size_t place);

/// The value of `on` of a filterByCurrentUser function; 400 where it is missing.
Reading<std::string> current_user_relation(const Exchange& exchange);

/// Refuses an argument of the function at the end of the path that is none of these.
std::optional<Rejection> unknown_argument(const Exchange& exchange,
                                          std::initializer_list<std::string_view> known);
/// An argument of that function, by its name in any case; null: not given.
const std::string* function_argument(const Exchange& exchange, std::string_view name);

/// Refuses where the tenant has no licence for PIM, as reads do too.
std::optional<Rejection> missing_licence(const Tenant& tenant);

/// 403 `InsufficientPermissions`, PIM's refusal.
Rejection insufficient_permissions(std::string message);

}  // namespace pim::graph
