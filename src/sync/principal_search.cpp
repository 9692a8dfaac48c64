#include "sync/principal_search.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "graph/url.hpp"
#include "sync/building.hpp"
#include "sync/page.hpp"
#include "sync/throttle.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;

/// How a kind is asked for: what every token that may list it can read.
struct Question {
    std::string_view collection;
    std::string_view select;
};

Question question_of(ObjectType type) {
    switch (type) {
        case ObjectType::group:
            return {"groups", "id,displayName,isAssignableToRole,description"};
        case ObjectType::service_principal:
            return {"servicePrincipals", "id,displayName,appId"};
        default:
            return {"users", "id,displayName,userPrincipalName,userType"};
    }
}

/// `startswith(displayName,'O''Hara')`: a quote within a text is written twice.
std::string begins_with(std::string_view member, std::string_view text) {
    std::string literal;
    for (const char c : text) literal.append(c == '\'' ? 2 : 1, c);
    return cat("startswith(", member, ",'", literal, "')");
}

std::string address_of(const Backend& backend, ObjectType type, std::string_view text) {
    const Question question = question_of(type);
    std::string filter = begins_with("displayName", text);
    if (type == ObjectType::user) filter += cat(" or ", begins_with("userPrincipalName", text));
    return cat(backend.address, "/v1.0/", question.collection,
               "?$filter=", graph::percent_encode(filter), "&$select=", question.select,
               "&$top=", principals_asked_max);
}

/// A collection of one type does not say it for each object, as the one of all types does.
void name_type(JsonValue& object, ObjectType type) {
    if (object.member("@odata.type") != nullptr) return;
    JsonValue text;
    text.type = JsonValue::Type::text;
    text.text = cat("#microsoft.graph.", name(type));
    object.names.emplace_back("@odata.type");
    object.items.push_back(std::move(text));
}

template <class T>
void add_rows(std::vector<Principal>& principals, const Table<T>& table) {
    table.each([&](const T& row) { principals.emplace_back(row); });
}

}  // namespace

const Guid& id_of(const Principal& principal) {
    return std::visit([](const auto& row) -> const Guid& { return row.id; }, principal);
}

EventBody saved(const Principal& principal) {
    struct Saved {
        EventBody operator()(const User& user) const { return UserSaved{user}; }
        EventBody operator()(const Group& group) const { return GroupSaved{group}; }
        EventBody operator()(const ServicePrincipal& row) const {
            return ServicePrincipalSaved{row};
        }
    };
    return std::visit(Saved{}, principal);
}

PrincipalSearch::PrincipalSearch(Transport& transport, Backend backend)
    : transport_(transport), backend_(std::move(backend)) {}

PrincipalSearch::~PrincipalSearch() {
    *self_ = nullptr;
    clear();
}

void PrincipalSearch::begin(std::string_view text, const std::vector<ObjectType>& types) {
    clear();
    ++number_;
    text_ = text;
    for (const ObjectType type : types) findings_.emplace_back().type = type;
    flights_.resize(types.size());
    if (changed) changed();
}

void PrincipalSearch::clear() {
    for (const Flight& flight : std::exchange(flights_, {})) {
        if (flight.call != 0 && flight.number) transport_.abort(*flight.number);
    }
    findings_.clear();
    text_.clear();
    failures_ = 0;
}

void PrincipalSearch::go_on(Instant now) {
    if (pause_) waits_until_ = shift(now, *std::exchange(pause_, std::nullopt));
    if (waits_until_ && now < *waits_until_) return;
    waits_until_.reset();
    for (std::size_t place = 0; place < findings_.size() && !pause_; ++place) {
        if (!findings_[place].answered && flights_[place].call == 0) ask(place);
    }
}

std::optional<std::int64_t> PrincipalSearch::due(Instant now) const {
    bool open = false;
    for (std::size_t place = 0; place < findings_.size(); ++place) {
        open = open || (!findings_[place].answered && flights_[place].call == 0);
    }
    if (!open) return std::nullopt;
    if (!waits_until_ || pause_) return 0;
    return std::max<std::int64_t>(0, waits_until_->ticks - now.ticks);
}

void PrincipalSearch::ask(std::size_t place) {
    const int call = ++last_call_;
    flights_[place] = {call, {}};
    Call request;
    request.url = address_of(backend_, findings_[place].type, text_);
    const int number = transport_.send(std::move(request),
                                       [self = self_, call](const Outcome<graph::Response>& reply) {
                                           if (*self != nullptr) (*self)->take(call, reply);
                                       });
    // A transport may reply before `send` returns.
    if (flights_[place].call == call) flights_[place].number = number;
}

void PrincipalSearch::take(int call, const Outcome<graph::Response>& reply) {
    const auto found = std::find_if(flights_.begin(), flights_.end(),
                                    [call](const Flight& one) { return one.call == call; });
    if (found == flights_.end()) return;  // told twice, or of an earlier search
    *found = {};
    Findings& findings = findings_[static_cast<std::size_t>(found - flights_.begin())];
    if (!reply) {
        findings.answered = true;
        findings.refused = reply.error().what;
    } else if (asks_to_wait(reply->status)) {
        wait(findings, *reply);
    } else {
        findings.answered = true;
        failures_ = 0;
        read(findings, *reply);
    }
    if (changed) changed();
}

void PrincipalSearch::wait(Findings& findings, const graph::Response& response) {
    // Replies of one moment are one failure, however many calls were under way.
    if (!pause_) ++failures_;
    if (failures_ >= attempts_max) {
        const auto body = graph::parse_body(response.body);
        findings.answered = true;
        findings.refused = words_of_refusal(response.status, body ? &*body : nullptr);
        return;
    }
    const std::string_view retry_after = graph::header(response.headers, "Retry-After");
    pause_ = std::max(pause_.value_or(0), pause_ticks(failures_, retry_after));
}

void PrincipalSearch::read(Findings& findings, const graph::Response& response) {
    const std::string place(question_of(findings.type).collection);
    const auto body = read_reply(response.body, place);
    if (response.status != 200) {
        findings.refused = words_of_refusal(response.status, body ? &*body : nullptr);
        return;
    }
    const auto page =
        body ? read_page(*body, place) : Outcome<Page>(tl::unexpected<Error>(body.error()));
    if (!page) {
        findings.refused = page.error().what;
        return;
    }
    Building building;
    for (const Item& item : page->items) {
        auto object = read_reply(item.json, place);
        if (!object) continue;  // it was part of what was read
        name_type(*object, findings.type);
        read_directory_object(building, {*object, cat(place, '/', item.id, '/'), item.id});
    }
    if (building.problem) {
        findings.refused = building.problem->message;
        return;
    }
    findings.more = !page->next.empty();
    add_rows(findings.found, building.tenant.users);
    add_rows(findings.found, building.tenant.groups);
    add_rows(findings.found, building.tenant.service_principals);
}

}  // namespace pim::sync
