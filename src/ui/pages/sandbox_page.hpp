#pragma once

#include <optional>
#include <string>

#include "ui/app.hpp"
#include "ui/pages/faults_card.hpp"

namespace pim::ui {

/// Sandbox > Sandbox: what belongs to the person who runs the sandbox, not to a persona.
class SandboxPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    void draw_state(PortalContext& context);
    void draw_files(PortalContext& context);
    void draw_samples(PortalContext& context);
    void draw_switches(PortalContext& context);

    FaultsCard faults_;
    int sample_ = 0;
    bool asking_ = false;
    std::optional<int> delay_minutes_;  ///< while it is being typed
};

/// Whether what was done is kept, in a sentence.
std::string save_text(const sandbox::Sandbox& sandbox);

}  // namespace pim::ui
