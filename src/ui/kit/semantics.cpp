#include "ui/kit/semantics.hpp"

#include <algorithm>

namespace pim::ui::kit {

std::string_view role_name(Role role) {
    static constexpr std::string_view names[] = {"",
                                                 "banner",
                                                 "navigation",
                                                 "main",
                                                 "complementary",
                                                 "region",
                                                 "dialog",
                                                 "group",
                                                 "toolbar",
                                                 "heading",
                                                 "list",
                                                 "listitem",
                                                 "link",
                                                 "button",
                                                 "checkbox",
                                                 "switch",
                                                 "radiogroup",
                                                 "radio",
                                                 "combobox",
                                                 "listbox",
                                                 "option",
                                                 "textbox",
                                                 "searchbox",
                                                 "spinbutton",
                                                 "slider",
                                                 "tablist",
                                                 "tab",
                                                 "tabpanel",
                                                 "grid",
                                                 "row",
                                                 "columnheader",
                                                 "gridcell",
                                                 "menu",
                                                 "menuitem",
                                                 "note",
                                                 "progressbar",
                                                 "status",
                                                 "img"};
    return names[static_cast<std::size_t>(role)];
}

void Semantics::clear() {
    nodes_.clear();
    open_.clear();
    children_.clear();
    root_children_ = 0;
    duplicates_ = 0;
    std::fill(seen_.begin(), seen_.end(), 0U);
}

bool Semantics::insert_seen(Id id) {
    if (seen_.size() < nodes_.size() * 2 + 64) {
        seen_.assign(std::max<std::size_t>(seen_.size() * 2, 256), 0U);
        for (const Node& node : nodes_) {
            std::size_t slot = node.id & (seen_.size() - 1);
            while (seen_[slot] != 0) slot = (slot + 1) & (seen_.size() - 1);
            seen_[slot] = node.id;
        }
    }
    std::size_t slot = id & (seen_.size() - 1);
    while (seen_[slot] != 0) {
        if (seen_[slot] == id) return false;
        slot = (slot + 1) & (seen_.size() - 1);
    }
    seen_[slot] = id;
    return true;
}

Id Semantics::next_id() const {
    const Id up = parent();
    const std::uint32_t place = children_.empty() ? root_children_ : children_.back();
    // FNV-1a over the two numbers; the high bit keeps away from small ids that tests make up.
    std::uint32_t hash = 2166136261U;
    for (const std::uint32_t part : {static_cast<std::uint32_t>(up), place, 0x5EEDU}) {
        for (int shift = 0; shift < 32; shift += 8)
            hash = (hash ^ ((part >> shift) & 0xFFU)) * 16777619U;
    }
    return hash | 0x80000000U;
}

Node& Semantics::add(Node node, bool at_root) {
    if (node.id == 0) node.id = next_id();
    if (at_root) {
        node.parent = 0;
    } else if (node.parent == 0) {
        node.parent = parent();
    }
    // A second node of the same name would be lost in the mirror: it gets the next free name.
    if (!insert_seen(node.id)) {
        ++duplicates_;
        do {
            ++node.id;
        } while (node.id == 0 || !insert_seen(node.id));
    }
    if (children_.empty() || at_root) {
        ++root_children_;
    } else {
        ++children_.back();
    }
    nodes_.push_back(std::move(node));
    return nodes_.back();
}

void Semantics::set_box(Id id, const Box& box) {
    for (std::size_t at = nodes_.size(); at-- > 0;) {
        if (nodes_[at].id != id) continue;
        nodes_[at].box = box;
        return;
    }
}

void Semantics::describe(Id id, std::string_view description) {
    for (std::size_t at = nodes_.size(); at-- > 0;) {
        if (nodes_[at].id != id) continue;
        nodes_[at].description = description;
        return;
    }
}

void Semantics::open(Id id) {
    open_.push_back(id);
    children_.push_back(0);
}

void Semantics::close() {
    if (open_.empty()) return;
    open_.pop_back();
    children_.pop_back();
}

const Node* Semantics::find(Id id) const {
    const auto found =
        std::find_if(nodes_.begin(), nodes_.end(), [&](const Node& n) { return n.id == id; });
    return found == nodes_.end() ? nullptr : &*found;
}

const Node* Semantics::find(Role role, std::string_view name) const {
    const auto found = std::find_if(nodes_.begin(), nodes_.end(), [&](const Node& n) {
        return n.role == role && n.name == name;
    });
    return found == nodes_.end() ? nullptr : &*found;
}

namespace {

void describe_state(std::string& line, std::string_view word, State state) {
    if (state == State::none) return;
    line += ' ';
    line += word;
    line += state == State::yes ? "=yes" : state == State::no ? "=no" : "=mixed";
}

void describe_flag(std::string& line, std::string_view word, bool on) {
    if (!on) return;
    line += ' ';
    line += word;
}

}  // namespace

std::string Semantics::outline() const {
    std::string text;
    std::vector<std::pair<Id, int>> depths;
    for (const Node& node : nodes_) {
        int depth = 0;
        for (const auto& [id, d] : depths)
            if (id == node.parent) depth = d + 1;
        depths.emplace_back(node.id, depth);
        text.append(static_cast<std::size_t>(depth) * 2, ' ');
        text += node.role == Role::text ? "text" : role_name(node.role);
        text += " \"" + node.name + "\"";
        if (!node.value.empty()) text += " value=\"" + node.value + "\"";
        if (!node.description.empty()) text += " description=\"" + node.description + "\"";
        if (node.level != 0) text += " level=" + std::to_string(node.level);
        describe_state(text, "checked", node.checked);
        describe_state(text, "selected", node.selected);
        describe_state(text, "expanded", node.expanded);
        describe_state(text, "pressed", node.pressed);
        describe_flag(text, "disabled", node.disabled);
        describe_flag(text, "invalid", node.invalid);
        describe_flag(text, "required", node.required);
        describe_flag(text, "current", node.current);
        text += '\n';
    }
    return text;
}

}  // namespace pim::ui::kit
