#pragma once

#include "storage/store.hpp"

namespace pim::sandbox {

// The store's interface belongs to storage, which must not include this room.
using storage::Session;
using storage::State;
using storage::Store;

}  // namespace pim::sandbox
