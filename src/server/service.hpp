#pragma once

#include "api/lab.hpp"
#include "sandbox/sandbox.hpp"
#include "server/callers.hpp"
#include "server/commits.hpp"
#include "server/gate.hpp"
#include "server/http_server.hpp"
#include "server/site.hpp"

namespace pim::server {

/// The permission that the lab API asks of a token where tokens are signed.
constexpr std::string_view lab_permission = "Sandbox.ReadWrite";

/// Everything that one server answers: Graph, the lab API and the page, over one sandbox.
class Service final : public HttpHandler {
public:
    /// `scheme`: `http` or `https`, as links in answers name it.
    Service(Loop& loop, sandbox::Sandbox& sandbox, api::Lab& lab, Callers callers, Gate gate,
            Site site, std::string_view scheme);

    Admission admit(const graph::Request& head) override;
    void answer(graph::Request request, std::function<void(graph::Response)> done) override;
    graph::Response refusal(const graph::Rejection& rejection) override;

    /// Lets simulated time follow the real one from now on.
    void start_clock();
    /// Does some work for requests that wait, after a time.
    void later(std::chrono::milliseconds delay, std::function<void()> work);

private:
    using Answer = std::function<void(graph::Response)>;

    graph::Stamp stamp(const graph::Request& request) const;
    /// 401 before the body, where only signed tokens count and there is none that could be good.
    std::optional<graph::Response> without_token(const graph::Request& head);
    void answer_called(graph::Request request, const Answer& done);
    void answer_lab(graph::Request request, std::optional<graph::Token> token, const Answer& done);
    void answer_graph(graph::Request request, const Answer& done);
    void pump();
    void pump_later();
    void tell_clock_later();
    /// After a failed commit: tries again every now and then.
    void save_again();
    /// After a request: tells of what it did, and sees to its commit.
    void keep();

    Loop& loop_;
    sandbox::Sandbox& sandbox_;
    Commits commits_;
    api::Lab& lab_;
    Callers callers_;
    Gate gate_;
    Site site_;
    std::string scheme_;
    std::chrono::steady_clock::time_point pumped_at_;
    std::optional<std::chrono::steady_clock::time_point> failed_at_;
};

/// 128 bits that nobody can foresee: the id of a request and of what it makes.
Guid random_guid();

}  // namespace pim::server
