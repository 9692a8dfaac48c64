#include "ui/pages/sandbox_page.hpp"

#include <array>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "lab/sample.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/parts.hpp"
#include "ui/portal.hpp"
#include "ui/theme_choice.hpp"

namespace pim::ui {
namespace {

constexpr std::size_t sample_tenants = 3;  // lab::samples lists them first
constexpr int delay_minutes_most = 60;

void export_now(PortalContext& context) {
    const Outcome<std::string> bytes = context.services().export_sandbox();
    if (!bytes) {
        context.toast(kit::Tone::danger, bytes.error().what, bytes.error().help);
        return;
    }
    context.services().download(cat("pimlab-", file_date(context.now), ".pimlab"), *bytes);
    context.toast(kit::Tone::success, "The sandbox was exported as a file");
}

}  // namespace

void export_button(PortalContext& context, std::string_view label) {
    const Services& services = context.services();
    const bool offered = services.export_sandbox && services.download;
    if (kit::button({.label = label,
                     .icon = kit::icon::arrow_download,
                     .disabled_reason = offered ? "" : "this host cannot save files"})) {
        export_now(context);
    }
}

std::string save_text(const sandbox::Sandbox& sandbox) {
    switch (sandbox.save_state()) {
        case sandbox::SaveState::saved:
            return "Everything is saved in this browser";
        case sandbox::SaveState::saving:
            return "Saving";
        case sandbox::SaveState::failed:
            return sandbox.save_error() ? sandbox.save_error()->what : std::string("Not saved");
        case sandbox::SaveState::read_only:
            return "Read-only, another tab has this sandbox open";
    }
    return {};
}

void SandboxPage::draw(PortalContext& context) {
    kit::page({.title = "Sandbox",
               .description = "Everything here concerns the whole sandbox, whoever you act as"});
    draw_state(context);
    kit::space(8);
    draw_files(context);
    kit::space(8);
    draw_samples(context);
    kit::space(8);
    draw_switches(context);
    graph::Faults* const faults = context.services().faults;
    if (faults != nullptr && context.services().capabilities.faults) {
        kit::space(8);
        faults_.draw(*faults);
    }
}

void SandboxPage::draw_state(PortalContext& context) {
    const auto card = kit::card({.label = "Storage"});
    kit::heading("Storage", 2);
    const sandbox::SaveState state = context.sandbox.save_state();
    const std::string text = save_text(context.sandbox);
    if (state == sandbox::SaveState::failed || state == sandbox::SaveState::read_only) {
        kit::message_bar(
            {.text = text,
             .id = "state",
             .tone = state == sandbox::SaveState::failed ? kit::Tone::danger : kit::Tone::warning});
    } else {
        kit::fact("State", text);
    }
    kit::fact("Tenant", context.tenant.display_name);
    kit::fact("Events", cat(context.tenant.sequence));
    kit::fact("Simulated time", local_text(context.now));
    const auto next = context.sandbox.next_event();
    moment_fact("Next event", next, "Nothing is due");
}

void SandboxPage::draw_files(PortalContext& context) {
    const auto card = kit::card({.label = "Files"});
    kit::heading("Export and import", 2);
    kit::prose("A file holds the whole sandbox: tenant, history, mail and clock",
               {.secondary = true});
    const Services& services = context.services();
    const bool can_import = services.import_sandbox && services.choose_file;
    const auto row = kit::row({.id = "files"});
    export_button(context, "Export###export");
    if (kit::button({.label = "Import…###import",
                     .icon = kit::icon::arrow_upload,
                     .disabled_reason = can_import ? "" : "this host cannot open files",
                     .description = "Replaces this sandbox by the one in the file"})) {
        services.choose_file(
            [&portal = context.portal](std::string bytes) { portal.import(std::move(bytes)); });
    }
}

void SandboxPage::draw_samples(PortalContext& context) {
    const auto card = kit::card({.label = "Start over"});
    kit::heading("Start over", 2);
    kit::prose("Replaces this sandbox by a fresh sample tenant, export it first to keep it",
               {.secondary = true});
    const std::vector<lab::Sample>& samples = lab::samples();
    std::vector<kit::ChoiceOption> options;
    for (std::size_t i = 0; i < samples.size() && i < sample_tenants; ++i) {
        options.push_back({.label = samples[i].title, .description = samples[i].summary});
    }
    kit::radio_group({.label = "Sample tenant###sample", .options = options}, sample_);
    const bool offered = static_cast<bool>(context.services().start) && !options.empty();
    if (kit::button({.label = "Reset…###reset",
                     .kind = kit::Kind::danger,
                     .icon = kit::icon::arrow_reset,
                     .disabled_reason = offered ? "" : "this host has no sample tenants"})) {
        context.portal.start(std::string(samples[static_cast<std::size_t>(sample_)].id));
    }
}

void SandboxPage::draw_switches(PortalContext& context) {
    const auto card = kit::card({.label = "Tenant"});
    kit::heading("Tenant", 2);
    bool licensed = context.tenant.licensed;
    if (kit::toggle({.label = "Microsoft Entra ID P2 licence###licence",
                     .description = "Without it every request to PIM is refused"},
                    licensed)) {
        context.submit({.command = SetLicence{licensed}, .as_owner = true});
    }
    const auto delay = static_cast<int>(context.tenant.provisioning_delay.ticks / ticks_per_minute);
    int wanted = delay;
    if (kit::number({.label = "Provisioning delay###delay",
                     .unit = "minutes",
                     .help = "Requests wait that long before they take effect",
                     .maximum = delay_minutes_most,
                     .late = true},
                    wanted)) {
        context.submit({.command = SetProvisioningDelay{minutes(wanted)}, .as_owner = true});
    }
    if (context.services().set_theme) theme_field(context.services());
}

}  // namespace pim::ui
