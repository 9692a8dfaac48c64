#pragma once

#include <string>
#include <vector>

#include "ui/app.hpp"
#include "ui/graph_samples.hpp"

namespace pim::ui {

/// The Graph explorer: writes a request, sends it to this sandbox as the persona, shows the answer.
class GraphExplorerPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    void draw_request(PortalContext& context);
    void draw_address(PortalContext& context);
    void draw_copies(const ExplorerRequest& request);
    void draw_answer(PortalContext& context);
    void draw_body(const ExplorerAnswer& answer);
    void draw_choices(PortalContext& context);
    void draw_samples(PortalContext& context);
    void draw_history(PortalContext& context);
    void choose(PortalContext& context, const ExplorerRequest& request);
    void send(PortalContext& context);

    int choice_ = 0;       ///< tab: samples, history
    int scenario_ = 0;     ///< of the samples
    int part_ = 0;         ///< tab of the answer: body, header fields
    bool chosen_ = false;  ///< the keyboard goes to the address in the next frame
    Cached<std::vector<GraphSample>> samples_;
};

}  // namespace pim::ui
