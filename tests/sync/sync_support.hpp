#pragma once

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "graph/handle.hpp"
#include "sync/mirror.hpp"
#include "sync/outbox.hpp"
#include "sync/transport.hpp"

namespace pim::sync::test {

constexpr std::string_view address = "https://graph.fernhill.example";
/// When a case begins, by the clock of the wall.
constexpr Instant begun{1'772'000'000 * ticks_per_second};

/// A backend that does what a test says: every call waits until the test lets it be answered.
class ScriptedTransport : public Transport {
public:
    struct Sent {
        int number = 0;
        Call call;
        Replied replied;
        bool aborted = false;
        bool answered = false;
    };

    int send(Call call, Replied replied) override;
    void abort(int number) override;

    /// Answers the first waiting call whose URL contains a text; false where none does.
    bool answer(std::string_view part_of_url, int status, std::string body,
                graph::Headers headers = {});
    /// Answers the first waiting call with nothing: no line, no time.
    bool fail(std::string_view part_of_url);
    /// Gives the last call of all a part of its answer.
    void part(std::string_view bytes);
    /// The last call of all.
    const Call& last() const { return sent.back().call; }
    /// Answers every waiting call by a rule, until nothing waits; each twice where `doubled`, and
    /// the last one first where `backwards`.
    void answer_all(const std::function<graph::Response(const Call&)>& rule, bool doubled = false,
                    bool backwards = false);
    std::size_t waiting() const;

    std::deque<Sent> sent;

private:
    bool reply(std::string_view part_of_url, const Outcome<graph::Response>& outcome);
};

/// The Graph engine itself as the backend, asked as a principal.
class EngineTransport : public Transport {
public:
    EngineTransport(sandbox::Sandbox& sandbox, const Guid& caller)
        : sandbox_(sandbox), caller_(caller) {}

    int send(Call call, Replied replied) override;
    void abort(int) override {}

    std::optional<std::vector<std::string>> granted;  ///< permissions; none: all
    std::vector<std::string> urls;

private:
    sandbox::Sandbox& sandbox_;
    Guid caller_;
};

/// Somebody who asks for things, and the backend as a lab or as any other.
extern const Asker adele;
Backend a_backend(bool lab);
/// An action as the portal asks for it: self-activation number n, as one request.
RequestSchedule activation(std::uint64_t n);
Entry an_entry(std::uint64_t n, const Backend& backend);
Guid command_of(std::uint64_t n);

/// Somebody with nothing but names; a null id: to be made.
User a_user(const Guid& id, std::string name, std::string user_principal_name);

/// A refusal of Graph.
std::string refusal_of(std::string_view code, std::string_view message);

/// A harvest that has not begun.
Harvest begin();

/// An empty page, and a page of objects that have nothing but an id.
graph::Response empty_page();
graph::Response page_of(std::string_view objects, std::string_view next = {});

}  // namespace pim::sync::test
