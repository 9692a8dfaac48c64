#include "server/fetch.hpp"

#include <utility>  // Boost 1.74's coroutine headers need it first

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <optional>

#include "core/text.hpp"

namespace pim::server {

namespace {

namespace beast = boost::beast;
namespace http = beast::http;
namespace ssl = boost::asio::ssl;
using ErrorCode = boost::system::error_code;
using Resolver = boost::asio::ip::tcp::resolver;

struct Address {
    bool secure = false;
    std::string host;
    std::string
        authority;  ///< as the Host field says it: with the port, an IPv6 address in brackets
    std::string port;
    std::string path = "/";
};

std::optional<Address> parse_address(std::string_view url) {
    Address address;
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (url.substr(0, scheme.size()) != scheme) continue;
        address.secure = scheme == "https://";
        url.remove_prefix(scheme.size());
        const std::size_t slash = std::min(url.find('/'), url.size());
        if (slash < url.size()) address.path = url.substr(slash);
        const std::string_view authority = url.substr(0, slash);
        const std::size_t bracket = authority.rfind(']');
        const std::size_t colon = authority.rfind(':');
        const bool has_port = colon != std::string_view::npos &&
                              (bracket == std::string_view::npos || colon > bracket);
        address.authority = authority;
        address.host = authority.substr(0, has_port ? colon : authority.size());
        address.port = has_port ? authority.substr(colon + 1) : address.secure ? "443" : "80";
        if (address.host.size() > 2 && address.host.front() == '[') {
            address.host = address.host.substr(1, address.host.size() - 2);
        }
        if (!address.host.empty()) return address;
    }
    return std::nullopt;
}

/// One GET on its way; kept alive by the operation that is under way.
class Fetch : public std::enable_shared_from_this<Fetch> {
public:
    Fetch(Loop& loop, std::string url, Address address,
          std::function<void(Outcome<std::string>)> done)
        : resolver_(loop.context()),
          stream_(loop.context(), secure_),
          url_(std::move(url)),
          address_(std::move(address)),
          done_(std::move(done)) {}

    void start() {
        ErrorCode ignored;
        secure_.set_default_verify_paths(ignored);
        resolver_.async_resolve(address_.host, address_.port,
                                [self = shared_from_this()](ErrorCode error, auto found) {
                                    if (error) return self->fail("cannot be found", error);
                                    self->connect(found);
                                });
    }

private:
    beast::tcp_stream& plain() { return stream_.next_layer(); }

    void connect(const Resolver::results_type& places) {
        plain().expires_after(fetch_time_max);
        plain().async_connect(places, [self = shared_from_this()](ErrorCode error, const auto&) {
            if (error) return self->fail("cannot be reached", error);
            if (self->address_.secure) return self->greet();
            self->ask(self->plain());
        });
    }

    void greet() {
        stream_.set_verify_mode(ssl::verify_peer);
        stream_.set_verify_callback(ssl::host_name_verification(address_.host));
        SSL_set_tlsext_host_name(stream_.native_handle(), address_.host.c_str());
        stream_.async_handshake(
            ssl::stream_base::client, [self = shared_from_this()](ErrorCode error) {
                if (error) return self->fail("gives no TLS that can be trusted", error);
                self->ask(self->stream_);
            });
    }

    template <class Stream>
    void ask(Stream& stream) {
        request_.version(11);
        request_.method(http::verb::get);
        request_.target(address_.path);
        request_.set(http::field::host, address_.authority);
        request_.set(http::field::accept, "application/json");
        request_.set(http::field::user_agent, "pimlab");
        request_.set(http::field::connection, "close");
        parser_.body_limit(fetch_bytes_max);
        http::async_write(stream, request_,
                          [self = shared_from_this(), &stream](ErrorCode error, std::size_t) {
                              if (error) return self->fail("does not take the request", error);
                              self->read(stream);
                          });
    }

    template <class Stream>
    void read(Stream& stream) {
        http::async_read(stream, buffer_, parser_,
                         [self = shared_from_this()](ErrorCode error, std::size_t) {
                             if (error) return self->fail("gives no whole answer", error);
                             self->finish();
                         });
    }

    void finish() {
        const auto status = parser_.get().result_int();
        if (status != 200) {
            return done_(failure(cat(url_, " answered with ", static_cast<int>(status))));
        }
        done_(std::move(parser_.get().body()));
    }

    void fail(std::string_view why, ErrorCode error) {
        done_(failure(cat(url_, " ", why, ": ", error.message())));
    }

    ssl::context secure_{ssl::context::tls_client};
    Resolver resolver_;
    beast::ssl_stream<beast::tcp_stream> stream_;
    std::string url_;
    Address address_;
    std::function<void(Outcome<std::string>)> done_;
    http::request<http::empty_body> request_;
    http::response_parser<http::string_body> parser_;
    beast::flat_buffer buffer_;
};

}  // namespace

void fetch(Loop& loop, const std::string& url, std::function<void(Outcome<std::string>)> done) {
    auto address = parse_address(url);
    if (!address) {
        loop.post([url, done = std::move(done)] {
            done(failure(cat("'", url, "' is no address of HTTP"), "it begins with https://"));
        });
        return;
    }
    std::make_shared<Fetch>(loop, url, std::move(*address), std::move(done))->start();
}

}  // namespace pim::server
