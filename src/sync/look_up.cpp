#include "sync/look_up.hpp"

#include "core/text.hpp"
#include "sync/operation.hpp"
#include "sync/page.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;

const GraphRequest& under_way(const Entry& entry) {
    return entry.requests[entry.finished];
}

/// Who an identity set names: `{"user": {"id": …}}`.
std::string_view user_of(const JsonValue& object, std::string_view name) {
    const JsonValue* set = object.member(name);
    return text_in(set == nullptr ? nullptr : set->member("user"), "id");
}

/// A condition on a member of a body, percent-encoded.
std::string condition(const JsonValue& body, std::string_view name) {
    return cat(name, "%20eq%20'", text_in(&body, name), "'");
}

/// Those of others are only for whoever holds a role that reads them.
std::string requests_address(const GraphRequest& request, const Asker& who) {
    const auto body = graph::parse_body(request.body);
    if (!body) return request.path;
    const bool own = equals_ignoring_case(text_in(&*body, "principalId"), pim::to_text(who.id));
    return cat(request.path, own ? own_only : "", "?$filter=", condition(*body, "principalId"),
               "%20and%20", condition(*body, "roleDefinitionId"), "%20and%20",
               condition(*body, "directoryScopeId"));
}

/// Whether a row of the collection is the request that was sent.
Finding judge_row(const Entry& entry, const JsonValue& sent, const JsonValue& row, Instant now) {
    const std::string_view data = text_in(&row, "customData");
    if (data == text_in(&sent, "customData")) return Finding::done;
    // It carries somebody else's mark, or says something else.
    if (!data.empty()) return Finding::not_there;
    for (const char* name : {"action", "principalId", "roleDefinitionId", "directoryScopeId"}) {
        if (!equals_ignoring_case(text_in(&row, name), text_in(&sent, name))) {
            return Finding::not_there;
        }
    }
    const std::string_view creator = user_of(row, "createdBy");
    if (!creator.empty() && creator != pim::to_text(entry.who.id)) return Finding::not_there;
    const auto created = parse_instant(text_in(&row, "createdDateTime"));
    const Instant first = shift(entry.sent.value_or(now), -clock_difference_ticks_max);
    const Instant last = shift(now, clock_difference_ticks_max);
    if (created && (*created < first || *created > last)) return Finding::not_there;
    return Finding::unclear;
}

Finding judge_rows(const Entry& entry, const JsonValue& page, Instant now) {
    const auto sent = graph::parse_body(under_way(entry).body);
    const JsonValue* rows = page.member("value");
    if (!sent || rows == nullptr || rows->type != JsonValue::Type::array) return Finding::unclear;
    Finding finding = Finding::not_there;
    for (const JsonValue& row : rows->items) {
        const Finding one = judge_row(entry, *sent, row, now);
        if (one == Finding::done) return one;
        if (one == Finding::unclear) finding = one;
    }
    return finding;
}

/// A request that is still open was not cancelled; sent again, a cancel that is refused is refused
/// in the backend's own words.
Finding judge_cancelled(const JsonValue& request) {
    const std::string_view status = text_in(&request, "status");
    if (status.empty()) return Finding::unclear;
    const bool gone =
        equals_ignoring_case(status, "Canceled") || equals_ignoring_case(status, "Revoked");
    return gone ? Finding::done : Finding::not_there;
}

/// Where somebody else answered, or otherwise, the same answer is sent again: the backend refuses
/// it in its own words.
Finding judge_answer(const Entry& entry, const JsonValue& step) {
    const auto sent = graph::parse_body(under_way(entry).body);
    const std::string_view result = text_in(&step, "reviewResult");
    if (!sent || result.empty()) return Finding::unclear;
    const std::string_view reviewer = text_in(step.member("reviewedBy"), "id").empty()
                                          ? user_of(step, "reviewedBy")
                                          : text_in(step.member("reviewedBy"), "id");
    const bool ours = reviewer.empty() || reviewer == pim::to_text(entry.who.id);
    // Some services answer `Approved` and `Denied` (behaviours.md §11, 11).
    const std::string_view asked = text_in(&*sent, "reviewResult");
    const bool same =
        equals_ignoring_case(result.substr(0, asked.size()), asked) ||
        (equals_ignoring_case(asked, "Deny") && equals_ignoring_case(result, "Denied"));
    return ours && same ? Finding::done : Finding::not_there;
}

}  // namespace

Remedy remedy_of(const Entry& entry, const Backend& backend) {
    // A lab knows the id of each request: sent again, it gives the recorded outcome.
    if (backend.lab) return Remedy::repeat;
    switch (sort_of(under_way(entry))) {
        case Sort::schedule_request:
        case Sort::cancel:
        case Sort::approval_step:
            return Remedy::look;
        case Sort::repeatable:  // a PATCH sets what it has set already
        case Sort::removal:     // a second DELETE finds nothing, and that counts as done
            return Remedy::repeat;
        case Sort::other:  // a second POST would make a second object
            break;
    }
    return Remedy::ask;
}

std::string look_up_address(const Entry& entry, const Backend& backend) {
    const GraphRequest& request = under_way(entry);
    if (sort_of(request) == Sort::schedule_request) {
        return backend.address + requests_address(request, entry.who);
    }
    // A cancel is looked up at its request, an answer at its step.
    const std::string_view path = request.path;
    const bool cancel = sort_of(request) == Sort::cancel;
    return cat(backend.address, cancel ? path.substr(0, path.rfind('/')) : path);
}

Finding judge(const Entry& entry, const JsonValue& found, Instant now) {
    switch (sort_of(under_way(entry))) {
        case Sort::schedule_request:
            return judge_rows(entry, found, now);
        case Sort::cancel:
            return judge_cancelled(found);
        case Sort::approval_step:
            return judge_answer(entry, found);
        case Sort::repeatable:
        case Sort::removal:
        case Sort::other:
            break;
    }
    return Finding::unclear;
}

const JsonValue& object_of(const Entry& entry, const JsonValue& found) {
    const JsonValue* rows = found.member("value");
    for (std::size_t i = 0; rows != nullptr && i < rows->items.size(); ++i) {
        if (text_in(&rows->items[i], "customData") == pim::to_text(entry.command)) {
            return rows->items[i];
        }
    }
    return found;
}

}  // namespace pim::sync
