#pragma once

#include <memory>
#include <string>

#include "sync/courier.hpp"
#include "sync/sync_support.hpp"

namespace pim::sync::test {

/// A courier over a scripted line, with what it kept last.
struct CourierStage {
    explicit CourierStage(bool lab = true, int count = 1);

    /// The page is loaded anew, with what was kept.
    void reload();
    void reload(Outbox from);
    void at(std::int64_t seconds);
    std::int64_t due(std::int64_t seconds) const;
    /// What happened to the first action.
    std::string state() const;
    /// The commands of all requests that went out, in order; looks as `?`.
    std::string sent() const;
    /// The backend has carried out what waits for its answer.
    bool done(std::string_view body = R"({"id":"x"})");

    ScriptedTransport transport;
    std::string kept;
    std::string outcomes;
    std::unique_ptr<Courier> courier;
};

/// A row of the request collection as a backend shows it.
std::string row(std::string_view custom_data, std::string_view created = "2026-02-25T06:13:00Z",
                const Guid& creator = adele.id);

/// The first action's command as JSON.
std::string quoted_command();

}  // namespace pim::sync::test
