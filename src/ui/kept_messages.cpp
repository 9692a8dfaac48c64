#include "ui/kept_messages.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "core/view.hpp"
#include "ui/kit/sentence.hpp"
#include "ui/local_time.hpp"
#include "ui/parts.hpp"
#include "ui/success.hpp"

namespace pim::ui {
namespace {

std::string about(const Tenant& tenant, const AuditRow& row) {
    std::string text;
    if (!row.role.is_null()) text = role_over_scope(tenant, row.role, row.scope);
    if (!row.principal.is_null() && !(row.principal == row.actor)) {
        text += cat(text.empty() ? "" : " for ", display_name(tenant, row.principal));
    }
    return text;
}

kit::Toast message_of(const Tenant& tenant, const AuditRow& row) {
    kit::Toast message;
    const Request* request = row.request.is_null() ? nullptr : tenant.requests.find(row.request);
    if (request != nullptr && request->created_by == row.actor) {
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

}  // namespace

kit::Toasts kept_messages(const Tenant& tenant, const Guid& persona, std::int64_t last_sequence) {
    kit::Toasts kept;
    std::vector<Guid> told;  // a request leaves several rows, and one message
    for (auto row = tenant.audit.rbegin(); row != tenant.audit.rend(); ++row) {
        if (row->sequence > last_sequence || !(row->actor == persona)) continue;
        if (!row->request.is_null()) {
            if (std::find(told.begin(), told.end(), row->request) != told.end()) continue;
            told.push_back(row->request);
        }
        kept.all.push_back(message_of(tenant, *row));
        if (kept.all.size() == kept_messages_max) break;
    }
    std::reverse(kept.all.begin(), kept.all.end());
    return kept;
}

}  // namespace pim::ui
