#pragma once

#include <memory>
#include <string>
#include <vector>

#include "api/host.hpp"
#include "storage/files.hpp"

namespace pim::server {

/// Checkpoints as files of a folder, or of memory: each is an export that people can take away.
class CheckpointFiles final : public api::Checkpoints {
public:
    explicit CheckpointFiles(std::unique_ptr<storage::Files> files) : files_(std::move(files)) {}

    [[nodiscard]] Outcome<void> save(const std::string& name, const std::string& text) override;
    [[nodiscard]] Outcome<std::vector<std::string>> list() const override;
    [[nodiscard]] Outcome<std::string> read(const std::string& name) const override;
    [[nodiscard]] Outcome<void> remove(const std::string& name) override;

private:
    /// Waits for the commit; these files report theirs before it returns.
    [[nodiscard]] Outcome<void> commit();

    std::unique_ptr<storage::Files> files_;
};

}  // namespace pim::server
