#include "core/scope.hpp"

namespace pim {

namespace {
constexpr std::string_view unit_prefix = "/administrativeUnits/";
}

std::string to_text(const Scope& scope) {
    switch (scope.type) {
        case ScopeType::administrative_unit:
            return cat(unit_prefix, to_text(scope.id));
        case ScopeType::object:
            return cat("/", to_text(scope.id));
        case ScopeType::tenant:
            break;
    }
    return "/";
}

std::optional<Scope> parse_scope(std::string_view text) {
    if (text == "/") return Scope{};
    Scope scope{ScopeType::object, {}};
    if (text.size() > unit_prefix.size() &&
        equals_ignoring_case(text.substr(0, unit_prefix.size()), unit_prefix)) {
        scope.type = ScopeType::administrative_unit;
        text.remove_prefix(unit_prefix.size());
    } else if (!text.empty() && text.front() == '/') {
        text.remove_prefix(1);
    } else {
        return std::nullopt;
    }
    const std::optional<Guid> id = parse_guid(text);
    if (!id || id->is_null()) return std::nullopt;
    scope.id = *id;
    return scope;
}

}  // namespace pim
