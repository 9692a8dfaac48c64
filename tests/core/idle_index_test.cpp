// Goal: rows are counted and visited by how long they have been idle, also within one day.
#include "core/idle_index.hpp"

#include <boost/test/unit_test.hpp>
#include <vector>

using namespace pim;

namespace {

Instant hour(std::int64_t n) {
    return {n * ticks_per_hour};
}

std::vector<Slot> visited(const IdleIndex& index, Instant until) {
    std::vector<Slot> slots;
    index.each(until, [&](Slot slot) {
        slots.push_back(slot);
        return true;
    });
    return slots;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(idle_index_test)

BOOST_AUTO_TEST_CASE(counts_and_visits_up_to_a_moment) {
    IdleIndex index;
    index.save(7, hour(50));
    index.save(2, hour(49));
    index.save(3, hour(3));
    index.save(4, hour(100));
    BOOST_TEST(index.count(hour(2)) == 0);
    BOOST_TEST(index.count(hour(3)) == 1);
    BOOST_TEST(index.count(hour(49)) == 2);
    BOOST_TEST(index.count(hour(99)) == 3);
    BOOST_TEST(index.count(hour(1000)) == 4);
    BOOST_TEST((visited(index, hour(50)) == std::vector<Slot>{3, 2, 7}));
    BOOST_TEST(visited(index, hour(2)).empty());
}

BOOST_AUTO_TEST_CASE(a_row_moves_and_goes) {
    IdleIndex index;
    index.save(1, hour(1));
    index.save(1, hour(80));
    BOOST_TEST(index.count(hour(79)) == 0);
    BOOST_TEST(index.count(hour(80)) == 1);
    BOOST_TEST((index.since(1) == hour(80)));
    index.drop(1);
    index.drop(1);
    BOOST_TEST(!index.since(1));
    BOOST_TEST(!index.since(99));
    index.drop(99);
    BOOST_TEST(index.count(hour(1000)) == 0);
    BOOST_TEST((index == IdleIndex{}));
}

BOOST_AUTO_TEST_SUITE_END()
