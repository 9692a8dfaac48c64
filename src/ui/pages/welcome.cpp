#include "ui/pages/welcome.hpp"

#include "core/text.hpp"
#include "lab/lesson.hpp"
#include "lab/sample.hpp"
#include "ui/kit/kit.hpp"
#include "ui/portal.hpp"

namespace pim::ui {

void WelcomePage::draw(PortalContext& context) {
    kit::page({.title = "Welcome to pimlab"});
    if (!context.services().start) return draw_stand_in(context);
    kit::prose(
        "This is a sandbox of Microsoft Entra Privileged Identity Management: a whole tenant of "
        "invented people that lives in this browser tab and nowhere else.");
    kit::prose(
        "Take on the administrator, the approver or the user, and let simulated time run, so that "
        "what takes half a year happens in minutes.");
    kit::prose("Nothing can break: everything you do is kept over a reload and can be reset.");
    kit::space(16);
    if (const auto layout = kit::columns({.count = 2, .width_min = 300})) {
        if (const auto card = kit::card({.label = "Guided walk"})) {
            kit::heading("Guided walk", 2);
            kit::prose(
                "Six phases: configure a role, assign it, ask for it, approve it, see what Extend "
                "does, update and remove. Each step ticks by itself");
            if (kit::button({.label = "Start the guided walk###start-walk",
                             .kind = kit::Kind::primary,
                             .icon = kit::icon::play})) {
                context.portal.start(lab::guided_walk().id);
            }
        }
        kit::next_column();
        if (const auto card = kit::card({.label = "Free sandbox"})) {
            kit::heading("Free sandbox", 2);
            kit::prose(
                "Go where you like, as whom you like. The persona and the clock are in the bar at "
                "the top; Graph requests are shown beside every action");
            if (kit::button(
                    {.label = "Open the free sandbox###open-sandbox", .icon = kit::icon::beaker})) {
                context.navigate("#/my-roles");
            }
        }
    }
    draw_samples(context);
}

void WelcomePage::draw_stand_in(PortalContext& context) {
    kit::prose(
        "This sandbox stands for a backend: what you see is what is there, and what you do is done "
        "there. Your own sandbox stays as it is.");
    kit::space(16);
    if (kit::button({.label = "Connect###connect",
                     .kind = kit::Kind::primary,
                     .icon = kit::icon::arrow_sync})) {
        context.navigate("#/connect");
    }
}

void WelcomePage::draw_samples(PortalContext& context) {
    kit::space(16);
    kit::heading("Prepared sandboxes");
    kit::prose("Each replaces what is in the sandbox now", {.secondary = true});
    for (const lab::Sample& sample : lab::samples()) {
        const auto scope = kit::key(sample.id);
        if (const auto card = kit::card({.label = sample.title})) {
            kit::heading(sample.title, 3);
            kit::text(sample.summary, {.secondary = true});
            const std::string label = cat("Open ", sample.title, "###open");
            if (kit::button({.label = label, .small = true})) {
                context.portal.start(std::string(sample.id));
            }
        }
    }
}

}  // namespace pim::ui
