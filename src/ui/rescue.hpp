#pragma once

#include <functional>
#include <optional>

#include "core/outcome.hpp"
#include "ui/kit/shell.hpp"

namespace pim::ui {

/// What is shown where the kept sandbox cannot be opened: why, and the ways on. Nothing is changed
/// until one is chosen.
class Rescue {
public:
    struct Ways {
        std::function<void()> load_again;                  ///< the page
        std::function<void()> download;                    ///< the kept files as they are
        std::function<std::optional<Error>()> begin_anew;  ///< sets them aside
    };

    Rescue(Error error, Ways ways) : error_(std::move(error)), ways_(std::move(ways)) {}
    void draw();
    /// Outside of the frame: carries out what was chosen. True where this rescue is over.
    bool settle();

private:
    Error error_;
    Ways ways_;
    kit::Shell shell_;
    std::optional<Error> failed_;
    bool begin_ = false;
};

}  // namespace pim::ui
