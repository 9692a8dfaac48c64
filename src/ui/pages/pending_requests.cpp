#include "ui/pages/pending_requests.hpp"

#include <array>

#include "core/access.hpp"
#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/pages/request_facts.hpp"
#include "ui/pages/request_panel.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

constexpr std::array<kit::Column, 7> pending_columns = {{
    {.label = "Role", .share = 1.6F, .narrow = 2},
    {.label = "Requester", .share = 1.2F},
    {.label = "Request type", .width = 130},
    {.label = "Requested", .width = 100},
    {.label = "State", .width = 274},
    {.label = "Reason", .share = 1.6F},
    {.label = "Action", .width = 90, .narrow = 3},
}};

}  // namespace

void PendingRequestsPage::draw(PortalContext& context) {
    const bool everybody = administers_roles(context.tenant, context.persona);
    kit::page({.title = "Pending requests",
               .description = everybody
                                  ? "Everybody's requests that wait or start later, because you "
                                    "administer roles"
                                  : "Your requests that wait for an answer or start later"});
    if (context.route.part(1) != opened_) {
        opened_ = context.route.part(1);
        if (const auto id = parse_guid(opened_)) {
            context.open_panel(std::make_unique<RequestPanel>(*id));
        }
    }
    const auto& requests = requests_.of(
        context, "", [&] { return pending_requests(context.tenant, context.persona); });
    kit::table({.label = "Pending requests",
                .columns = pending_columns,
                .rows = requests.size(),
                .row_key = [&](std::size_t i) { return row_key(requests[i]->id); },
                .empty_title = "Nothing is pending",
                .empty_text = "Requests to activate, extend or renew wait here until somebody "
                              "answers them",
                .empty_icon = kit::icon::person_clock},
               table_,
               [&](std::size_t i, kit::Cells& cells) { draw_row(context, *requests[i], cells); });
}

void PendingRequestsPage::draw_row(PortalContext& context, const Request& request,
                                   kit::Cells& cells) {
    if (cells.link(role_over_scope(context.tenant, request.role, request.scope))) {
        context.open_panel(std::make_unique<RequestPanel>(request.id));
    }
    cells.text(display_name(context.tenant, request.created_by));
    cells.text(request_type(request));
    cells.next();
    kit::text(distance_text(context.now, request.created));
    kit::tooltip(cat(local_text(request.created), ", ", utc_text(request.created)));
    cells.next();
    kit::badge(status_text(request.status), status_tone(request.status));
    const std::string lapse = lapse_text(request, context.now);
    if (!lapse.empty()) kit::text(lapse, {.secondary = true, .small = true});
    cells.text(request.justification);
    cells.next();
    if (action_button(context, "Cancel…###cancel", CancelRequest{request.id})) {
        context.open_panel(std::make_unique<RequestPanel>(request.id));
    }
}

}  // namespace pim::ui
