#pragma once

#include <map>
#include <string_view>

#include "graph/faults.hpp"

namespace pim::ui {

/// The switches for the troubles that Graph requests of this page meet. They hold until the page is
/// loaded anew.
class FaultsCard {
public:
    void draw(graph::Faults& faults);

private:
    /// A number as it is being typed; what is out of its range changes nothing.
    void number(std::string_view label, std::string_view unit, std::string_view help,
                std::int64_t least, std::int64_t most, std::int64_t& value);

    std::map<std::string, int, std::less<>> typed_;  ///< by label, while it differs
};

}  // namespace pim::ui
