#include "sync/identity.hpp"

#include <utility>

#include "core/text.hpp"
#include "sync/page.hpp"
#include "sync/throttle.hpp"

namespace pim::sync {

namespace {

/// The id in a reply: of the object, or of the first one of a page; empty where it is refused.
Outcome<std::string> id_in(const graph::Response& response) {
    if (asks_to_wait(response.status)) {
        return failure(cat("the backend asks for a pause with status ", response.status),
                       "try again later");
    }
    const auto body = graph::parse_body(response.body);
    if (response.status != 200 || !body) return std::string();
    const graph::JsonValue* list = body->member("value");
    const bool page = list != nullptr && !list->items.empty();
    return std::string(text_in(page ? &list->items.front() : &*body, "id"));
}

void ask_id(Transport& transport, const Backend& backend, std::string_view of,
            std::function<void(Outcome<std::string>)> done) {
    transport.send({"GET", cat(backend.address, "/v1.0/", of, "?$select=id"), {}, {}},
                   [done = std::move(done)](const Outcome<graph::Response>& reply) {
                       if (!reply) return done(tl::unexpected<Error>(reply.error()));
                       done(id_in(*reply));
                   });
}

}  // namespace

void ask_identity(Transport& transport, const Backend& backend,
                  std::function<void(Outcome<std::string>)> done) {
    ask_id(transport, backend, "organization",
           [&transport, backend, done = std::move(done)](const Outcome<std::string>& organization) {
               if (!organization) return done(organization);
               ask_id(transport, backend, "me",
                      [done, organization = *organization](const Outcome<std::string>& me) {
                          if (!me) return done(me);
                          const bool told = !organization.empty() || !me->empty();
                          done(told ? cat(organization, ' ', *me) : std::string());
                      });
           });
}

}  // namespace pim::sync
