#include "ui/draft.hpp"

#include <charconv>

#include "core/text.hpp"
#include "graph/json_value.hpp"
#include "graph/json_writer.hpp"

namespace pim::ui {

Draft Draft::parse(std::string_view text) {
    Draft draft;
    const auto tree = graph::parse_body(text);
    if (!tree) return draft;
    for (std::size_t i = 0; i < tree->names.size(); ++i) {
        draft.set(tree->names[i], tree->items[i].text);
    }
    return draft;
}

std::string Draft::to_text() const {
    graph::JsonWriter out;
    out.begin_object();
    for (const auto& [name, value] : values_) out.member(name, value);
    out.end_object();
    return out.take();
}

void Draft::set(std::string_view name, std::string_view value) {
    values_.insert_or_assign(std::string(name), std::string(value));
}

void Draft::set(std::string_view name, const std::optional<Instant>& value) {
    if (value) set(name, pim::to_text(*value));
}

void Draft::set(std::string_view name, const Guid& value) {
    set(name, pim::to_text(value));
}

void Draft::set_number(std::string_view name, std::int64_t value) {
    set(name, pim::to_text(value));
}

std::string_view Draft::text(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<Instant> Draft::moment(std::string_view name) const {
    return parse_instant(text(name));
}

Guid Draft::id(std::string_view name) const {
    return parse_guid(text(name)).value_or(Guid{});
}

int Draft::number(std::string_view name, int least, int most, int otherwise) const {
    const std::string_view digits = text(name);
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) return otherwise;
    return value < least || value > most ? otherwise : value;
}

}  // namespace pim::ui
