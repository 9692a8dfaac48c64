#include <memory>
#include <set>

#include "core/text.hpp"
#include "graph/command_id.hpp"
#include "graph/exchange.hpp"
#include "graph/handle.hpp"
#include "graph/query.hpp"
#include "graph/report_operations.hpp"

namespace pim::graph {

namespace {

/// One request of a batch.
struct Item {
    std::string id;
    Request request;
    std::vector<std::size_t> after;  ///< places of the items that must have succeeded
    std::optional<Response> response;
    bool started = false;
};

/// A batch on its way. Items that wait for nothing are sent together, the others when those that
/// they depend on have been answered; the last answer finishes it.
struct Batch : std::enable_shared_from_this<Batch> {
    sandbox::Sandbox* sandbox = nullptr;
    Faults* faults = nullptr;
    Stamp stamp;
    std::function<void(Response)> done;
    std::vector<Item> items;
    std::size_t answered = 0;
    bool starting = false;  ///< answers that come at once do not start others from within

    void start_ready() {
        if (starting) return;
        starting = true;
        // One item's answer may free another that stands before it.
        for (bool moved = true; moved;) {
            moved = false;
            for (std::size_t place = 0; place < items.size(); ++place) {
                if (items[place].started || !is_free(items[place])) continue;
                moved = true;
                start(place);
            }
        }
        starting = false;
        if (answered == items.size() && done) {
            const auto finish = std::move(done);
            done = nullptr;
            finish(answer(200, body(), stamp));
        }
    }

private:
    bool is_free(const Item& item) const {
        for (const std::size_t place : item.after) {
            if (!items[place].response) return false;
        }
        return true;
    }
    bool has_failed(std::size_t place) const { return items[place].response->status >= 400; }

    void start(std::size_t place) {
        Item& item = items[place];
        item.started = true;
        for (const std::size_t other : item.after) {
            if (!has_failed(other)) continue;
            take(place, error_response({424, "FailedDependency",
                                        cat("The request '", items[other].id,
                                            "' that this one depends on has failed.")},
                                       stamp_of(*sandbox, item.request)));
            return;
        }
        const auto self = shared_from_this();
        const auto answered_now = [self, place](Response response) {
            self->take(place, std::move(response));
            self->start_ready();
        };
        handle(*sandbox, item.request, answered_now, faults);
    }

    void take(std::size_t place, Response response) {
        items[place].response = std::move(response);
        ++answered;
    }

    /// The answers are JSON already, so that only what surrounds them is written.
    std::string body() const {
        std::string out = R"({"responses":[)";
        for (const Item& item : items) {
            if (&item != &items.front()) out += ',';
            out += cat(R"({"id":)", quoted(item.id), R"(,"status":)", item.response->status,
                       R"(,"headers":)", headers_text(item.response->headers));
            if (!item.response->body.empty()) out += cat(R"(,"body":)", item.response->body);
            out += '}';
        }
        return out + "]}";
    }

    static std::string headers_text(const Headers& headers) {
        JsonWriter out;
        out.begin_object();
        for (const auto& [field, value] : headers) out.member(field, value);
        out.end_object();
        return out.take();
    }
};

/// Reads the `requests` of a batch: its items, or the first thing that is wrong with it.
class BatchReader {
public:
    explicit BatchReader(const Exchange& exchange) : exchange_(exchange) {}

    Reading<std::vector<Item>> read() {
        const auto body = parse_body(exchange_.request.body);
        if (!body) return tl::unexpected(body.error());
        const JsonValue* requests = body->member("requests");
        if (requests == nullptr || requests->type != JsonValue::Type::array) {
            return bad_request("requests is missing: it lists the requests of the batch");
        }
        if (requests->items.size() > batch_requests_max) {
            return bad_request(cat("Number of batch request steps exceeds the maximum value of ",
                                   batch_requests_max, '.'));
        }
        for (const JsonValue& entry : requests->items) {
            if (!read_item(entry)) return tl::unexpected(*problem_);
        }
        for (std::size_t place = 0; place < items_.size(); ++place) {
            if (!read_dependencies(requests->items[place], place)) {
                return tl::unexpected(*problem_);
            }
        }
        if (goes_in_circles()) return bad_request("dependsOn leads back to the request itself");
        return std::move(items_);
    }

private:
    bool refuse(std::string message) {
        problem_ = bad_request(std::move(message)).value();
        return false;
    }

    bool read_item(const JsonValue& entry) {
        if (entry.type != JsonValue::Type::object) return refuse("a request is no object");
        std::optional<Rejection> problem;
        MemberReader members(entry, cat("requests/", items_.size(), '/'), problem);
        Item item;
        item.id = members.text("id").value_or(std::string());
        if (item.id.empty()) members.missing("id", "each request has one of its own");
        item.request = exchange_.request;
        item.request.method = members.text("method").value_or(std::string());
        if (item.request.method.empty()) members.missing("method", "such as GET");
        const auto url = members.text("url");
        if (!url || url->empty()) members.missing("url", "it is relative, such as /me");
        const JsonValue* headers = members.object("headers");
        const JsonValue* body = members.object("body");
        if (problem) return refuse(problem->message);
        if (place_of(item.id)) return refuse(cat("Request Id values must be unique: ", item.id));
        if (url->substr(0, url->find('?')).find("://") != std::string::npos) {
            return refuse(cat("the url of the request '", item.id,
                              "' is absolute; it begins behind the version, such as /me"));
        }
        const bool slash = url->front() == '/';
        item.request.url = cat('/', name(exchange_.url.version), slash ? "" : "/", *url);
        item.request.headers = headers_of(headers);
        const bool writes = !equals_ignoring_case(item.request.method, "GET") &&
                            !equals_ignoring_case(item.request.method, "DELETE");
        if (writes && (body == nullptr || header(item.request.headers, "Content-Type").empty())) {
            return refuse(cat("Write request id : ", item.id,
                              " does not contain Content-Type header or body."));
        }
        item.request.body = body == nullptr ? std::string() : to_json(*body);
        // The ids follow from the batch's own, so that a batch sent again is carried out once.
        item.request.id = id_of_next(exchange_.request.id);
        item.request.command = id_of_next(command_id(exchange_.request));
        items_.push_back(std::move(item));
        return true;
    }

    Guid id_of_next(const Guid& batch) const {
        if (batch.is_null()) return batch;
        return derive_guid(exchange_.tenant().id, batch,
                           static_cast<std::uint32_t>(items_.size()) + 1);
    }

    static Headers headers_of(const JsonValue* given) {
        Headers headers;
        for (std::size_t i = 0; given != nullptr && i < given->items.size(); ++i) {
            headers.emplace_back(given->names[i], given->items[i].text);
        }
        return headers;
    }

    bool read_dependencies(const JsonValue& entry, std::size_t place) {
        const JsonValue* given = entry.member("dependsOn");
        if (given == nullptr) return true;
        for (const JsonValue& id : given->items) {
            const auto other = place_of(id.text);
            if (!other) {
                return refuse(cat("dependsOn of the request '", items_[place].id, "' names '",
                                  id.text, "', which is not in the batch"));
            }
            items_[place].after.push_back(*other);
        }
        return true;
    }

    std::optional<std::size_t> place_of(std::string_view id) const {
        for (std::size_t place = 0; place < items_.size(); ++place) {
            if (items_[place].id == id) return place;
        }
        return std::nullopt;
    }

    /// Whether some items wait for each other: taking away what is free leaves any.
    bool goes_in_circles() const {
        std::set<std::size_t> free;
        for (std::size_t round = 0; round < items_.size(); ++round) {
            for (std::size_t place = 0; place < items_.size(); ++place) {
                bool ready = true;
                for (const std::size_t other : items_[place].after) ready &= free.count(other) != 0;
                if (ready) free.insert(place);
            }
        }
        return free.size() != items_.size();
    }

    const Exchange& exchange_;
    std::vector<Item> items_;
    std::optional<Rejection> problem_;
};

}  // namespace

bool is_batch(const Request& request) {
    const auto url = parse_url(request.url, request.service_root);
    return url && !url->segments.empty() && equals_ignoring_case(url->segments[0].name, "$batch");
}

void run_batch(Exchange& exchange) {
    auto items = BatchReader(exchange).read();
    if (!items) return exchange.reject(items.error());
    const auto batch = std::make_shared<Batch>();
    batch->sandbox = &exchange.sandbox;
    batch->faults = exchange.faults;
    batch->stamp = exchange.stamp;
    batch->done = std::move(exchange.done);
    batch->items = std::move(*items);
    for (Item& item : batch->items) {
        if (!is_batch(item.request)) continue;
        item.started = true;
        item.response = error_response(
            {400, "BadRequest", "a batch within a batch is not supported"}, exchange.stamp);
        ++batch->answered;
    }
    batch->start_ready();
}

}  // namespace pim::graph
