#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "graph/json_value.hpp"
#include "sync/harvest.hpp"
#include "sync/transport.hpp"

namespace pim::sync {

constexpr std::size_t calls_in_flight_max = 4;
constexpr std::size_t batch_size_max = 20;
constexpr std::size_t ids_asked_max = 1000;  ///< of one look-up

enum class MirrorState { reading, finished, cancelled, failed };

/// How far a mirror is; a value to show.
struct Progress {
    MirrorState state = MirrorState::reading;
    std::size_t requests = 0;  ///< sent so far, repeated ones included
    std::size_t bytes = 0;     ///< of replies
    std::size_t objects = 0;
    std::size_t readings = 0;  ///< collections that are known to be read so far
    std::size_t readings_finished = 0;
    std::optional<Instant> waits_until;  ///< the backend asked for a pause
    bool silent = false;                 ///< the last call had no answer
    Operation operation = Operation::organization;
    std::optional<Error> error;  ///< where it failed
    bool token_refused = false;  ///< because the backend does not take the token
};

/// Reads a tenant from a backend, and nothing but reads. It knows no clock: whoever owns it calls
/// `go_on` with the time, after it began, after `changed` and when `due` says so.
class Mirror {
public:
    /// Begins anew with an empty harvest, else goes on where that one stopped. The transport must
    /// outlive it.
    Mirror(Transport& transport, Harvest harvest);
    ~Mirror();
    Mirror(const Mirror&) = delete;
    Mirror& operator=(const Mirror&) = delete;

    /// Sends what may be sent at this moment.
    void go_on(Instant now);
    /// Ticks after which `go_on` has something to do by itself; none: not before `changed`.
    std::optional<std::int64_t> due(Instant now) const;
    /// Gives up what is under way; the harvest stays, to go on with later.
    void cancel();

    const Progress& progress() const { return progress_; }
    const Harvest& harvest() const { return harvest_; }

    /// Told after each reply.
    std::function<void()> changed;

private:
    struct Flight {
        std::vector<std::size_t> readings;  ///< places in the harvest
        bool batch = false;
        std::optional<int> number;  ///< of the transport
    };

    void plan();
    void plan_steps();
    void plan_look_ups();
    void plan_members();
    void add(Operation operation, std::string key = {});
    bool all_finished(bool (*of)(Operation)) const;
    bool send_next();
    std::vector<std::size_t> waiting() const;
    void send(Flight flight, Call call);
    Call call_of(const Reading& reading) const;
    void take_reply(int call, Outcome<graph::Response> reply);
    void take_batch(const Flight& flight, const graph::Response& response);
    void take_refused_batch(int status, const graph::JsonValue& body);
    void take_one(std::size_t place, int status, const graph::Headers& headers,
                  const graph::JsonValue& body);
    void take_page(Reading& reading, const graph::JsonValue& body);
    void take_refused_page(std::size_t place, const std::string& words);
    void refuse_token(const std::string& words);
    void wait(std::string_view retry_after, const Error& reason);
    void fail(Error error);
    void stop(MirrorState state);
    void count();

    Transport& transport_;
    Harvest harvest_;
    Progress progress_;
    std::map<int, Flight> flights_;
    Instant now_;  ///< as last told
    int last_call_ = 0;
    int failures_ = 0;                   ///< in a row
    bool batches_ = true;                ///< the backend has them, as far as is known
    std::set<std::size_t> anew_;         ///< readings that a refused page sent back to the first
    std::optional<std::int64_t> pause_;  ///< asked for, and not begun
    bool sending_ = false;
    /// Null once the mirror is gone: replies come late.
    std::shared_ptr<Mirror*> self_ = std::make_shared<Mirror*>(this);
};

}  // namespace pim::sync
