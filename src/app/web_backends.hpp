#pragma once

#include <memory>

#include "ui/backend_link.hpp"
#include "ui/connection.hpp"

namespace pim::app {

/// The page's way to backends: what it mirrors goes into this page's sandbox.
std::unique_ptr<ui::Connection> connection();

/// What ties the page's sandbox to the backend that it stands for; `page()` has its connection.
std::unique_ptr<ui::BackendLink> backend_link();

}  // namespace pim::app
