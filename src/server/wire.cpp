#include "server/wire.hpp"

#include <array>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/status.hpp>
#include <charconv>

#include "server/limits.hpp"

namespace pim::server {

namespace {

namespace http = boost::beast::http;

std::string text_of(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

bool has_body(int status) {
    return status != 204 && status != 304;
}

/// A field's value cannot begin a new line, whatever it was made from.
void append_value(std::string& out, std::string_view value) {
    for (const char c : value) {
        if (c != '\r' && c != '\n' && c != '\0') out += c;
    }
}

}  // namespace

graph::Request request_of(const http::request<http::string_body>& message) {
    graph::Request request;
    request.method = text_of(message.method_string());
    request.url = text_of(message.target());
    for (const auto& field : message) {
        request.headers.emplace_back(text_of(field.name_string()), text_of(field.value()));
    }
    return request;
}

std::string wire_text(const graph::Response& response, bool keep_alive, bool old_client,
                      bool with_body) {
    const auto phrase = http::obsolete_reason(http::int_to_status(response.status));
    std::string out = cat("HTTP/1.1 ", response.status, ' ', text_of(phrase), "\r\n");
    out.reserve(512 + response.body.size());
    for (const auto& [field, value] : response.headers) {
        out += field;
        out += ": ";
        append_value(out, value);
        out += "\r\n";
    }
    if (response.stream) {
        if (!old_client) out += "Transfer-Encoding: chunked\r\n";
    } else if (has_body(response.status)) {
        out += cat("Content-Length: ", response.body.size(), "\r\n");
    }
    if (!keep_alive) {
        out += "Connection: close\r\n";
    } else if (old_client) {
        out += "Connection: keep-alive\r\n";
    }
    out += "\r\n";
    if (with_body && has_body(response.status)) out += response.body;
    return out;
}

std::string wire_part(const std::string& part, bool last, bool old_client) {
    if (old_client) return part;
    std::array<char, 2 * sizeof part.size()> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), part.size(), 16);
    const std::string_view size(digits.data(), static_cast<std::size_t>(end.ptr - digits.data()));
    std::string out;
    if (!part.empty()) out = cat(size, "\r\n", part, "\r\n");
    if (last) out += "0\r\n\r\n";
    return out;
}

graph::Rejection too_many_bodies() {
    return {503, "ServiceUnavailable",
            cat("the bodies that are being sent have more than ", bodies_bytes_max,
                " bytes together: try again later")};
}

graph::Rejection too_slow() {
    return {408, "RequestTimeout",
            cat("the request was not complete within ", request_time_max.count(), " s")};
}

std::optional<graph::Rejection> rejection_of_reading(boost::system::error_code error,
                                                     std::size_t body_bytes_max) {
    if (error == http::error::end_of_stream) return std::nullopt;
    if (error == http::error::body_limit) return graph::body_too_long(body_bytes_max);
    if (error == http::error::header_limit || error == http::error::buffer_overflow) {
        return graph::Rejection{431, "RequestHeaderFieldsTooLarge",
                                cat("the header fields are longer than ",
                                    static_cast<std::size_t>(header_bytes_max), " bytes together")};
    }
    if (error.category() != http::make_error_code(http::error::bad_method).category() ||
        error == http::error::partial_message) {
        return std::nullopt;
    }
    return graph::Rejection{400, "BadRequest",
                            cat("the request is not HTTP/1.1: ", error.message())};
}

}  // namespace pim::server
