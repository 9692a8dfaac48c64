#include <algorithm>

#include "core/text.hpp"
#include "graph/query.hpp"
#include "graph/scanner.hpp"

namespace pim::graph {

namespace {

/// The name of a property or navigation as its table spells it; empty where the type has none. An
/// abstract type has what its derived types have.
std::string_view selectable(const EntityType& type, Version version, std::string_view name) {
    const Property* property = find_property(type, version, name);
    if (property != nullptr && property->written()) return property->name;
    const Navigation* navigation = find_navigation(type, version, name);
    if (navigation != nullptr && navigation->unexpanded != Unexpanded::nothing) {
        return navigation->name;
    }
    for (const EntityType* derived : type.derived) {
        const std::string_view found = selectable(*derived, version, name);
        if (!found.empty()) return found;
    }
    return {};
}

/// Reads $select, $expand and $orderby by the grammars of query.hpp.
class ShapeParser : Scanner {
public:
    ShapeParser(std::string_view option, std::string_view text, Version version)
        : Scanner(option, text), version_(version) {}

    std::optional<Rejection> parse_select(const EntityType& type, Shape& shape) {
        select(type, shape);
        return finished();
    }

    std::optional<Rejection> parse_expand(const EntityType& type, Shape& shape) {
        expand(type, shape, 1);
        return finished();
    }

    std::optional<Rejection> parse_order(const EntityType& type, std::vector<OrderKey>& keys) {
        do {
            order_key(type, keys);
        } while (!failed() && take(','));
        return finished();
    }

private:
    std::optional<Rejection> finished() {
        if (!failed() && !at_end()) expected("',' or the end");
        return problem_;
    }

    void select(const EntityType& type, Shape& shape) {
        if (take('*')) {
            shape.selected.reset();
            return;
        }
        shape.selected.emplace();
        do {
            const std::string_view name = peek_word();
            const std::size_t at = at_;
            const std::string_view known = selectable(type, version_, name);
            if (name.empty()) {
                expected("a property");
            } else if (known.empty()) {
                refuse(at, cat("there is no property '", name, "' in ", type.name));
            }
            at_ += name.size();
            auto& names = *shape.selected;
            if (std::find(names.begin(), names.end(), known) == names.end()) names.push_back(known);
        } while (!failed() && take(','));
    }

    void expand(const EntityType& type, Shape& shape, int depth) {
        if (depth > expand_depth_max) {
            return refuse(at_, cat("goes deeper than ", expand_depth_max, " levels"));
        }
        do {
            if (take('*')) {
                for (const Navigation& navigation : type.navigations) {
                    if (navigation.expandable && knows(navigation.versions, version_)) {
                        add(shape, navigation);
                    }
                }
            } else {
                item(type, shape, depth);
            }
        } while (!failed() && take(','));
    }

    void item(const EntityType& type, Shape& shape, int depth) {
        const std::string_view name = peek_word();
        const Navigation* navigation = find_navigation(type, version_, name);
        if (name.empty()) return expected("a navigation property");
        if (navigation == nullptr || !navigation->expandable) {
            return refuse(at_, cat("there is no navigation property '", name, "' in ", type.name));
        }
        at_ += name.size();
        Expansion* expansion = add(shape, *navigation);
        if (expansion == nullptr || !take('(')) return;
        QueryOptions seen = 0;
        do {
            option(*expansion, depth, seen);
        } while (!failed() && take(';'));
        if (!take(')')) expected("';' or ')'");
    }

    void option(Expansion& expansion, int depth, QueryOptions& seen) {
        const EntityType& type = expansion.navigation->type();
        const std::string_view name = peek_word();
        const std::size_t at = at_;
        const auto known =
            parse_name<QueryOption>(name.substr(!name.empty() && name[0] == '$' ? 1 : 0));
        at_ += name.size();
        const bool chooses = known && chooses_rows(*known) && expansion.navigation->many;
        if (!chooses && known != QueryOption::select && known != QueryOption::expand) {
            return refuse(at, cat("the option '", name, "' is not supported within $expand"));
        }
        if ((seen & only(*known)) != 0) {
            return refuse(at, cat("the option '", name, "' stands there twice"));
        }
        seen |= only(*known);
        if (!take('=')) return expected("'='");
        if (known == QueryOption::select) return select(type, expansion.shape);
        if (known == QueryOption::expand) return expand(type, expansion.shape, depth + 1);
        choose(expansion, *known, at);
    }

    /// Reads an option that chooses among the targets; its own grammar begins to count anew.
    void choose(Expansion& expansion, QueryOption option, std::size_t at) {
        Choice choice = expansion.choice ? *expansion.choice : Choice();
        const auto problem =
            read_choice(choice, option, take_value(), expansion.navigation->type(), version_);
        if (problem) return refuse(at, problem->message);
        expansion.choice = std::make_shared<const Choice>(std::move(choice));
    }

    /// What stands up to the `;` or `)` that ends an option, beyond quotes and brackets.
    std::string_view take_value() {
        const std::size_t begin = at_;
        int depth = 0;
        bool quoted = false;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '\'') quoted = !quoted;
            if (quoted) continue;
            if (depth == 0 && (c == ';' || c == ')')) break;
            if (c == '(') ++depth;
            if (c == ')') --depth;
        }
        return text_.substr(begin, at_ - begin);
    }

    /// The expansion of a navigation, each once.
    Expansion* add(Shape& shape, const Navigation& navigation) {
        for (Expansion& known : shape.expanded) {
            if (known.navigation == &navigation) return &known;
        }
        if (++items_ > expand_items_max) {
            refuse(at_, "too much is expanded");
            return nullptr;
        }
        shape.expanded.push_back({&navigation, {}});
        return &shape.expanded.back();
    }

    void order_key(const EntityType& type, std::vector<OrderKey>& keys) {
        const std::string_view name = peek_word();
        const std::size_t at = at_;
        const auto path = find_path(type, version_, name);
        if (name.empty()) return expected("a property");
        if (!path || path->property->type == PropertyType::complex) {
            return refuse(at, cat("there is no property '", name, "' to order by"));
        }
        if (keys.size() == order_keys_max) return refuse(at, "there are too many keys");
        at_ += name.size();
        const bool descending = take_word("desc");
        if (!descending) take_word("asc");
        keys.push_back({*path, descending});
    }

    Version version_;
    std::size_t items_ = 0;
};

}  // namespace

std::optional<Rejection> parse_select(std::string_view text, const EntityType& type,
                                      Version version, Shape& shape) {
    return ShapeParser("$select", text, version).parse_select(type, shape);
}

std::optional<Rejection> parse_expand(std::string_view text, const EntityType& type,
                                      Version version, Shape& shape) {
    return ShapeParser("$expand", text, version).parse_expand(type, shape);
}

Reading<std::vector<OrderKey>> parse_order(std::string_view text, const EntityType& type,
                                           Version version) {
    std::vector<OrderKey> keys;
    if (auto problem = ShapeParser("$orderby", text, version).parse_order(type, keys)) {
        return tl::unexpected(std::move(*problem));
    }
    return keys;
}

}  // namespace pim::graph
