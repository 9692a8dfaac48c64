#include "sync/mirror.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "graph/json_writer.hpp"
#include "sync/named.hpp"
#include "sync/page.hpp"
#include "sync/throttle.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;

bool is_look_up(Operation operation) {
    return operation == Operation::objects;
}
bool is_before_look_ups(Operation operation) {
    return operation < Operation::objects;
}
/// What belongs to one object, the reading's key.
bool is_of_one(Operation operation) {
    return !stands_alone(operation) && !is_look_up(operation);
}

/// The address of an approval's steps or a container's members behind the version.
std::string address_of_one(const Reading& reading) {
    const bool steps = reading.operation == Operation::approval_steps;
    return cat('/', text_of(reading.operation).collection, '/', reading.key,
               steps ? "/steps" : "/members?$top=999");
}

std::string body_of_look_up(const std::string& key) {
    graph::JsonWriter out;
    out.begin_object().key("ids").begin_array();
    for (const std::string_view id : divide(key, ' ')) out.text(id);
    out.end_array().end_object();
    return out.take();
}

std::string place_of(const Reading& reading) {
    return cat(text_of(reading.operation).collection, ", page ", reading.pages + 1);
}

}  // namespace

Mirror::Mirror(Transport& transport, Harvest harvest)
    : transport_(transport), harvest_(std::move(harvest)) {
    count();
}

Mirror::~Mirror() {
    *self_ = nullptr;
    for (const auto& [call, flight] : flights_) {
        if (flight.number) transport_.abort(*flight.number);
    }
}

void Mirror::go_on(Instant now) {
    now_ = now;
    if (progress_.state != MirrorState::reading || sending_) return;
    if (pause_) progress_.waits_until = shift(now, *std::exchange(pause_, std::nullopt));
    if (progress_.waits_until && now < *progress_.waits_until) return;
    progress_.waits_until.reset();
    if (harvest_.read == Instant{}) harvest_.read = now;
    // A transport may reply before `send` returns.
    sending_ = true;
    do {
        plan();
    } while (progress_.state == MirrorState::reading && !pause_ && send_next());
    sending_ = false;
    count();
}

std::optional<std::int64_t> Mirror::due(Instant now) const {
    if (progress_.state != MirrorState::reading) return std::nullopt;
    if (progress_.waits_until) {
        return std::max<std::int64_t>(0, progress_.waits_until->ticks - now.ticks);
    }
    if (pause_ || flights_.empty()) return 0;
    return std::nullopt;
}

void Mirror::cancel() {
    if (progress_.state == MirrorState::reading) stop(MirrorState::cancelled);
}

void Mirror::plan() {
    if (harvest_.readings.empty()) {
        for (std::size_t i = 0; i < operation_count; ++i) {
            const auto operation = static_cast<Operation>(i);
            if (!stands_alone(operation)) continue;
            if (!needs_consent(operation) || harvest_.requests_too) add(operation);
        }
    }
    if (all_finished(stands_alone)) plan_steps();
    if (progress_.state == MirrorState::reading && all_finished(is_before_look_ups)) {
        plan_look_ups();
    }
    if (progress_.state == MirrorState::reading && all_finished(is_look_up)) plan_members();
    const bool over = all_finished([](Operation) { return true; });
    if (progress_.state == MirrorState::reading && over) stop(MirrorState::finished);
}

void Mirror::plan_steps() {
    if (!stands_alone(harvest_.readings.back().operation)) return;
    const auto ids = approvals_named(harvest_);
    if (!ids) return fail(ids.error());
    for (const Guid& id : *ids) add(Operation::approval_steps, pim::to_text(id));
}

void Mirror::plan_look_ups() {
    for (const Reading& reading : harvest_.readings) {
        if (is_look_up(reading.operation)) return;
    }
    const auto ids = named_objects(harvest_);
    if (!ids) return fail(ids.error());
    // One look-up in any case: that it stands there says that it was planned.
    for (std::size_t from = 0; from == 0 || from < ids->size(); from += ids_asked_max) {
        std::string key;
        for (std::size_t i = from; i < std::min(from + ids_asked_max, ids->size()); ++i) {
            key += cat(key.empty() ? "" : " ", pim::to_text((*ids)[i]));
        }
        add(Operation::objects, std::move(key));
        if (ids->empty()) harvest_.readings.back().finished = true;
    }
}

void Mirror::plan_members() {
    const auto last = harvest_.readings.back().operation;
    if (!is_look_up(last)) return;
    for (std::string& id : objects_of_type(harvest_, "group")) {
        add(Operation::group_members, std::move(id));
    }
    for (std::string& id : objects_of_type(harvest_, "administrativeUnit")) {
        add(Operation::unit_members, std::move(id));
    }
}

void Mirror::add(Operation operation, std::string key) {
    Reading& reading = harvest_.readings.emplace_back();
    reading.operation = operation;
    reading.key = std::move(key);
}

bool Mirror::all_finished(bool (*of)(Operation)) const {
    return std::all_of(
        harvest_.readings.begin(), harvest_.readings.end(),
        [of](const Reading& reading) { return !of(reading.operation) || reading.finished; });
}

/// The readings of which nothing is on its way.
std::vector<std::size_t> Mirror::waiting() const {
    std::vector<bool> flying(harvest_.readings.size(), false);
    for (const auto& [call, flight] : flights_) {
        for (const std::size_t place : flight.readings) flying[place] = true;
    }
    std::vector<std::size_t> found;
    for (std::size_t place = 0; place < harvest_.readings.size(); ++place) {
        if (!harvest_.readings[place].finished && !flying[place]) found.push_back(place);
    }
    return found;
}

bool Mirror::send_next() {
    if (flights_.size() >= calls_in_flight_max) return false;
    const std::vector<std::size_t> places = waiting();
    if (places.empty()) return false;
    Flight flight;
    std::vector<std::string> addresses;
    for (const std::size_t place : places) {
        const Reading& reading = harvest_.readings[place];
        // Members of many containers go together; what has further pages goes alone.
        const bool together = batches_ && is_of_one(reading.operation) && reading.next.empty();
        if (!together || addresses.size() == batch_size_max) continue;
        flight.readings.push_back(place);
        addresses.push_back(address_of_one(reading));
    }
    const std::size_t first = places.front();
    if (addresses.size() < 2) {
        send(Flight{{first}, false, {}}, call_of(harvest_.readings[first]));
        return true;
    }
    flight.batch = true;
    // Approvals and members are never planned at the same time: one version serves all.
    const std::string_view version = text_of(harvest_.readings[first].operation).version;
    const std::string batch = cat(harvest_.backend.address, '/', version, "/$batch");
    Call call{"POST", batch, {}, batch_of(addresses)};
    call.headers.emplace_back("Content-Type", "application/json");
    send(std::move(flight), std::move(call));
    return true;
}

void Mirror::send(Flight flight, Call call) {
    const int number = ++last_call_;
    progress_.operation = harvest_.readings[flight.readings.front()].operation;
    flights_[number] = std::move(flight);
    ++progress_.requests;
    const int given =
        transport_.send(std::move(call), [self = self_, number](Outcome<graph::Response> reply) {
            if (*self != nullptr) (*self)->take_reply(number, std::move(reply));
        });
    const auto found = flights_.find(number);
    if (found != flights_.end()) found->second.number = given;
}

Call Mirror::call_of(const Reading& reading) const {
    const OperationText& text = text_of(reading.operation);
    Call call;
    if (!reading.next.empty()) {
        call.url = reading.next;
        return call;
    }
    const std::string root = cat(harvest_.backend.address, '/', text.version);
    if (is_of_one(reading.operation)) {
        call.url = root + address_of_one(reading);
    } else if (is_look_up(reading.operation)) {
        call.method = "POST";
        call.url = cat(root, '/', text.collection, "/getByIds");
        call.headers.emplace_back("Content-Type", "application/json");
        call.body = body_of_look_up(reading.key);
    } else {
        call.url = cat(root, '/', text.collection, reading.refused ? own_only : "",
                       text.query.empty() ? "" : "?", text.query);
    }
    return call;
}

void Mirror::take_reply(int call, Outcome<graph::Response> reply) {
    const auto found = flights_.find(call);
    if (found == flights_.end()) return;  // told twice, or given up
    const Flight flight = std::move(found->second);
    flights_.erase(found);
    progress_.silent = !reply;
    if (!reply) {
        wait({}, reply.error());
    } else {
        progress_.bytes += reply->body.size();
        const Reading& first = harvest_.readings[flight.readings.front()];
        const std::string place = flight.batch ? "$batch" : place_of(first);
        auto body =
            reply->status == 200 ? read_reply(reply->body, place) : Outcome<JsonValue>(JsonValue{});
        if (!body) {
            fail(body.error());
        } else if (flight.batch && reply->status == 200) {
            take_batch(flight, *reply);
        } else {
            const JsonValue told = reply->status == 200
                                       ? std::move(*body)
                                       : graph::parse_body(reply->body).value_or(JsonValue{});
            if (flight.batch && !asks_to_wait(reply->status)) {
                take_refused_batch(reply->status, told);
            } else {
                take_one(flight.readings.front(), reply->status, reply->headers, told);
            }
        }
    }
    if (!sending_ && !pause_) go_on(now_);
    count();
    if (changed) changed();
}

void Mirror::take_batch(const Flight& flight, const graph::Response& response) {
    const auto body = read_reply(response.body, "$batch");
    auto parts = body ? read_batch(*body, flight.readings.size())
                      : Outcome<std::vector<Part>>(tl::unexpected<Error>(body.error()));
    if (!parts) return fail(parts.error());
    // What has no part is asked for again; twice in a row nothing counts as a failure.
    if (parts->empty()) return wait({}, {"$batch: the reply has no parts", ""});
    for (const Part& part : *parts) {
        if (progress_.state != MirrorState::reading) return;
        if (harvest_.readings[flight.readings[part.place]].finished) continue;  // told twice
        take_one(flight.readings[part.place], part.status, part.headers, part.body);
    }
}

/// What was in it waits again where the service has no batches.
void Mirror::take_refused_batch(int status, const JsonValue& body) {
    const std::string words = words_of_refusal(status, &body);
    if (status == 401) return refuse_token(words);
    if (!has_no_batches(status)) return fail({cat("$batch: ", words), ""});
    batches_ = false;
}

void Mirror::refuse_token(const std::string& words) {
    progress_.token_refused = true;
    fail({cat("the backend does not take the token: ", words),
          "sign in again; what was read is kept"});
}

void Mirror::take_one(std::size_t place, int status, const graph::Headers& headers,
                      const JsonValue& body) {
    Reading& reading = harvest_.readings[place];
    if (status == 200) {
        failures_ = 0;
        return take_page(reading, body);
    }
    const std::string words = words_of_refusal(status, &body);
    if (asks_to_wait(status)) {
        return wait(graph::header(headers, "Retry-After"),
                    {cat(text_of(reading.operation).collection, ": ", words), ""});
    }
    if (status == 401) return refuse_token(words);
    if (reading.pages > 0) return take_refused_page(place, words);
    reading.finished = status != 403 || reading.refused || !has_own(reading.operation);
    if (!reading.refused) reading.refused = words;
    reading.next.clear();
}

/// The way to a later page ends after a while: half of a collection is not the whole of it, so it
/// is read from its first page again, once.
void Mirror::take_refused_page(std::size_t place, const std::string& words) {
    Reading& reading = harvest_.readings[place];
    if (!anew_.insert(place).second) {
        return fail({cat(place_of(reading), ": ", words), "go on later; what was read is kept"});
    }
    reading.next.clear();
    reading.pages = 0;
    reading.items.clear();
    reading.places.clear();
}

void Mirror::take_page(Reading& reading, const JsonValue& body) {
    auto page = read_page(body, place_of(reading));
    if (!page) return fail(page.error());
    if (!page->next.empty() && !leads_to(harvest_.backend, page->next)) {
        return fail({cat(place_of(reading), ": the next page lies at ", origin_of(page->next),
                         ", not at ", origin_of(harvest_.backend.address)),
                     "the token is sent nowhere else"});
    }
    if (!page->next.empty() && page->next == reading.next) {
        return fail({cat(place_of(reading), ": the page names itself as the next one"), ""});
    }
    for (Item& item : page->items) reading.take(std::move(item));
    ++reading.pages;
    reading.next = std::move(page->next);
    reading.finished = reading.next.empty();
}

void Mirror::wait(std::string_view retry_after, const Error& reason) {
    // Replies of one moment are one failure, however many calls were under way.
    if (!pause_ && !progress_.waits_until) ++failures_;
    if (failures_ >= attempts_max) {
        return fail({cat("the backend failed ", failures_, " times in a row: ", reason.what),
                     "go on later; what was read is kept"});
    }
    pause_ = std::max(pause_.value_or(0), pause_ticks(failures_, retry_after));
}

void Mirror::fail(Error error) {
    progress_.error = std::move(error);
    stop(MirrorState::failed);
}

void Mirror::stop(MirrorState state) {
    progress_.state = state;
    progress_.waits_until.reset();
    pause_.reset();
    for (const auto& [call, flight] : std::exchange(flights_, {})) {
        if (flight.number) transport_.abort(*flight.number);
    }
}

void Mirror::count() {
    progress_.objects = harvest_.item_count();
    progress_.readings = harvest_.readings.size();
    progress_.readings_finished = static_cast<std::size_t>(
        std::count_if(harvest_.readings.begin(), harvest_.readings.end(),
                      [](const Reading& reading) { return reading.finished; }));
}

}  // namespace pim::sync
