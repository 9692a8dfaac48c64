#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/json_value.hpp"

namespace pim::api {

/// The members of a body of the lab API: what it says of them is a `BadRequest`.
class Members : public graph::MemberReader {
public:
    Members(const graph::JsonValue& object, std::optional<graph::Rejection>& problem,
            std::string place = {})
        : MemberReader(object, std::move(place), problem, graph::bad_request_code) {}
};

/// A member that is a whole number between `least` and `most`; noted in the reader where it is
/// something else.
std::optional<std::int64_t> number_member(graph::MemberReader& members, std::string_view name,
                                          std::int64_t least, std::int64_t most);

/// A member that is a list of texts; noted in the reader where it is something else.
std::optional<std::vector<std::string>> texts_member(graph::MemberReader& members,
                                                     std::string_view name);

}  // namespace pim::api
