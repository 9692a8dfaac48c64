#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/json_value.hpp"

namespace pim::api {

/// A member that is a whole number between `least` and `most`; noted in the reader where it is
/// something else.
std::optional<std::int64_t> number_member(const graph::JsonValue& object,
                                          graph::MemberReader& members, std::string_view name,
                                          std::int64_t least, std::int64_t most);

/// A member that is a list of texts; noted in the reader where it is something else.
std::optional<std::vector<std::string>> texts_member(graph::MemberReader& members,
                                                     std::string_view name);

}  // namespace pim::api
