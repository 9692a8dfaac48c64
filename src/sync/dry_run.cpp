#include "sync/dry_run.hpp"

#include <memory>

#include "core/text.hpp"
#include "sync/page.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;

/// The least that shows whether an operation is allowed, behind the version.
std::string address_of_trial(Operation operation) {
    const OperationText& text = text_of(operation);
    switch (operation) {
        case Operation::organization:
        case Operation::policies:
        case Operation::alerts:
            return cat('/', text.collection, text.query.empty() ? "" : "?", text.query);
        case Operation::approval_steps:  // one approval has to be known; these name them
            return cat('/', text_of(Operation::approver_requests).collection, "?$top=1");
        case Operation::objects:
            return "/users?$top=1";
        default:
            return cat('/', text.collection, "?$top=1", text.query.empty() ? "" : "&", text.query);
    }
}

/// A dry run on its way: one version after the other, and what a backend without batches is asked
/// for one by one.
struct Run : std::enable_shared_from_this<Run> {
    using Operations = std::vector<Operation>;

    Transport* transport = nullptr;
    Backend backend;
    std::function<void(Outcome<std::vector<Trial>>)> done;
    std::vector<Trial> trials;
    std::vector<std::string_view> versions = {"v1.0", "beta"};
    Operations alone;

    void next() {
        if (!alone.empty()) return ask_for_one();
        if (versions.empty()) return done(std::move(trials));
        const std::string_view version = versions.front();
        versions.erase(versions.begin());
        Operations operations;
        std::vector<std::string> addresses;
        for (std::size_t i = 0; i < operation_count; ++i) {
            const auto operation = static_cast<Operation>(i);
            if (text_of(operation).version != version) continue;
            operations.push_back(operation);
            addresses.push_back(address_of_trial(operation));
        }
        Call call{"POST", cat(backend.address, '/', version, "/$batch"), {}, batch_of(addresses)};
        call.headers.emplace_back("Content-Type", "application/json");
        send(std::move(call), [this, operations](const graph::Response& response) {
            return take_batch(response, operations);
        });
    }

    void ask_for_one() {
        const Operation operation = alone.back();
        alone.pop_back();
        const std::string_view version = text_of(operation).version;
        send({"GET", cat(backend.address, '/', version, address_of_trial(operation)), {}, {}},
             [this, operation](const graph::Response& response) -> std::optional<Error> {
                 const auto body = graph::parse_body(response.body, reply_bytes_max);
                 if (response.status == 401) return refusal(response.status, body);
                 take(operation, response.status, body.value_or(JsonValue{}));
                 return std::nullopt;
             });
    }

    /// Goes on after the reply; what `take` says is wrong with it ends the run.
    void send(Call call, std::function<std::optional<Error>(const graph::Response&)> take) {
        transport->send(std::move(call), [self = shared_from_this(), take = std::move(take)](
                                             const Outcome<graph::Response>& reply) {
            const auto problem = reply ? take(*reply) : std::optional<Error>(reply.error());
            if (problem) return self->done(tl::unexpected<Error>(*problem));
            self->next();
        });
    }

    std::optional<Error> take_batch(const graph::Response& response, const Operations& operations) {
        if (has_no_batches(response.status)) {
            alone = operations;
            return std::nullopt;
        }
        if (response.status != 200) {
            return refusal(response.status, graph::parse_body(response.body));
        }
        const auto body = read_reply(response.body, "$batch");
        if (!body) return body.error();
        const auto parts = read_batch(*body, operations.size());
        if (!parts) return parts.error();
        for (const Part& part : *parts) take(operations[part.place], part.status, part.body);
        return std::nullopt;
    }

    static Error refusal(int status, const graph::Reading<JsonValue>& body) {
        return {words_of_refusal(status, body ? &*body : nullptr), "sign in again"};
    }

    void take(Operation operation, int status, const JsonValue& body) {
        const bool allowed = status == 200;
        trials[static_cast<std::size_t>(operation)] = {
            operation, allowed, allowed ? std::string() : words_of_refusal(status, &body)};
    }
};

}  // namespace

void dry_run(Transport& transport, const Backend& backend,
             std::function<void(Outcome<std::vector<Trial>>)> done) {
    const auto run = std::make_shared<Run>();
    run->transport = &transport;
    run->backend = backend;
    run->done = std::move(done);
    for (std::size_t i = 0; i < operation_count; ++i) {
        run->trials.push_back({static_cast<Operation>(i), false, "it gave no answer to this"});
    }
    run->next();
}

}  // namespace pim::sync
