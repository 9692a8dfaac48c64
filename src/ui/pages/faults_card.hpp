#pragma once

#include <string_view>

#include "graph/faults.hpp"

namespace pim::ui {

/// The switches for the troubles that Graph requests of this page meet. They hold until the page is
/// loaded anew.
class FaultsCard {
public:
    void draw(graph::Faults& faults);

private:
    void number(std::string_view label, std::string_view unit, std::string_view help,
                std::int64_t least, std::int64_t most, std::int64_t& value);
};

}  // namespace pim::ui
