// Goal: a table finds every row that is there and none that is gone, whatever their ids collide to,
// and an index gives rows in the order of their making.
// Method: rows are saved and erased by a fixed pseudo-random walk, beside a std::map.

#include "core/table.hpp"

#include <boost/test/unit_test.hpp>
#include <map>

#include "core/row_index.hpp"

using namespace pim;

namespace {

struct Row {
    Guid id;
    int value = 0;
};

/// A small generator: the same numbers on every platform.
class Numbers {
public:
    std::uint64_t next() {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return state_ >> 33;
    }

private:
    std::uint64_t state_ = 1;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(table_test)

BOOST_AUTO_TEST_CASE(a_table_agrees_with_a_map) {
    Table<Row> table;
    std::map<Guid, int> wanted;
    Numbers numbers;
    for (int step = 0; step < 20'000; ++step) {
        // Few ids, in rows of neighbours and far apart, so that many meet in one place.
        const Guid id{(numbers.next() % 4) << 56, numbers.next() % 200};
        if (numbers.next() % 3 == 0) {
            table.erase(id);
            wanted.erase(id);
        } else {
            table.save(Row{id, step});
            wanted[id] = step;
        }
        BOOST_REQUIRE_EQUAL(table.size(), wanted.size());
        const Guid sought{(numbers.next() % 4) << 56, numbers.next() % 200};
        const Row* const found = table.find(sought);
        const auto known = wanted.find(sought);
        BOOST_REQUIRE_EQUAL(found != nullptr, known != wanted.end());
        if (found != nullptr) BOOST_REQUIRE_EQUAL(found->value, known->second);
    }
    for (const auto& [id, value] : wanted) BOOST_TEST(table.find(id)->value == value);
}

BOOST_AUTO_TEST_CASE(a_row_that_is_saved_again_keeps_its_slot) {
    Table<Row> table;
    const Slot slot = table.save(Row{{1, 1}, 1});
    table.save(Row{{1, 2}, 2});
    BOOST_TEST(table.save(Row{{1, 1}, 3}) == slot);
    BOOST_TEST(table.at(slot).value == 3);
    table.erase({1, 1});
    BOOST_TEST(!table.slot_of({1, 1}));
    BOOST_TEST(table.save(Row{{1, 1}, 4}) == 2U);
}

BOOST_AUTO_TEST_CASE(rows_stay_where_they_are_in_a_copy_too) {
    Table<Row> table;
    table.save(Row{{1, 1}, 1});
    Table<Row> copy = table;
    const Row* const kept = table.find({1, 1});
    const Row* const copied = copy.find({1, 1});
    for (int i = 2; i < 2'000; ++i) {
        table.save(Row{{1, static_cast<std::uint64_t>(i)}, i});
        copy.save(Row{{1, static_cast<std::uint64_t>(i)}, i});
    }
    BOOST_TEST(table.find({1, 1}) == kept);
    BOOST_TEST(copy.find({1, 1}) == copied);
    BOOST_TEST(copied->value == 1);
}

BOOST_AUTO_TEST_CASE(an_index_gives_rows_in_their_order_and_forgets_empty_keys) {
    RowIndex index;
    index.add({2, 0}, 7);
    index.add({2, 0}, 3);
    index.add({1, 0}, 5);
    BOOST_TEST((slots_of(index, {2, 0}) == Slots{3, 7}));
    BOOST_TEST(slots_of(index, {9, 9}).empty());
    index.drop({1, 0}, 5);
    BOOST_TEST(index.by_key().size() == 1U);
    BOOST_TEST((index.by_key().begin()->first == Guid{2, 0}));
}

BOOST_AUTO_TEST_SUITE_END()
