#pragma once

#include <memory>
#include <string>

#include "api/host.hpp"
#include "server/sqlite_files.hpp"
#include "storage/journal_store.hpp"

namespace pim::server {

/// The name of the one sandbox that a data folder holds.
constexpr std::string_view sandbox_name = "main";

/// What a data folder holds, opened.
struct Data {
    sandbox::State state;
    std::unique_ptr<sandbox::Store> store;
    std::unique_ptr<api::Checkpoints> checkpoints;
    storage::Recovery recovery;
    bool fresh = true;  ///< nothing had been kept yet
};

/// Opens a data folder, or makes it; `:memory:` keeps nothing. The error names the folder.
[[nodiscard]] Outcome<Data> open_data(const std::string& folder, const SqliteFiles::Post& post);

/// Notes the fingerprint of what is durable in the folder, at an orderly stop: `verify` compares.
[[nodiscard]] Outcome<void> note_fingerprint(const std::string& folder, const Tenant& tenant);

/// Opens a data folder for reading, replays it and compares fingerprints. What was found is told
/// line by line; false where something is wrong.
[[nodiscard]] bool verify_data(const std::string& folder,
                               const std::function<void(const std::string&)>& say);

}  // namespace pim::server
