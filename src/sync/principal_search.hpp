#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/directory.hpp"
#include "core/event.hpp"
#include "graph/json_value.hpp"
#include "sync/backend.hpp"
#include "sync/transport.hpp"

namespace pim::sync {

/// How many of each kind are asked for.
constexpr int principals_asked_max = 10;

/// Somebody or something that can hold a role, as a mirror reads it.
using Principal = std::variant<User, Group, ServicePrincipal>;
const Guid& id_of(const Principal& principal);
/// The event that brings it into a sandbox.
EventBody saved(const Principal& principal);

/// What a backend said about one kind of principal.
struct Findings {
    ObjectType type = ObjectType::user;
    bool answered = false;
    std::vector<Principal> found;
    bool more = false;    ///< than principals_asked_max
    std::string refused;  ///< in the backend's words, or why there was no answer; else empty
};

/// Looks principals up at a backend by the beginning of a name; only GETs go out. It knows no
/// clock: whoever owns it calls `go_on` with the time, after `changed` and when `due` says so.
class PrincipalSearch {
public:
    /// The transport must outlive it.
    PrincipalSearch(Transport& transport, Backend backend);
    ~PrincipalSearch();
    PrincipalSearch(const PrincipalSearch&) = delete;
    PrincipalSearch& operator=(const PrincipalSearch&) = delete;

    /// Looks for display names, and user principal names, that begin with a text (not empty), among
    /// these kinds: `user`, `group`, `service_principal`. What was looked for before is given up.
    void begin(std::string_view text, const std::vector<ObjectType>& types);
    /// Gives up what is under way and forgets what was found.
    void clear();
    /// Sends what may be sent at this moment.
    void go_on(Instant now);
    /// Ticks after which `go_on` has something to do by itself; none: not before `changed`.
    std::optional<std::int64_t> due(Instant now) const;

    /// Which search it is: it rises with each `begin`.
    int number() const { return number_; }
    /// Of the kinds that were asked for, in that order; none before the first search.
    const std::vector<Findings>& findings() const { return findings_; }
    /// The backend asked for a pause until then.
    const std::optional<Instant>& waits_until() const { return waits_until_; }

    /// Told when a search begins, and after each reply.
    std::function<void()> changed;

private:
    /// A question about one kind that is under way.
    struct Flight {
        int call = 0;               ///< 0: none is
        std::optional<int> number;  ///< of the transport
    };

    void ask(std::size_t place);
    void take(int call, const Outcome<graph::Response>& reply);
    void read(Findings& findings, const graph::Response& response);
    void wait(Findings& findings, const graph::Response& response);

    Transport& transport_;
    Backend backend_;
    std::string text_;
    std::vector<Findings> findings_;
    std::vector<Flight> flights_;  ///< beside the findings
    int number_ = 0;
    int last_call_ = 0;
    int failures_ = 0;                   ///< in a row
    std::optional<std::int64_t> pause_;  ///< asked for, and not begun
    std::optional<Instant> waits_until_;
    /// Null once the search is gone: replies come late.
    std::shared_ptr<PrincipalSearch*> self_ = std::make_shared<PrincipalSearch*>(this);
};

}  // namespace pim::sync
