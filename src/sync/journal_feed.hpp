#pragma once

#include "graph/json_value.hpp"
#include "sync/lines.hpp"
#include "sync/replica.hpp"

namespace pim::sync {

/// A replica of a lab: begins with the export of its tenant, then follows its journal, event by
/// event, over one answer that does not end. Cut off, it goes on behind the last event.
class JournalFeed final : public Replica {
public:
    JournalFeed(Transport& transport, Backend backend, sandbox::Sandbox& sandbox, ReplicaWays ways);
    ~JournalFeed() override;

    void go_on(Instant now) override;
    std::optional<std::int64_t> due(Instant now) const override;
    void try_again() override;
    void wrote() override {}  // the journal tells
    void set_wanted(bool) override {}

private:
    /// A call that is under way.
    struct Flight {
        int call = 0;
        bool journal = false;
        std::optional<int> number;  ///< of the transport
    };

    void send(bool journal);
    void give_up();
    void take_reply(int call, const Outcome<graph::Response>& reply);
    void take_export(const graph::Response& response);
    void take_end(const graph::Response& response);
    void take_part(int call, std::string_view bytes);
    bool take_line(std::string_view line);
    bool take_event(const graph::JsonValue& json);
    bool take_clock(const graph::JsonValue& json);
    bool follow(Instant now);
    void heard();
    void read_anew(ReplicaState state);
    void cut_off(Error error, std::string_view retry_after);
    void stop(Error error);
    void tell();

    Transport& transport_;
    Backend backend_;
    sandbox::Sandbox& sandbox_;
    ReplicaWays ways_;
    std::optional<Flight> flight_;
    Lines lines_;
    Events events_;          ///< of the part that is being read
    bool whole_ = false;     ///< the sandbox has the tenant; only the journal is wanted
    bool compared_ = false;  ///< the feed goes on where the sandbox stands
    std::string last_;       ///< the last event as it was sent; empty: none since the export
    sandbox::ClockFace clock_;
    Instant now_;                        ///< as last told
    bool heard_ = false;                 ///< since then
    int failures_ = 0;                   ///< in a row
    std::optional<std::int64_t> pause_;  ///< asked for, and not begun
    int last_call_ = 0;
    /// Null once the replica is gone: replies come late.
    std::shared_ptr<JournalFeed*> self_ = std::make_shared<JournalFeed*>(this);
};

}  // namespace pim::sync
