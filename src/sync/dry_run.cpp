#include "sync/dry_run.hpp"

#include <memory>

#include "core/text.hpp"
#include "sync/page.hpp"

namespace pim::sync {

namespace {

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

/// A dry run on its way: one version after the other.
struct Run : std::enable_shared_from_this<Run> {
    Transport* transport = nullptr;
    Backend backend;
    std::function<void(Outcome<std::vector<Trial>>)> done;
    std::vector<Trial> trials;
    std::vector<std::string_view> versions = {"v1.0", "beta"};

    void next() {
        if (versions.empty()) return done(std::move(trials));
        const std::string_view version = versions.front();
        versions.erase(versions.begin());
        std::vector<Operation> operations;
        std::vector<std::string> addresses;
        for (std::size_t i = 0; i < operation_count; ++i) {
            const auto operation = static_cast<Operation>(i);
            if (text_of(operation).version != version) continue;
            operations.push_back(operation);
            addresses.push_back(address_of_trial(operation));
        }
        Call call{"POST", cat(backend.address, '/', version, "/$batch"), {}, batch_of(addresses)};
        call.headers.emplace_back("Content-Type", "application/json");
        transport->send(std::move(call), [self = shared_from_this(),
                                          operations](const Outcome<graph::Response>& reply) {
            if (const auto problem = self->take(reply, operations)) {
                self->done(tl::unexpected<Error>(*problem));
            } else {
                self->next();
            }
        });
    }

    std::optional<Error> take(const Outcome<graph::Response>& reply,
                              const std::vector<Operation>& operations) {
        if (!reply) return reply.error();
        const auto body = read_reply(reply->body, "$batch");
        if (reply->status != 200) {
            return Error{words_of_refusal(reply->status, body ? &*body : nullptr), "sign in again"};
        }
        if (!body) return body.error();
        const auto parts = read_batch(*body, operations.size());
        if (!parts) return parts.error();
        for (const Part& part : *parts) {
            const bool allowed = part.status == 200;
            trials[static_cast<std::size_t>(operations[part.place])] = {
                operations[part.place], allowed,
                allowed ? std::string() : words_of_refusal(part.status, &part.body)};
        }
        return std::nullopt;
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
