#pragma once

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>

#include "core/advance.hpp"
#include "core/apply.hpp"
#include "core/decide.hpp"
#include "storage/demo_support.hpp"
#include "storage/journal_names.hpp"
#include "storage/journal_store.hpp"
#include "storage/memory_files.hpp"

namespace pim::storage {

/// A tenant with the store that follows it.
struct StoreFixture {
    std::shared_ptr<MemoryFiles> files = std::make_shared<MemoryFiles>();
    std::unique_ptr<JournalStore> store;
    Tenant tenant;
    std::uint64_t commands = 0;

    StoreFixture() { reopen(); }

    void reopen() {
        auto opened = JournalStore::open(files, "demo", Access::writer);
        BOOST_REQUIRE_MESSAGE(opened, (opened ? std::string() : opened.error().what));
        store = std::move(opened->store);
        tenant = std::move(opened->state.tenant);
    }
    void take(const Events& events) {
        store->append(events);
        for (const Event& event : events) apply(tenant, event);
    }
    void submit(const DemoStep& step) {
        Context context;
        context.caller = step.caller;
        context.now = std::max(demo_begin, tenant.changed);
        context.command = demo_command(++commands);
        const auto decision = decide(tenant, step.command, context);
        if (!decision) BOOST_FAIL(describe(decision.error().reasons.front()));
        take(decision->events);
    }
    void run_demo() {
        for (const DemoStep& step : demo_steps()) submit(step);
    }
    /// Lets days pass, each of them a decision of its own.
    void pass(int count) {
        for (int day = 0; day < count; ++day) {
            Events events;
            advance(tenant, shift(std::max(demo_begin, tenant.changed), ticks_per_day),
                    [&](const Event& event) { events.push_back(event); });
            store->append(events);
        }
    }
    /// A user more, with a long name: something to make the journal grow by.
    void grow(int count) {
        for (int n = 0; n < count; ++n) {
            User user;
            user.id = {0x7000000000004000ULL, 0x8000000000000000ULL + ++commands};
            user.display_name = std::string(200, 'x');
            user.user_principal_name = "user" + std::to_string(commands) + "@demo.example";
            submit({{}, SaveUser{user}});
        }
    }
    bool commit() {
        std::optional<Error> problem = Error{"never told", ""};
        store->commit([&](std::optional<Error> error) { problem = std::move(error); });
        return !problem;
    }
    int snapshots() const {
        int count = 0;
        for (const auto& [name, bytes] : files->visible()) count += snapshot_sequence(name) ? 1 : 0;
        return count;
    }
    int idle_until_done() {
        int slices = 0;
        while (store->idle(tenant, true)) ++slices;
        return slices;
    }
};

}  // namespace pim::storage
