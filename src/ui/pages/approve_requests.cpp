#include "ui/pages/approve_requests.hpp"

#include <array>

#include "core/access.hpp"
#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/pages/approve_panel.hpp"
#include "ui/pages/decide_panel.hpp"
#include "ui/pages/request_facts.hpp"
#include "ui/pages/request_panel.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

constexpr std::array<kit::Column, 6> activation_columns = {{
    {.label = "Requester", .share = 1.2F, .narrow = 2},
    {.label = "Role", .share = 1.5F, .narrow = 2},
    {.label = "Reason", .share = 1.6F},
    {.label = "Asked for", .share = 1.4F},
    {.label = "Requested", .width = 130},
    {.label = "Lapses", .width = 130},
}};

constexpr std::array<kit::Column, 7> decision_columns = {{
    {.label = "Role", .share = 1.4F, .narrow = 2},
    {.label = "Requester", .share = 1.1F},
    {.label = "Request type", .width = 130},
    {.label = "Reason", .share = 1.4F},
    {.label = "Start time", .width = 140},
    {.label = "End time", .width = 140},
    {.label = "Action", .width = 170, .narrow = 3},
}};

}  // namespace

void ApproveRequestsPage::open(PortalContext& context, const Guid& id) {
    const Request* request = context.tenant.requests.find(id);
    if (request == nullptr || !request->undecided()) {
        context.open_panel(std::make_unique<RequestPanel>(id));
    } else if (request->approval) {
        context.open_panel(
            std::make_unique<ApprovePanel>(std::vector<Guid>{id}, ReviewResult::not_reviewed));
    } else {
        context.open_panel(std::make_unique<DecidePanel>(context.tenant, *request, context.now));
    }
}

void ApproveRequestsPage::draw(PortalContext& context) {
    kit::page({.title = "Approve requests",
               .description = "Requests that wait for your answer; the first answer decides"});
    if (context.route.part(1) != opened_) {
        opened_ = context.route.part(1);
        if (const auto id = parse_guid(opened_)) open(context, *id);
    }
    const auto& activations = activations_.of(
        context, "", [&] { return activations_to_approve(context.tenant, context.persona); });
    kit::heading("Requests for role activations");
    draw_commands(context, activations);
    draw_activations(context, activations);
    kit::space(16);
    kit::heading("Requests to extend or renew role assignments");
    draw_decisions(context);
}

void ApproveRequestsPage::draw_commands(PortalContext& context,
                                        const std::vector<const Request*>& activations) {
    std::vector<Guid> chosen;
    for (const Request* request : activations) {
        if (ticked_.count(request->id) > 0) chosen.push_back(request->id);
    }
    const std::string_view reason =
        chosen.empty() ? std::string_view("tick a request first") : std::string_view();
    if (const auto bar = kit::command_bar("Answer the ticked requests")) {
        if (kit::command_button({.label = "Approve###approve",
                                 .icon = kit::icon::checkmark_circle,
                                 .disabled_reason = reason})) {
            context.open_panel(std::make_unique<ApprovePanel>(chosen, ReviewResult::approve));
        }
        if (kit::command_button({.label = "Deny###deny",
                                 .icon = kit::icon::dismiss_circle,
                                 .disabled_reason = reason})) {
            context.open_panel(std::make_unique<ApprovePanel>(chosen, ReviewResult::deny));
        }
    }
}

void ApproveRequestsPage::draw_activations(PortalContext& context,
                                           const std::vector<const Request*>& activations) {
    kit::table({.label = "Requests for role activations",
                .columns = activation_columns,
                .rows = activations.size(),
                .row_key = [&](std::size_t i) { return row_key(activations[i]->id); },
                .empty_title = "No activation waits for your approval",
                .empty_text = "You are asked when a role's settings name you as approver, and "
                              "somebody else activates it",
                .empty_icon = kit::icon::task_list},
               activation_table_, [&](std::size_t i, kit::Cells& cells) {
                   const Request& request = *activations[i];
                   cells.next();
                   bool ticked = ticked_.count(request.id) > 0;
                   const std::string who = display_name(context.tenant, request.created_by);
                   if (kit::checkbox({.label = who, .id = "tick"}, ticked)) {
                       if (ticked) {
                           ticked_.insert(request.id);
                       } else {
                           ticked_.erase(request.id);
                       }
                   }
                   if (cells.link(role_over_scope(context.tenant, request.role, request.scope))) {
                       open(context, request.id);
                   }
                   cells.text(request.justification);
                   cells.text(asked_window(request));
                   cells.next();
                   kit::text(distance_text(context.now, request.created));
                   kit::tooltip(cat(local_text(request.created), ", ", utc_text(request.created)));
                   cells.text(distance_text(context.now, lapses_at(request)));
               });
}

void ApproveRequestsPage::draw_decisions(PortalContext& context) {
    const auto& decisions = decisions_.of(
        context, "", [&] { return requests_to_decide(context.tenant, context.persona); });
    const bool decides = administers_roles(context.tenant, context.persona);
    kit::table(
        {.label = "Requests to extend or renew role assignments",
         .columns = decision_columns,
         .rows = decisions.size(),
         .row_key = [&](std::size_t i) { return row_key(decisions[i]->id); },
         .empty_title = "Nobody asks to extend or renew",
         .empty_text = decides ? std::string_view("Holders may ask from 14 days before the "
                                                  "end until 30 days after it")
                               : std::string_view("Active Global and Privileged Role "
                                                  "Administrators decide these"),
         .empty_icon = kit::icon::calendar_clock},
        decision_table_, [&](std::size_t i, kit::Cells& cells) {
            const Request& request = *decisions[i];
            const Schedule* schedule = context.tenant.schedules.find(request.target_schedule);
            if (cells.link(role_over_scope(context.tenant, request.role, request.scope))) {
                open(context, request.id);
            }
            cells.text(display_name(context.tenant, request.created_by));
            cells.text(request_type(request));
            cells.text(request.justification);
            cells.next();
            if (schedule != nullptr) moment(schedule->start);
            cells.next();
            if (schedule != nullptr) moment_or_permanent(schedule->end);
            if (const auto line = cells.actions()) {
                const bool approve = kit::button({.label = "Approve…###approve", .small = true});
                const bool deny = kit::button({.label = "Deny…###deny", .small = true});
                if (approve || deny) open(context, request.id);
            }
        });
}

}  // namespace pim::ui
