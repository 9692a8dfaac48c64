#pragma once

#include <memory>
#include <optional>
#include <string>

#include "browser/storage_mount.hpp"
#include "sandbox/clock_keeper.hpp"
#include "sandbox/sandbox.hpp"
#include "ui/backend_link.hpp"
#include "ui/connection.hpp"
#include "ui/portal.hpp"
#include "ui/rescue.hpp"

namespace pim::app {

/// Saves the mark of the running clock in this browser, for the sandbox of this page.
void keep_clock(std::string_view mark);

/// The mark that was saved last; empty where none was.
std::string kept_clock();

/// Everything that lives as long as the page.
struct Page {
    std::shared_ptr<browser::StorageMount> mount;
    std::unique_ptr<sandbox::Sandbox> sandbox;
    std::unique_ptr<ui::Portal> portal;
    std::unique_ptr<ui::Connection> connection;
    std::unique_ptr<ui::BackendLink> link;  ///< where the sandbox stands for a backend
    std::unique_ptr<ui::Rescue> rescue;  ///< in the place of a portal, where nothing can be opened
    sandbox::ClockKeeper clock{keep_clock};
    double pumped_at_ms = 0;
};

/// The page of this tab.
Page& page();

/// The moment on the browser's own clock.
Instant wall_clock();

/// An id of 128 random bits, for a command.
Guid random_guid();

/// The sandbox that this page keeps; web/storage_mount.js reads it early under the same name.
std::string sandbox_name();

/// Which of the sandboxes of this origin the address names.
ui::Place here();

/// Loads the page anew with another sandbox.
void go(ui::Place place);

}  // namespace pim::app
