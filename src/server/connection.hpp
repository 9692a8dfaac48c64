#pragma once

// Only http_server.cpp includes this: Boost.Beast costs 20 s a file.

#include <utility>  // Boost 1.74's coroutine headers need it first

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

#include "core/text.hpp"
#include "server/http_server.hpp"
#include "server/limits.hpp"
#include "server/wire.hpp"

namespace pim::server {

using Tcp = boost::asio::ip::tcp;
using SecureStream = boost::asio::ssl::stream<Tcp::socket>;
using Clock = std::chrono::steady_clock;

/// What the server does with every connection, plain or not.
class OpenConnection {
public:
    virtual ~OpenConnection() = default;
    /// Ends what took too long.
    virtual void sweep(Clock::time_point now) = 0;
    /// Closes at once where nothing is under way, else after the answer.
    virtual void drain() = 0;
};

/// One client: reads a request, hands it on, writes the answer, and so on. Kept alive by the
/// operation that is under way.
template <class Stream>
class Connection final : public OpenConnection,
                         public std::enable_shared_from_this<Connection<Stream>> {
public:
    /// `gone` is told when the connection is no more; `bodies` counts the bytes that all of them
    /// hold for bodies.
    Connection(Stream stream, HttpHandler& handler, std::size_t& bodies,
               std::function<void(OpenConnection*)> gone)
        : stream_(std::move(stream)), handler_(handler), bodies_(bodies), gone_(std::move(gone)) {}
    ~Connection() override {
        let_go();
        gone_(this);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void start() {
        enter(Phase::greeting);
        if constexpr (std::is_same_v<Stream, SecureStream>) {
            stream_.async_handshake(boost::asio::ssl::stream_base::server,
                                    [self = this->shared_from_this()](boost::system::error_code e) {
                                        if (!e) self->read_header();
                                    });
        } else {
            read_header();
        }
    }

    /// Answers without reading anything: one connection too many.
    void turn_away(const graph::Rejection& rejection) {
        if constexpr (!std::is_same_v<Stream, SecureStream>) refuse(rejection);
    }

    void sweep(Clock::time_point now) override {
        const auto taken = now - since_;
        switch (phase_) {
            case Phase::greeting:
            case Phase::writing:
                if (taken > answer_time_max) close();
                break;
            case Phase::reading:
                if (!begun()) {
                    if (taken > idle_time_max) close();
                } else if (!begun_at_) {
                    begun_at_ = now;
                } else if (now - *begun_at_ > request_time_max) {
                    timed_out_ = true;
                    boost::system::error_code ignored;
                    socket().cancel(ignored);
                }
                break;
            case Phase::answering:
                break;
            case Phase::streaming:
                if (writing_ && taken > (draining_ ? linger_time_max : answer_time_max)) close();
                break;
            case Phase::lingering:
                if (taken > linger_time_max) close();
                break;
        }
    }

    void drain() override {
        draining_ = true;
        boost::system::error_code ignored;
        const bool reading = phase_ == Phase::reading;
        const bool idle = reading && !begun() && socket().available(ignored) == 0;
        if (idle || phase_ == Phase::greeting || phase_ == Phase::lingering) close();
        if (phase_ == Phase::streaming) send_part();
    }

private:
    enum class Phase { greeting, reading, answering, writing, streaming, lingering };

    auto& socket() { return stream_.lowest_layer(); }

    void enter(Phase phase) {
        phase_ = phase;
        since_ = Clock::now();
    }

    /// Whether the first byte of the next request has come.
    bool begun() const {
        // The parser takes whole lines out of the buffer.
        return buffer_.size() > 0 || head_read_ || (parser_ && parser_->got_some());
    }

    void read_header() {
        enter(Phase::reading);
        begun_at_.reset();
        head_read_ = false;
        parser_.emplace();
        parser_->header_limit(header_bytes_max);
        // The address decides, once the head was read. (1.74 takes `none` for a limit of nothing.)
        parser_->body_limit(std::numeric_limits<std::uint64_t>::max());
        boost::beast::http::async_read_header(
            stream_, buffer_, *parser_,
            [self = this->shared_from_this()](boost::system::error_code error, std::size_t) {
                if (error) return self->fail(error);
                self->take_head();
            });
    }

    void take_head() {
        head_read_ = true;
        const auto& head = parser_->get();
        request_ = request_of(head);
        keep_alive_ = head.keep_alive();
        old_client_ = head.version() < 11;
        Admission admission = handler_.admit(request_);
        if (admission.refused) {
            keep_alive_ = keep_alive_ && parser_->is_done();
            return reply(std::move(*admission.refused));
        }
        const auto length = parser_->content_length();
        if (length && *length > admission.body_bytes_max) {
            return refuse(graph::body_too_long(admission.body_bytes_max));
        }
        body_bytes_max_ = admission.body_bytes_max;
        parser_->body_limit(body_bytes_max_);
        if (parser_->is_done()) return take_body();
        if (!hold(static_cast<std::size_t>(length.value_or(body_bytes_max_)))) {
            return refuse(too_many_bodies());
        }
        if (!equals_ignoring_case(graph::header(request_.headers, "expect"), "100-continue")) {
            return read_body();
        }
        out_ = std::string(go_on);
        boost::asio::async_write(
            stream_, boost::asio::buffer(out_),
            [self = this->shared_from_this()](boost::system::error_code error, std::size_t) {
                if (!error) self->read_body();
            });
    }

    void read_body() {
        boost::beast::http::async_read(
            stream_, buffer_, *parser_,
            [self = this->shared_from_this()](boost::system::error_code error, std::size_t) {
                if (error) return self->fail(error);
                self->take_body();
            });
    }

    void take_body() {
        request_.body = std::move(parser_->get().body());
        let_go();
        enter(Phase::answering);
        handler_.answer(std::move(request_),
                        [self = this->shared_from_this()](graph::Response response) {
                            self->reply(std::move(response));
                        });
    }

    /// Counts the bytes of a body that is still to come; false where they are too many.
    bool hold(std::size_t bytes) {
        if (bodies_ + bytes > bodies_bytes_max) return false;
        held_ = bytes;
        bodies_ += held_;
        return true;
    }
    void let_go() { bodies_ -= std::exchange(held_, 0); }

    void reply(graph::Response response) {
        enter(Phase::writing);
        let_go();
        parts_ = response.stream;
        keep_alive_ = keep_alive_ && !draining_ && !parts_;
        const bool with_body = !parser_ || parser_->get().method_string() != "HEAD";
        out_ = wire_text(response, keep_alive_, old_client_, with_body);
        boost::asio::async_write(
            stream_, boost::asio::buffer(out_),
            [self = this->shared_from_this()](boost::system::error_code error, std::size_t) {
                if (error) return;
                if (self->parts_) return self->begin_stream();
                if (self->keep_alive_) return self->read_header();
                self->finish();
            });
    }

    /// Sends a body that comes in parts; meanwhile it is seen when the client goes away.
    void begin_stream() {
        enter(Phase::streaming);
        boost::system::error_code ignored;
        socket().set_option(boost::asio::socket_base::send_buffer_size(stream_sent_bytes_max),
                            ignored);
        parts_->wake_by([weak = this->weak_from_this()] {
            if (const auto self = weak.lock()) self->send_part();
        });
        discard();
        send_part();
    }

    void send_part() {
        using State = graph::BodyStream::State;
        if (parts_->state() == State::cut) return close();
        if (writing_ || ended_) return;
        const std::string part = parts_->take();
        ended_ = parts_->state() == State::ended || (draining_ && part.empty());
        if (part.empty() && !ended_) return;
        out_ = wire_part(part, ended_, old_client_);
        writing_ = true;
        since_ = Clock::now();
        boost::asio::async_write(
            stream_, boost::asio::buffer(out_),
            [self = this->shared_from_this()](boost::system::error_code error, std::size_t) {
                self->writing_ = false;
                if (error) return self->close();
                if (!self->ended_) return self->send_part();
                // What listens for the client goes on with the end.
                boost::system::error_code ignored;
                self->socket().cancel(ignored);
            });
    }

    void refuse(const graph::Rejection& rejection) {
        keep_alive_ = false;
        reply(handler_.refusal(rejection));
    }

    /// A request that cannot be read to its end.
    void fail(boost::system::error_code error) {
        if (timed_out_) return refuse(too_slow());
        if (const auto rejection = rejection_of_reading(error, body_bytes_max_)) refuse(*rejection);
    }

    /// Ends the sending side, and waits a little for what is still coming: a close at once would
    /// take the answer away from a client that is still sending.
    void finish() {
        enter(Phase::lingering);
        boost::system::error_code ignored;
        if constexpr (std::is_same_v<Stream, SecureStream>) {
            // A client that is still sending would get the end of TLS as an error.
            if (parser_ && !parser_->is_done()) return discard();
            stream_.async_shutdown(
                [self = this->shared_from_this()](boost::system::error_code) { self->close(); });
        } else {
            stream_.shutdown(Tcp::socket::shutdown_send, ignored);
            discard();
        }
    }

    /// Reads on what nobody needs, until the client is gone or the stream has ended.
    void discard() {
        buffer_.clear();
        stream_.async_read_some(
            buffer_.prepare(header_bytes_max),
            [self = this->shared_from_this()](boost::system::error_code error, std::size_t) {
                const bool streaming = self->phase_ == Phase::streaming;
                if (streaming && self->ended_ && !self->writing_) return self->finish();
                if (error) return self->close();
                self->discard();
            });
    }

    void close() {
        boost::system::error_code ignored;
        socket().close(ignored);
    }

    Stream stream_;
    HttpHandler& handler_;
    std::size_t& bodies_;
    std::size_t held_ = 0;  ///< of those, this connection's
    std::function<void(OpenConnection*)> gone_;
    boost::beast::flat_buffer buffer_;
    std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> parser_;
    graph::Request request_;
    std::string out_;
    std::shared_ptr<graph::BodyStream> parts_;  ///< of the answer under way; null: it is whole
    std::size_t body_bytes_max_ = 0;
    Phase phase_ = Phase::greeting;
    Clock::time_point since_ = Clock::now();
    std::optional<Clock::time_point> begun_at_;  ///< when the request was seen to have begun
    bool head_read_ = false;
    bool keep_alive_ = false;
    bool old_client_ = false;  ///< HTTP/1.0
    bool writing_ = false;     ///< a part of a stream
    bool ended_ = false;       ///< its last part was taken
    bool timed_out_ = false;
    bool draining_ = false;
};

}  // namespace pim::server
