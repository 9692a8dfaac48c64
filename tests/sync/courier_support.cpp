#include "sync/courier_support.hpp"

#include <boost/test/unit_test.hpp>

#include "core/text.hpp"

namespace pim::sync::test {

CourierStage::CourierStage(bool lab, int count) {
    Outbox outbox{a_backend(lab), {}};
    for (int n = 1; n <= count; ++n) {
        BOOST_REQUIRE(outbox.add(an_entry(static_cast<std::uint64_t>(n), outbox.backend)));
    }
    reload(std::move(outbox));
}

void CourierStage::reload() {
    auto read = parse_outbox(kept);
    BOOST_REQUIRE_MESSAGE(read, read.error().what);
    reload(std::move(*read));
}

void CourierStage::reload(Outbox from) {
    courier.reset();
    courier = std::make_unique<Courier>(transport, std::move(from));
    courier->keep = [this](const Outbox& now) { kept = to_text(now); };
    courier->finished = [this](const Entry& entry) {
        outcomes += cat(outcomes.empty() ? "" : " ", entry.title.substr(14),
                        entry.state == EntryState::done ? "+" : "-");
    };
    courier->signed_in(adele.id);
    at(0);
}

void CourierStage::at(std::int64_t seconds) {
    courier->go_on(shift(begun, seconds * ticks_per_second));
}

std::int64_t CourierStage::due(std::int64_t seconds) const {
    const auto ticks = courier->due(shift(begun, seconds * ticks_per_second));
    return ticks ? *ticks / ticks_per_second : -1;
}

std::string CourierStage::state() const {
    const auto& entries = courier->outbox().entries;
    return entries.empty() ? "gone" : std::string(name(entries.front().state));
}

std::string CourierStage::sent() const {
    std::string text;
    for (const auto& one : transport.sent) {
        const auto id = parse_guid(graph::header(one.call.headers, "client-request-id"));
        text += id ? cat(static_cast<std::int64_t>(id->low)) : "?";
    }
    return text;
}

bool CourierStage::done(std::string_view body) {
    return transport.answer("ScheduleRequests", 201, std::string(body));
}

std::string row(std::string_view custom_data, std::string_view created, const Guid& creator) {
    const RequestSchedule command = activation(1);
    return cat(R"({"id":"r","action":"SelfActivate","principalId":")",
               pim::to_text(command.principal), R"(","roleDefinitionId":")",
               pim::to_text(command.role), R"(","directoryScopeId":"/","customData":)", custom_data,
               R"(,"createdDateTime":")", created, R"(","createdBy":{"user":{"id":")",
               pim::to_text(creator), R"("}}})");
}

std::string quoted_command() {
    return cat('"', pim::to_text(command_of(1)), '"');
}

}  // namespace pim::sync::test
