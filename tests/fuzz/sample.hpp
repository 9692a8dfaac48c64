#pragma once

#include <memory>
#include <string_view>

#include "graph/message.hpp"
#include "sandbox/sandbox.hpp"
#include "storage/memory_files.hpp"

namespace pim::fuzz {

/// The version of the decisions and rows in the kept journal and in the corpora made of it; later
/// ones lift them.
constexpr std::uint16_t sample_version = 2;

/// The files of the kept journal with every kind of event: sandbox `sample`.
const storage::MemoryFiles::Contents& sample_files();
/// What it holds at its end.
const sandbox::State& sample_state();

/// A sandbox over that state, made once and put back before an input that finds it changed.
class Sample {
public:
    Sample();

    /// Puts back what an input has changed; ids begin anew.
    void restore();
    /// Sends a Graph request as the Global Administrator, and checks the answer's form.
    graph::Response send(std::string_view method, std::string_view url, std::string_view body = {});
    /// What was decided since `restore`.
    const Events& decided() const;
    /// Whether the journal of what was decided leads from the state before to the state now.
    bool replays() const;

    sandbox::Sandbox& sandbox() { return *sandbox_; }

private:
    class Store;
    Store* store_ = nullptr;  ///< the sandbox's own
    std::unique_ptr<sandbox::Sandbox> sandbox_;
    std::uint64_t next_id_ = 0;
    std::uint64_t clean_version_ = 0;
};

/// Checks what every answer of Graph keeps: a status that is known, JSON in UTF-8 where there is a
/// body, the error envelope exactly with a status of 400 and above.
void check_answer(const graph::Response& response);

}  // namespace pim::fuzz
