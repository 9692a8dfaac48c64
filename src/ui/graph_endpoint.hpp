#pragma once

#include <string>

namespace pim::ui {

/// How other code in this browser reaches the sandbox as Graph, where the host offers that.
struct GraphEndpoint {
    /// Why it cannot be reached yet or at all.
    enum class State {
        none,       ///< this host has no such thing
        preparing,  ///< the service worker is being started
        ready,
        unsupported,  ///< the browser has no service workers here: plain HTTP, a private window
        bypassed,     ///< the page was loaded past the worker: a forced reload
        failed,       ///< the worker could not be started
    };

    State state = State::none;
    std::string address;  ///< `http://localhost:8000/graph`, where it is or would be
    std::string problem;  ///< where failed: the browser's reason
};

}  // namespace pim::ui
