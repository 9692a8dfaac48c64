#include "server/http_server.hpp"

#include <cerrno>
#include <cstring>
#include <set>

#include "server/connection.hpp"

#include <boost/asio/ssl/context.hpp>

namespace pim::server {

namespace {

constexpr int backlog = 512;
/// How long accepting rests where the system has no more descriptors.
constexpr std::chrono::milliseconds accept_pause{100};

graph::Rejection too_many() {
    return {503, "ServiceUnavailable",
            cat("more than ", connections_max, " connections are open: close some, or try later")};
}

tl::unexpected<Error> in_the_way(const Endpoint& endpoint, boost::system::error_code error) {
    const std::string place = cat(endpoint.address, ":", static_cast<int>(endpoint.port));
    if (error == boost::asio::error::address_in_use) {
        return failure(cat("the port is in use: ", place),
                       "stop the other program, or choose another with --port");
    }
    return failure(cat(place, " cannot be listened at: ", error.message()),
                   "give another --host or --port");
}

}  // namespace

class HttpServer::Inside : public std::enable_shared_from_this<Inside> {
public:
    Inside(Loop& loop, HttpHandler& handler)
        : loop_(loop), handler_(handler), acceptor_(loop.context()) {}

    Outcome<void> listen(const Endpoint& endpoint) {
        if (endpoint.secure()) {
            const auto ready = read_certificate(endpoint);
            if (!ready) return ready;
        }
        boost::system::error_code error;
        const auto address = boost::asio::ip::make_address(endpoint.address, error);
        if (error) return in_the_way(endpoint, error);
        const Tcp::endpoint place(address, endpoint.port);
        acceptor_.open(place.protocol(), error);
        if (!error) acceptor_.set_option(Tcp::acceptor::reuse_address(true), error);
        if (!error) acceptor_.bind(place, error);
        if (!error) acceptor_.listen(backlog, error);
        if (!error) port_ = acceptor_.local_endpoint(error).port();
        if (error) return in_the_way(endpoint, error);
        return {};
    }

    void start() {
        accept();
        sweep_later();
    }

    void drain(std::function<void()> done) {
        boost::system::error_code ignored;
        acceptor_.close(ignored);
        drained_ = std::move(done);
        for (OpenConnection* connection : open_) connection->drain();
        tell_when_drained();
    }

    std::uint16_t port() const { return port_; }

private:
    Outcome<void> read_certificate(const Endpoint& endpoint) {
        boost::system::error_code error;
        secure_.emplace(boost::asio::ssl::context::tls_server);
        secure_->set_options(boost::asio::ssl::context::default_workarounds |
                             boost::asio::ssl::context::no_tlsv1 |
                             boost::asio::ssl::context::no_tlsv1_1);
        secure_->use_certificate_chain_file(endpoint.certificate, error);
        if (error) {
            return failure(cat("the certificate `", endpoint.certificate,
                               "` cannot be used: ", error.message()),
                           "give --tls-cert the PEM file of the chain");
        }
        secure_->use_private_key_file(endpoint.private_key, boost::asio::ssl::context::pem, error);
        if (error) {
            return failure(
                cat("the key `", endpoint.private_key, "` cannot be used: ", error.message()),
                "give --tls-key the PEM file of the certificate's key");
        }
        return {};
    }

    void accept() {
        acceptor_.async_accept(
            [self = shared_from_this()](boost::system::error_code error, Tcp::socket socket) {
                if (error == boost::asio::error::operation_aborted || !self->acceptor_.is_open()) {
                    return;
                }
                if (!error) {
                    self->take(std::move(socket));
                    self->accept();
                } else {
                    self->loop_.after(accept_pause, [self] { self->accept(); });
                }
            });
    }

    void take(Tcp::socket socket) {
        boost::system::error_code ignored;
        socket.set_option(Tcp::no_delay(true), ignored);
        if (secure_) {
            begin<SecureStream>(SecureStream(std::move(socket), *secure_));
        } else {
            begin<Tcp::socket>(std::move(socket));
        }
    }

    template <class Stream>
    void begin(Stream stream) {
        const auto connection =
            std::make_shared<Connection<Stream>>(std::move(stream), handler_, bodies_,
                                                 [self = shared_from_this()](OpenConnection* gone) {
                                                     self->open_.erase(gone);
                                                     self->tell_when_drained();
                                                 });
        open_.insert(connection.get());
        if (open_.size() > connections_max) {
            connection->turn_away(too_many());
        } else {
            connection->start();
        }
    }

    void sweep_later() {
        loop_.after(sweep_pause, [weak = weak_from_this()] {
            const auto self = weak.lock();
            if (!self) return;
            const auto now = Clock::now();
            for (OpenConnection* connection : self->open_) connection->sweep(now);
            self->sweep_later();
        });
    }

    void tell_when_drained() {
        if (!drained_ || !open_.empty()) return;
        // Later: this may be called from a connection's own end.
        loop_.post(std::exchange(drained_, {}));
    }

    Loop& loop_;
    HttpHandler& handler_;
    Tcp::acceptor acceptor_;
    std::optional<boost::asio::ssl::context> secure_;
    std::set<OpenConnection*> open_;
    std::size_t bodies_ = 0;  ///< bytes that are held for bodies
    std::function<void()> drained_;
    std::uint16_t port_ = 0;
};

HttpServer::HttpServer(std::shared_ptr<Inside> inside) : inside_(std::move(inside)) {}

HttpServer::~HttpServer() = default;

Outcome<std::unique_ptr<HttpServer>> HttpServer::open(Loop& loop, HttpHandler& handler,
                                                      const Endpoint& endpoint) {
    auto inside = std::make_shared<Inside>(loop, handler);
    const auto listening = inside->listen(endpoint);
    if (!listening) return tl::unexpected<Error>(listening.error());
    inside->start();
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(inside)));
}

std::uint16_t HttpServer::port() const {
    return inside_->port();
}

void HttpServer::drain(std::function<void()> done) {
    inside_->drain(std::move(done));
}

}  // namespace pim::server
