#pragma once

#include <string>
#include <string_view>

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
};

/// A button that exports the sandbox as a file.
void export_button(PortalContext& context, std::string_view label);

/// Whether what was done is kept, in a sentence.
std::string save_text(const sandbox::Sandbox& sandbox);

}  // namespace pim::ui
