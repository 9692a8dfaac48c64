#pragma once

// Only http_server.cpp and wire.cpp include this: Boost.Beast costs 20 s a file.

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/text.hpp"
#include "graph/rejection.hpp"

namespace pim::server {

constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

/// A request's head as the rooms above know it.
graph::Request request_of(
    const boost::beast::http::request<boost::beast::http::string_body>& message);

/// An answer as it goes over the wire, without the parts of a stream. The body is left out for
/// HEAD, its length is not.
std::string wire_text(const graph::Response& response, bool keep_alive, bool old_client,
                      bool with_body);

/// A part of a stream as it goes over the wire, and its end where it is the last.
std::string wire_part(const std::string& part, bool last, bool old_client);

/// 503 where the bodies that are being read are too long together.
graph::Rejection too_many_bodies();
/// 408 for a request that took longer than limits.hpp gives it.
graph::Rejection too_slow();
/// What to say where reading a request ended so; nothing where there is nobody to say it to.
std::optional<graph::Rejection> rejection_of_reading(boost::system::error_code error,
                                                     std::size_t body_bytes_max);

}  // namespace pim::server
