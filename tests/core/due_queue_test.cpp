// Goal: the queue gives what falls due in the one order, however entries come, move and go.
// Method: a fixed pseudo-random walk beside a sorted set.

#include "core/due_queue.hpp"

#include <boost/test/unit_test.hpp>
#include <map>
#include <set>

using namespace pim;

BOOST_AUTO_TEST_SUITE(due_queue_test)

BOOST_AUTO_TEST_CASE(the_queue_agrees_with_a_sorted_set) {
    DueQueue queue;
    std::map<std::uint32_t, Due> by_slot;
    std::uint64_t state = 1;
    const auto number = [&](std::uint64_t below) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return (state >> 33) % below;
    };
    for (int step = 0; step < 20'000; ++step) {
        const auto slot = static_cast<std::uint32_t>(number(300));
        if (number(4) == 0) {
            queue.erase(DueOwner::schedule, slot);
            by_slot.erase(slot);
        } else {
            const Due due{{static_cast<std::int64_t>(number(50))},
                          number(2) == 0 ? DueKind::ends : DueKind::reminds,
                          DueOwner::schedule,
                          slot};
            queue.save(due);
            by_slot[slot] = due;
        }
        BOOST_REQUIRE_EQUAL(queue.size(), by_slot.size());
        std::set<Due> sorted;
        if (step % 100 == 0) {
            for (const auto& [key, due] : by_slot) sorted.insert(due);
            BOOST_TEST((queue.in_order() == std::vector<Due>(sorted.begin(), sorted.end())));
            if (!sorted.empty()) BOOST_TEST((queue.front() == *sorted.begin()));
        }
    }
    Instant last{-1};
    while (!queue.empty()) {
        const Due due = queue.front();
        BOOST_TEST(!(due.at < last));
        last = due.at;
        queue.erase(due.owner, due.slot);
    }
}

BOOST_AUTO_TEST_CASE(at_one_instant_kind_owner_and_slot_decide) {
    DueQueue queue;
    queue.save({{5}, DueKind::purges, DueOwner::request, 1});
    queue.save({{5}, DueKind::purges, DueOwner::schedule, 9});
    queue.save({{5}, DueKind::digests, DueOwner::tenant, 0});
    queue.save({{5}, DueKind::starts, DueOwner::schedule, 2});
    queue.save({{5}, DueKind::ends, DueOwner::schedule, 3});
    std::vector<DueKind> kinds;
    for (const Due& due : queue.in_order()) kinds.push_back(due.kind);
    BOOST_TEST((kinds == std::vector<DueKind>{DueKind::ends, DueKind::starts, DueKind::digests,
                                              DueKind::purges, DueKind::purges}));
    BOOST_TEST((queue.in_order()[3].owner == DueOwner::schedule));
}

BOOST_AUTO_TEST_SUITE_END()
