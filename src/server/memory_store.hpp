#pragma once

#include "sandbox/store.hpp"

namespace pim::server {

/// Keeps nothing: `--data :memory:`. What is done is confirmed at once, and gone with the program.
class MemoryStore final : public sandbox::Store {
public:
    void append(const Events&) override {}
    void save_session(const sandbox::Session&) override {}
    void replace(const Tenant&, const sandbox::Session&) override {}
    void commit(storage::Done done) override { done(std::nullopt); }
    bool idle(const Tenant&) override { return false; }
    [[nodiscard]] Outcome<sandbox::State> reload() override {
        return failure("nothing was kept: the data is in memory only");
    }
    [[nodiscard]] bool writable() const override { return true; }
};

}  // namespace pim::server
