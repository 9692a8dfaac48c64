#pragma once

#include <optional>
#include <string>

#include "core/command.hpp"
#include "graph/form.hpp"
#include "ui/app.hpp"

namespace pim::ui {

/// At the foot of a form: shows the Graph request that does the same as its button, and the answer
/// that it would get; copyable as HTTP and as curl.
class GraphDisclosure {
public:
    void draw(PortalContext& context, const Command& command);

private:
    bool open_ = false;
    bool curl_ = false;
};

/// What an action of the portal looked like on Graph; kept for the list behind the top bar.
struct GraphTrace {
    std::string title;  ///< `Activate Security Reader`
    std::string when;   ///< simulated, local
    std::string label;  ///< `v1.0`, `beta` or `portal only`
    std::string note;
    std::string http;
    std::string curl;
    std::string response;  ///< empty where there is none
    /// What the Graph explorer can take over; none where it takes several requests or no one.
    std::optional<graph::GraphCall> call;
};
constexpr std::size_t graph_traces_max = 50;

/// The trace of a command before it is carried out; the response is filled in afterwards.
GraphTrace trace_of(const Command& command, const Tenant& tenant);

/// The last actions of this window with their Graph requests and responses, newest first.
class GraphPanel : public Panel {
public:
    std::string title(const PortalContext&) const override { return "Graph requests"; }
    void draw(PortalContext& context) override;

private:
    std::size_t chosen_ = 0;  ///< from the newest
    bool curl_ = false;
};

}  // namespace pim::ui
