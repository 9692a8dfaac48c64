#include "ui/pages/graph_view.hpp"

#include <array>
#include <utility>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/portal.hpp"
#include "ui/title.hpp"

namespace pim::ui {
namespace {

kit::Tone tone_of(std::string_view label) {
    if (label == graph::label(graph::Offered::v1)) return kit::Tone::success;
    if (label == graph::label(graph::Offered::beta)) return kit::Tone::info;
    return kit::Tone::neutral;
}

/// Leads to the explorer, with the request filled in.
void draw_way_to_explorer(PortalContext& context, const graph::GraphCall& call) {
    if (!kit::link({.label = "Open in Graph explorer", .icon = kit::icon::code})) return;
    ExplorerRequest& draft = context.portal.explorer().draft;
    draft.method = call.method;
    draft.body = call.body;
    set_address(draft, call.url);
    context.navigate("#/graph-explorer");
}

void draw_call(PortalContext& context, const GraphTrace& trace, bool& curl) {
    kit::badge(trace.label, tone_of(trace.label));
    if (!trace.note.empty()) kit::prose(trace.note, {.secondary = true});
    if (trace.http.empty()) return;
    constexpr std::array<kit::ChoiceOption, 2> forms = {{{.label = "HTTP"}, {.label = "curl"}}};
    int form = curl ? 1 : 0;
    kit::radio_group({.label = "Show as",
                      .id = "show-as",
                      .options = forms,
                      .horizontal = true,
                      .hide_label = true},
                     form);
    curl = form == 1;
    kit::code_block(curl ? "Request as curl" : "Request as HTTP", curl ? trace.curl : trace.http);
    if (!trace.response.empty()) kit::code_block("Response", trace.response);
    if (trace.call) draw_way_to_explorer(context, *trace.call);
}

}  // namespace

GraphTrace trace_of(const Command& command, const Tenant& tenant) {
    const graph::GraphForm form = graph::form_of(command, tenant);
    GraphTrace trace;
    trace.title = title_of(tenant, command);
    trace.label = graph::label(form.offered);
    trace.note = form.note;
    if (!form.calls.empty()) {
        trace.http = graph::as_http(form);
        trace.curl = graph::as_curl(form);
    }
    if (form.calls.size() == 1) trace.call = form.calls.front();
    return trace;
}

void GraphDisclosure::draw(PortalContext& context, const Command& command) {
    if (kit::button({.label = open_ ? "Hide the Graph request###graph-request"
                                    : "Show the Graph request###graph-request",
                     .kind = kit::Kind::subtle,
                     .icon = kit::icon::code,
                     .small = true})) {
        open_ = !open_;
    }
    if (!open_) return;
    GraphTrace trace = trace_of(command, context.tenant);
    const Decision decision = context.sandbox.preview(command, context.persona);
    if (const auto response =
            graph::response_of(context.tenant, command, context.persona, context.now, decision)) {
        trace.response = graph::as_http(*response);
    }
    draw_call(context, trace, curl_);
}

void GraphPanel::draw(PortalContext& context) {
    const auto& traces = context.portal.traces();
    if (traces.empty()) {
        kit::empty_state({.icon = kit::icon::code,
                          .title = "Nothing done yet",
                          .text = "Activate, assign or approve something: its Graph request and "
                                  "response appear here"});
        return;
    }
    std::vector<std::string> labels;
    for (auto trace = traces.rbegin(); trace != traces.rend(); ++trace) {
        labels.push_back(cat(trace->title, " – ", trace->when));
    }
    std::vector<kit::ChoiceOption> options;
    for (const std::string& label : labels) options.push_back({.label = label});
    int chosen = static_cast<int>(std::min(chosen_, labels.size() - 1));
    kit::combo({.label = "Action", .options = options}, chosen);
    chosen_ = static_cast<std::size_t>(chosen);
    draw_call(context, traces[traces.size() - 1 - chosen_], curl_);
}

}  // namespace pim::ui
