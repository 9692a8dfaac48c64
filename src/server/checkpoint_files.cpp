#include "server/checkpoint_files.hpp"

namespace pim::server {

namespace {

constexpr std::string_view checkpoint_ending = ".json";

std::string file_of(const std::string& name) {
    return name + std::string(checkpoint_ending);
}

}  // namespace

Outcome<void> CheckpointFiles::save(const std::string& name, const std::string& text) {
    const auto written = files_->replace(file_of(name), text);
    return written ? commit() : written;
}

Outcome<std::vector<std::string>> CheckpointFiles::list() const {
    const auto files = files_->list();
    if (!files) return tl::unexpected<Error>(files.error());
    std::vector<std::string> names;
    for (const std::string& file : *files) {
        const bool ours = file.size() > checkpoint_ending.size() &&
                          file.substr(file.size() - checkpoint_ending.size()) == checkpoint_ending;
        if (ours) names.push_back(file.substr(0, file.size() - checkpoint_ending.size()));
    }
    return names;
}

Outcome<std::string> CheckpointFiles::read(const std::string& name) const {
    return files_->read(file_of(name));
}

Outcome<void> CheckpointFiles::remove(const std::string& name) {
    const auto removed = files_->remove(file_of(name));
    return removed ? commit() : removed;
}

Outcome<void> CheckpointFiles::commit() {
    Outcome<void> outcome;
    files_->commit([&](Outcome<void> done) { outcome = std::move(done); });
    return outcome;
}

}  // namespace pim::server
