#pragma once

#include <deque>
#include <string>
#include <vector>

#include "core/origin.hpp"

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

}  // namespace pim::sync
