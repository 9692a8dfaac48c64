#pragma once

#include <optional>
#include <string>

#include "core/outcome.hpp"

namespace pim::app {

constexpr const char* scenario_usage =
    "usage: pimlab run [--without <rule>]… FILE…   plays scenarios, fails where a line does\n"
    "       pimlab digest FILE…                    prints the fingerprint of each played tenant\n";

/// Carries `run` and `digest` of the command line out and gives the program's status; nothing where
/// the words are others.
std::optional<int> play_files(int count, char** words);

/// All bytes of a file.
Outcome<std::string> read_file(const std::string& path);

}  // namespace pim::app
