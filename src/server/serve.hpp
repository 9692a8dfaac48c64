#pragma once

#include <functional>
#include <string_view>

#include "sandbox/store.hpp"
#include "server/options.hpp"

namespace pim::server {

/// Makes a fresh sandbox as it stands at an instant, by the name of a sample or the path of a file;
/// what the command line names where the name is empty.
using Prepare = std::function<Outcome<sandbox::State>(std::string_view name, Instant now)>;

/// Serves until SIGTERM or SIGINT: 0 after an orderly end, 1 where it could not begin.
int serve(const Options& options, const Prepare& prepare);

}  // namespace pim::server
