#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/outcome.hpp"
#include "graph/message.hpp"
#include "graph/rejection.hpp"
#include "server/loop.hpp"

namespace pim::server {

/// Whether a request may send its body.
struct Admission {
    std::optional<graph::Response> refused;  ///< the answer at once; the body is not read
    std::size_t body_bytes_max = 0;
};

/// What answers the requests that the sockets bring.
class HttpHandler {
public:
    virtual ~HttpHandler() = default;
    /// Looks at a request whose body is still to come.
    virtual Admission admit(const graph::Request& head) = 0;
    /// Answers a whole request. `done` is called once, at once or later, on the loop's thread.
    virtual void answer(graph::Request request, std::function<void(graph::Response)> done) = 0;
    /// The body of a refusal that the sockets make themselves.
    virtual graph::Response refusal(const graph::Rejection& rejection) = 0;
};

/// Where the server listens.
struct Endpoint {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;   ///< 0: the system picks one
    std::string certificate;  ///< PEM file of the chain; empty: plain HTTP
    std::string private_key;  ///< PEM file

    bool secure() const { return !certificate.empty(); }
};

/// HTTP/1.1 over TCP or TLS by Boost.Beast, on the loop's thread.
class HttpServer {
public:
    /// Binds and listens; the error names what is in the way. Handler and loop must outlive it.
    [[nodiscard]] static Outcome<std::unique_ptr<HttpServer>> open(Loop& loop, HttpHandler& handler,
                                                                   const Endpoint& endpoint);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// The port that it listens on.
    std::uint16_t port() const;
    /// Takes no more connections, lets the requests under way finish, then tells `done`.
    void drain(std::function<void()> done);

private:
    class Inside;
    explicit HttpServer(std::shared_ptr<Inside> inside);
    std::shared_ptr<Inside> inside_;
};

}  // namespace pim::server
