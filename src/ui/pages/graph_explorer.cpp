#include "ui/pages/graph_explorer.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.hpp"
#include "graph/form.hpp"
#include "graph/url.hpp"
#include "ui/kit/kit.hpp"
#include "ui/pages/endpoint_card.hpp"
#include "ui/portal.hpp"

namespace pim::ui {
namespace {

constexpr float choices_width = 320;
constexpr float request_width_min = 420;
constexpr int body_rows = 10;
/// A field as wide as its column, however wide that is.
constexpr float whole_width = 10'000;

kit::Tone tone_of_method(std::string_view method) {
    if (method == "GET") return kit::Tone::info;
    if (method == "POST") return kit::Tone::success;
    return method == "DELETE" ? kit::Tone::danger : kit::Tone::warning;
}

kit::Tone tone_of_status(int status) {
    if (status < 300) return kit::Tone::success;
    return status < 500 ? kit::Tone::warning : kit::Tone::danger;
}

std::string answer_text(int status) {
    return cat(status, ' ', graph::reason_phrase(status));
}

/// A combo of a few words without a label of its own in sight.
template <std::size_t n>
bool word_field(std::string_view label, const std::array<std::string_view, n>& words, float width,
                int& chosen) {
    std::array<kit::ChoiceOption, n> options;
    for (std::size_t i = 0; i < n; ++i) options[i].label = words[i];
    return kit::combo({.label = label, .options = options, .width = width, .hide_label = true},
                      chosen);
}

graph::GraphForm explorer_form(const ExplorerRequest& request) {
    graph::GraphForm form;
    form.calls.push_back(
        {request.method, request.address(), has_body(request) ? request.body : std::string()});
    return form;
}

/// `GET /me`, as a line to press; the path's beginning tells little, its end most.
std::string short_path(const ExplorerRequest& request) {
    constexpr std::string_view common = "/roleManagement/directory/";
    std::string_view path = request.path;
    const bool shortened = path.substr(0, common.size()) == common;
    if (shortened) path.remove_prefix(common.size());
    return cat(shortened ? "…/" : "", path);
}

}  // namespace

void GraphExplorerPage::draw(PortalContext& context) {
    kit::page({.title = "Graph explorer",
               .description = "Ask this sandbox as you would ask Microsoft Graph"});
    if (const auto layout = kit::columns(
            {.width_min = request_width_min, .gap = 24, .last_width = choices_width})) {
        draw_request(context);
        kit::space(16);
        draw_answer(context);
        kit::next_column();
        draw_choices(context);
    }
    if (!context.services().graph_endpoint) return;
    kit::space(16);
    draw_endpoint(context.services().graph_endpoint());
}

void GraphExplorerPage::draw_address(PortalContext& context) {
    Explorer& explorer = context.portal.explorer();
    ExplorerRequest& draft = explorer.draft;
    const auto known = std::find(explorer_methods.begin(), explorer_methods.end(), draft.method);
    int method = static_cast<int>(known - explorer_methods.begin());
    if (word_field("Method", explorer_methods, 112, method)) {
        draft.method = explorer_methods[static_cast<std::size_t>(method)];
    }
    int version = draft.version == graph::Version::beta ? 1 : 0;
    if (word_field("Version", Names<graph::Version>::texts, 92, version)) {
        draft.version = static_cast<graph::Version>(version);
    }
}

void GraphExplorerPage::draw_request(PortalContext& context) {
    Explorer& explorer = context.portal.explorer();
    ExplorerRequest& draft = explorer.draft;
    const kit::FieldOptions path = {.label = "Path",
                                    .placeholder = "/me",
                                    .hide_label = true,
                                    .width = whole_width,
                                    .length_max = static_cast<int>(graph::url_length_max)};
    bool sent = false;
    const auto draw_path = [&] {
        if (std::exchange(chosen_, false)) kit::focus_next();
        kit::text_field(path, draft.path);
        sent = kit::entered();
    };
    {
        const auto row = kit::row({.id = "address"});
        draw_address(context);
        if (!kit::narrow()) draw_path();
    }
    if (kit::narrow()) draw_path();
    if (has_body(draft)) {
        kit::text_area({.label = "Body",
                        .placeholder = "JSON",
                        .width = whole_width,
                        .length_max = explorer_body_max,
                        .rows = body_rows},
                       draft.body);
    }
    const auto row = kit::row({.id = "send"});
    const std::string_view why = explorer.waiting() ? "the last request is still being saved" : "";
    sent |= kit::button({.label = "Run###run",
                         .kind = kit::Kind::primary,
                         .icon = kit::icon::play,
                         .disabled_reason = why});
    if (sent && !explorer.waiting()) send(context);
    draw_copies(draft);
    kit::text(cat("as ", display_name(context.tenant, context.persona)), {.secondary = true});
}

void GraphExplorerPage::draw_copies(const ExplorerRequest& request) {
    const auto menu = kit::menu_button({.label = "Copy as###copy-as", .icon = kit::icon::copy});
    if (!menu) return;
    if (kit::menu_item({.label = "HTTP"})) kit::copy_text(graph::as_http(explorer_form(request)));
    if (kit::menu_item({.label = "curl"})) kit::copy_text(graph::as_curl(explorer_form(request)));
}

void GraphExplorerPage::send(PortalContext& context) {
    context.portal.later([&explorer = context.portal.explorer(), persona = context.persona] {
        explorer.send(persona);
    });
    kit::announce("Sent");
}

void GraphExplorerPage::draw_answer(PortalContext& context) {
    const Explorer& explorer = context.portal.explorer();
    if (explorer.waiting()) {
        kit::progress({.label = "Waiting for the answer"});
        return;
    }
    if (!explorer.answer()) {
        kit::empty_state({.icon = kit::icon::send,
                          .title = "No answer yet",
                          .text = "Choose a sample or write a path, then run it"});
        return;
    }
    const ExplorerAnswer& answer = *explorer.answer();
    kit::heading("Answer", 2);
    {
        const auto row = kit::row({.id = "status"});
        kit::badge(answer_text(answer.entry.status), tone_of_status(answer.entry.status));
        kit::text(cat(answer.entry.request.method, ' ', short_path(answer.entry.request)),
                  {.secondary = true, .single_line = true});
    }
    constexpr std::array<kit::TabOptions, 2> parts = {
        {{.label = "Body###body"}, {.label = "Header fields###fields"}}};
    kit::tabs("Parts of the answer", parts, part_);
    if (part_ == 1) {
        kit::code_block("Header fields###fields-text", answer.fields);
        return;
    }
    draw_body(answer);
    if (answer.next_page.empty()) return;
    if (kit::button({.label = "Next page###next-page", .icon = kit::icon::arrow_right})) {
        ExplorerRequest next;
        set_address(next, answer.next_page);
        choose(context, next);
        send(context);
    }
}

void GraphExplorerPage::draw_body(const ExplorerAnswer& answer) {
    if (answer.body.empty()) {
        kit::prose("This answer has no body, its status says everything", {.secondary = true});
        return;
    }
    kit::code_block("Body###body-text", answer.shown, kit::Code::json);
    if (answer.shown.size() == answer.body.size()) return;
    kit::prose(cat("The first ", explorer_shown_bytes_max / 1024, " kB of ",
                   answer.body.size() / 1024, " kB are shown"),
               {.secondary = true, .small = true});
    if (kit::button({.label = "Copy everything###copy-all", .icon = kit::icon::copy})) {
        kit::copy_text(answer.body);
    }
}

void GraphExplorerPage::choose(PortalContext& context, const ExplorerRequest& request) {
    context.portal.explorer().draft = request;
    chosen_ = true;
}

void GraphExplorerPage::draw_choices(PortalContext& context) {
    constexpr std::array<kit::TabOptions, 2> tabs = {
        {{.label = "Samples###samples"}, {.label = "History###history"}}};
    kit::tabs("Requests to choose from", tabs, choice_);
    kit::space(8);
    if (choice_ == 0) {
        draw_samples(context);
    } else {
        draw_history(context);
    }
}

void GraphExplorerPage::draw_samples(PortalContext& context) {
    static const std::vector<std::string_view> scenarios = sample_scenarios();
    std::vector<kit::ChoiceOption> options;
    for (const std::string_view scenario : scenarios) options.push_back({.label = scenario});
    kit::combo({.label = "Scenario", .options = options}, scenario_);
    const std::string_view scenario = scenarios[static_cast<std::size_t>(scenario_)];
    const auto& samples = samples_.of(
        context, scenario, [&] { return samples_of(scenario, context.tenant, context.persona); });
    const auto list = kit::list("Samples");
    for (const GraphSample& sample : samples) {
        const auto key = kit::key(sample.title);
        const auto item = kit::list_item();
        const auto row = kit::row({.height = 28});
        kit::badge(sample.request.method, tone_of_method(sample.request.method));
        if (kit::link({.label = sample.title, .disabled_reason = sample.missing})) {
            choose(context, sample.request);
        }
    }
}

void GraphExplorerPage::draw_history(PortalContext& context) {
    const auto& history = context.portal.explorer().history();
    if (history.empty()) {
        kit::prose("Requests that you run are listed here until the tab is closed",
                   {.secondary = true});
        return;
    }
    const auto list = kit::list("History");
    std::uint64_t place = 0;
    for (const ExplorerEntry& entry : history) {
        const auto key = kit::key(++place);
        const auto item = kit::list_item();
        {
            const auto row = kit::row({.height = 28});
            kit::badge(entry.request.method, tone_of_method(entry.request.method));
            if (kit::link({.label = short_path(entry.request), .id = "entry"})) {
                choose(context, entry.request);
            }
        }
        kit::text(cat(answer_text(entry.status), " · ", entry.persona, " · ", entry.when),
                  {.secondary = true, .small = true});
    }
}

}  // namespace pim::ui
