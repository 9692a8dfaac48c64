#pragma once

#include "sandbox/store.hpp"

namespace pim::sandbox {

/// Keeps nothing: what is done is confirmed at once, and gone with the program (`pimlab serve
/// --data :memory:`, benchmarks).
class MemoryStore : public Store {
public:
    void append(const Events&) override {}
    void save_session(const Session&) override {}
    void replace(const Tenant&, const Session&) override {}
    void commit(storage::Done done) override { done(std::nullopt); }
    bool idle(const Tenant&, bool) override { return false; }
    [[nodiscard]] Outcome<State> reload() override {
        return failure("nothing was kept: the data is in memory only");
    }
    [[nodiscard]] bool writable() const override { return true; }
};

}  // namespace pim::sandbox
