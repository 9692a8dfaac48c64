#pragma once

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "graph/faults.hpp"
#include "graph/message.hpp"
#include "graph/version.hpp"
#include "sandbox/sandbox.hpp"

namespace pim::ui {

/// The methods that Graph's operations have.
constexpr std::array<std::string_view, 4> explorer_methods = {"GET", "POST", "PATCH", "DELETE"};
/// Requests that the history holds.
constexpr std::size_t explorer_history_max = 30;
/// The longest body that can be written, in characters.
constexpr int explorer_body_max = 64 * 1024;
/// Of a longer answer only so much is shown; it is copied whole.
constexpr std::size_t explorer_shown_bytes_max = std::size_t{64} * 1024;

/// A request of the Graph explorer.
struct ExplorerRequest {
    std::string method = "GET";
    graph::Version version = graph::Version::v1;
    std::string path = "/me";  ///< what follows the version, query included
    std::string body;

    /// `https://graph.microsoft.com/v1.0/me`
    std::string address() const;
    friend bool operator==(const ExplorerRequest&, const ExplorerRequest&) = default;
};

/// Takes an address apart: whole, from the version on, or what follows the version.
void set_address(ExplorerRequest& request, std::string_view address);
/// Methods that bring a body.
bool has_body(const ExplorerRequest& request);

/// A request that was sent.
struct ExplorerEntry {
    ExplorerRequest request;
    int status = 0;
    std::string persona;  ///< display name of who asked
    std::string when;     ///< simulated, local
};

/// What came back, prepared for reading once.
struct ExplorerAnswer {
    ExplorerEntry entry;
    std::string fields;     ///< the header fields, a line each
    std::string body;       ///< indented
    std::string shown;      ///< of the body, at most explorer_shown_bytes_max
    std::string next_page;  ///< the address of `@odata.nextLink`; may be empty
};

/// The Graph explorer's request, answer and history: one for the window, so that they outlive the
/// page. Holds no token: who asks is a persona.
class Explorer {
public:
    /// `keep` takes the history as text whenever it grows; may be empty. Requests meet `faults`,
    /// where there are any.
    using Keep = std::function<void(std::string_view)>;
    Explorer(sandbox::Sandbox& sandbox, graph::Faults* faults, Keep keep);

    ExplorerRequest draft;

    /// Sends the draft as a persona. The answer to a change comes when it is durable.
    void send(const Guid& persona);
    bool waiting() const { return state_->waiting; }
    /// The last answer; none before the first.
    const std::optional<ExplorerAnswer>& answer() const { return state_->answer; }
    /// Newest first.
    const std::deque<ExplorerEntry>& history() const { return state_->history; }
    /// Takes a history as it was kept; what cannot be read is left out.
    void recall(std::string_view kept);

private:
    struct State {
        bool waiting = false;
        std::optional<ExplorerAnswer> answer;
        std::deque<ExplorerEntry> history;
        Keep keep;
    };
    static void finish(State& state, ExplorerEntry entry, const graph::Response& response);

    sandbox::Sandbox& sandbox_;
    graph::Faults* faults_;
    /// Shared with the answers that are under way, which may come after this is gone.
    std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace pim::ui
