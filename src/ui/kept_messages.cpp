#include "ui/kept_messages.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "core/view.hpp"
#include "graph/json_value.hpp"
#include "graph/json_writer.hpp"
#include "ui/kit/sentence.hpp"
#include "ui/local_time.hpp"
#include "ui/parts.hpp"
#include "ui/success.hpp"

namespace pim::ui {
namespace {

/// What the persona did, and what became of what it asked for.
bool concerns(const Tenant& tenant, const AuditRow& row, const Guid& persona) {
    if (row.actor == persona) return true;
    const Request* request = row.request.is_null() ? nullptr : tenant.requests.find(row.request);
    return request != nullptr && request->created_by == persona;
}

std::string about(const Tenant& tenant, const AuditRow& row) {
    std::string text;
    if (!row.role.is_null()) text = role_over_scope(tenant, row.role, row.scope);
    if (!row.principal.is_null() && !(row.principal == row.actor)) {
        text += cat(text.empty() ? "" : " for ", display_name(tenant, row.principal));
    }
    return text;
}

kit::Toast message_of(const Tenant& tenant, const AuditRow& row, const Guid& persona) {
    kit::Toast message;
    const Request* request = row.request.is_null() ? nullptr : tenant.requests.find(row.request);
    if (request != nullptr && request->created_by == persona) {
        message = success_of(tenant, *request);
    } else {
        message.title = row.activity;
        message.detail = kit::sentence(about(tenant, row));
    }
    message.title = kit::sentence(message.title);
    message.when = local_text(row.at);
    message.read = true;
    message.closed = true;
    return message;
}

/// What the audit tells, newest first.
std::vector<Notice> done_by(const Tenant& tenant, const Guid& persona, std::int64_t last_sequence) {
    std::vector<Notice> done;
    std::vector<Guid> told;  // a request leaves several rows, and one message
    for (auto row = tenant.audit.rbegin(); row != tenant.audit.rend(); ++row) {
        if (row->sequence > last_sequence || !concerns(tenant, *row, persona)) continue;
        if (!row->request.is_null()) {
            if (std::find(told.begin(), told.end(), row->request) != told.end()) continue;
            told.push_back(row->request);
        }
        done.push_back({persona, row->at, message_of(tenant, *row, persona)});
        if (done.size() == kept_messages_max) break;
    }
    return done;
}

}  // namespace

std::string notices_text(const std::deque<Notice>& notices) {
    graph::JsonWriter out;
    out.begin_object().key("notices").begin_array();
    for (const Notice& notice : notices) {
        out.begin_object();
        out.member("persona", to_text(notice.persona));
        out.member("at", to_text(notice.at));
        out.member("warning", notice.toast.tone == kit::Tone::warning);
        out.member("title", notice.toast.title);
        out.member("detail", notice.toast.detail);
        out.member("action", notice.toast.action);
        out.member("href", notice.toast.href);
        out.end_object();
    }
    out.end_array().end_object();
    return out.take();
}

std::deque<Notice> read_notices(std::string_view text) {
    std::deque<Notice> notices;
    const auto tree = graph::parse_body(text);
    const graph::JsonValue* kept = tree ? tree->member("notices") : nullptr;
    if (kept == nullptr) return notices;
    for (const graph::JsonValue& value : kept->items) {
        std::optional<graph::Rejection> problem;
        graph::MemberReader members(value, {}, problem);
        Notice notice;
        notice.persona = members.guid("persona").value_or(Guid{});
        notice.at = members.instant("at").value_or(Instant{});
        notice.toast.tone =
            members.boolean("warning", false) ? kit::Tone::warning : kit::Tone::danger;
        notice.toast.title = members.text("title").value_or("");
        notice.toast.detail = members.text("detail").value_or("");
        notice.toast.action = members.text("action").value_or("");
        notice.toast.href = members.text("href").value_or("");
        notice.toast.when = local_text(notice.at);
        notice.toast.read = true;
        notice.toast.closed = true;
        if (!problem && notices.size() < notices_max) notices.push_back(std::move(notice));
    }
    return notices;
}

kit::Toasts kept_messages(const Tenant& tenant, const Guid& persona, std::int64_t last_sequence,
                          const std::deque<Notice>& notices) {
    std::vector<Notice> told = done_by(tenant, persona, last_sequence);
    std::reverse(told.begin(), told.end());
    for (const Notice& notice : notices) {
        if (notice.persona == persona) told.push_back(notice);
    }
    std::stable_sort(told.begin(), told.end(),
                     [](const Notice& a, const Notice& b) { return a.at < b.at; });
    kit::Toasts kept;
    for (Notice& notice : told) kept.all.push_back(std::move(notice.toast));
    return kept;
}

}  // namespace pim::ui
