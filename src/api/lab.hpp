#pragma once

#include <functional>
#include <string_view>

#include "api/feed.hpp"
#include "api/host.hpp"
#include "graph/faults.hpp"
#include "graph/message.hpp"
#include "sandbox/sandbox.hpp"

namespace pim::api {

constexpr std::string_view lab_root = "/lab/v1";
/// Longest body of an import or a scenario: 64 MiB.
constexpr std::size_t upload_bytes_max = std::size_t{64} * 1024 * 1024;

/// The lab API over one running sandbox: what Graph has no word for (design.md, "Two APIs").
class Lab {
public:
    Lab(sandbox::Sandbox& sandbox, Host host, graph::Faults faults);

    /// Answers a request below `/lab/v1`. `done` is called once: at once for reads and refusals,
    /// and for changes when they are durable.
    void answer(const graph::Request& request, std::function<void(graph::Response)> done);

    sandbox::Sandbox& sandbox() { return sandbox_; }
    const Host& host() const { return host_; }
    graph::Faults& faults() { return faults_; }
    Feed& feed() { return feed_; }

private:
    sandbox::Sandbox& sandbox_;
    Host host_;
    graph::Faults faults_;
    Feed feed_;
};

/// The longest body that a request may have.
std::size_t body_bytes_max(const graph::Request& head);

}  // namespace pim::api
