#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "core/tenant.hpp"

namespace pim::sync {

enum class ChangeKind { added, removed, changed };

/// A member of an object that differs.
struct MemberChange {
    std::string path;    ///< `policy/rules/Expiration_EndUser_Assignment/maximumDuration`
    std::string before;  ///< JSON; empty: it was not there
    std::string after;
};

/// An object that two mirrors of a backend do not share.
struct Change {
    ChangeKind kind = ChangeKind::changed;
    std::string collection;
    std::string id;
    std::vector<MemberChange> members;  ///< of a changed one
};

/// What is different between an earlier mirror and a later one, object by object, in the order of
/// collection and id. Annotations (`@odata.…`) do not count.
std::vector<Change> difference(const std::deque<Original>& before,
                               const std::deque<Original>& after);

/// Two mirrors of a backend beside each other, as far as both read it.
struct Comparison {
    std::vector<Change> changes;
    std::vector<std::string_view> not_compared;  ///< what only one of them read, in words
};

/// Leaves out what one of them did not read (`Origin::omissions`). Whom only that names was looked
/// up for one of them alone: then nobody counts as added or removed. Both have an origin.
Comparison compare_mirrors(const Tenant& before, const Tenant& after);

}  // namespace pim::sync
