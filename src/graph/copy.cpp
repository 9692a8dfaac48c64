#include "core/text.hpp"
#include "graph/form.hpp"
#include "graph/json_writer.hpp"

namespace pim::graph {

namespace {

/// A text as one word of a POSIX shell.
std::string shell_word(std::string_view text) {
    std::string word = "'";
    for (const char c : text) {
        if (c == '\'') {
            word += "'\\''";
        } else {
            word += c;
        }
    }
    return word + "'";
}

std::string http_text(const GraphCall& call) {
    std::string text = cat(call.method, ' ', call.url, '\n');
    if (!call.body.empty()) text += cat("Content-Type: application/json\n\n", call.body, '\n');
    return text;
}

std::string curl_text(const GraphCall& call) {
    std::string text = cat("curl --request ", call.method, " \\\n  --url ", shell_word(call.url),
                           " \\\n  --header \"Authorization: Bearer $ACCESS_TOKEN\"");
    if (!call.body.empty()) {
        text += cat(" \\\n  --header 'Content-Type: application/json' \\\n  --data ",
                    shell_word(call.body));
    }
    return text + '\n';
}

template <class Text>
std::string joined(const GraphForm& form, Text text_of_call) {
    std::string text;
    for (const GraphCall& call : form.calls) {
        if (!text.empty()) text += '\n';
        text += text_of_call(call);
    }
    return text;
}

}  // namespace

std::string as_http(const GraphForm& form) {
    return joined(form, http_text);
}

std::string as_curl(const GraphForm& form) {
    return joined(form, curl_text);
}

std::string as_http(const Response& response) {
    std::string text = cat("HTTP/1.1 ", response.status, ' ', reason_phrase(response.status), '\n');
    for (const auto& [field, value] : response.headers) text += cat(field, ": ", value, '\n');
    if (!response.body.empty()) text += cat('\n', pretty(response.body), '\n');
    return text;
}

}  // namespace pim::graph
