#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/rejection.hpp"
#include "graph/version.hpp"

namespace pim::graph {

constexpr std::size_t url_length_max = 16 * 1024;
/// Behind a collection: the number of its rows.
constexpr std::string_view count_segment = "$count";

/// One piece of a path: `users`, an id, or a function such as `filterByCurrentUser(on='approver')`.
struct Segment {
    std::string name;
    std::vector<std::pair<std::string, std::string>> arguments;  ///< of a function, by name
};

/// A Graph address taken apart. `users('id')` counts as the two segments `users` and `id`; a slash
/// at the end counts for nothing.
struct Url {
    Version version = Version::v1;
    std::vector<Segment> segments;
    std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in the order given
    std::string path;  ///< as sent, from the version on, without the query
};

/// Reads `<root>/<version>/…` or `/<version>/…`; the documented host always counts as well.
Reading<Url> parse_url(std::string_view text, std::string_view root = service_root);

/// Percent-decodes to checked UTF-8; in a query `+` is a space.
Reading<std::string> percent_decode(std::string_view text, bool in_query);

/// The characters of a query value that must not stand as they are, as %XX.
std::string percent_encode(std::string_view text);

}  // namespace pim::graph
