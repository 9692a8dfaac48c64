#include "api/members.hpp"

#include <charconv>

#include "core/text.hpp"

namespace pim::api {

std::optional<std::int64_t> number_member(graph::MemberReader& members, std::string_view name,
                                          std::int64_t least, std::int64_t most) {
    const graph::JsonValue* value = members.member(name);
    if (value == nullptr || value->type == graph::JsonValue::Type::null) return std::nullopt;
    std::int64_t number = 0;
    const char* const end = value->text.data() + value->text.size();
    const auto read = std::from_chars(value->text.data(), end, number);
    if (value->type == graph::JsonValue::Type::number && read.ec == std::errc() &&
        read.ptr == end && number >= least && number <= most) {
        return number;
    }
    members.wrong(name, cat('\'', value->text, '\''),
                  cat("a whole number from ", least, " to ", most));
    return std::nullopt;
}

std::optional<std::vector<std::string>> texts_member(graph::MemberReader& members,
                                                     std::string_view name) {
    const graph::JsonValue* list = members.array(name);
    if (list == nullptr) return std::nullopt;
    std::vector<std::string> texts;
    for (const graph::JsonValue& item : list->items) {
        if (item.type != graph::JsonValue::Type::text) {
            members.wrong(name, cat("a list with ", graph::type_name(item)), "a list of texts");
        }
        texts.push_back(item.text);
    }
    return texts;
}

}  // namespace pim::api
