#pragma once

#include <string>
#include <vector>

#include "api/lab.hpp"
#include "graph/json_value.hpp"
#include "graph/json_writer.hpp"
#include "graph/rejection.hpp"
#include "graph/url.hpp"

namespace pim::api {

/// Rows in one answer where `top` asks for no other number, and at most.
constexpr std::int64_t rows_default = 100;
constexpr std::int64_t rows_max = 1'000;

/// One request of the lab API on its way through an operation.
struct Exchange {
    Lab& lab;
    const graph::Request& request;
    graph::Url url;
    std::vector<std::string> parameters;  ///< what stood at the `{…}` of the route
    graph::Stamp stamp;
    std::function<void(graph::Response)> done;

    sandbox::Sandbox& sandbox() const { return lab.sandbox(); }
    const Tenant& tenant() const { return lab.sandbox().tenant(); }

    void reply(int status, std::string body) {
        done(graph::answer(status, std::move(body), stamp));
    }
    void reject(const graph::Rejection& rejection) {
        done(graph::error_response(rejection, stamp));
    }
    /// Answers once everything done so far is durable, a read with nothing under way at once.
    void reply_when_durable(int status, std::string body);
    /// Answers with 503 where the change was lost; given to the sandbox as its confirmation.
    sandbox::Confirmed confirmation(int status, std::string body);
};

using Operation = void (*)(Exchange&);

/// A value of the query; empty where it is not there.
std::string_view query_value(const Exchange& exchange, std::string_view name);
/// A whole number of the query between `least` and `most`; 400 where it is something else.
graph::Reading<std::int64_t> query_number(const Exchange& exchange, std::string_view name,
                                          std::int64_t otherwise, std::int64_t least,
                                          std::int64_t most);
/// How many rows of a list are left out at its beginning.
graph::Reading<std::int64_t> query_skip(const Exchange& exchange);
/// The id of a principal that the query names by id or userPrincipalName: null where it names
/// nobody, 404 where the tenant has no such user.
graph::Reading<Guid> query_principal(const Exchange& exchange, std::string_view name);

/// An error of the program as an answer: 400 with what and the way out.
graph::Rejection rejection_of(const Error& error);

}  // namespace pim::api
