#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What a frame shows, in words: one node for each thing drawn, read by the accessibility mirror
/// and by tests. The widgets write it; nothing here draws.
namespace pim::ui::kit {

/// Stable name of a node: the widget's ImGui id. 0 is no node, or the root as a parent.
using Id = std::uint32_t;

/// The ARIA roles that the kit knows.
enum class Role : std::uint8_t {
    text,
    banner,
    navigation,
    main,
    complementary,
    region,
    dialog,
    group,
    toolbar,
    heading,
    list,
    list_item,
    link,
    button,
    checkbox,
    toggle,
    radio_group,
    radio,
    combobox,
    listbox,
    option,
    textbox,
    searchbox,
    spinbutton,
    slider,
    tab_list,
    tab,
    tab_panel,
    grid,
    row,
    column_header,
    grid_cell,
    menu,
    menu_item,
    note,
    progress,
    status,
    image,
};

/// The role's ARIA name ("switch" for `toggle`, "" for plain text).
std::string_view role_name(Role role);

/// A state that a node may have or not have at all.
enum class State : std::uint8_t { none, no, yes, mixed };

/// yes or no.
constexpr State state_of(bool on) {
    return on ? State::yes : State::no;
}

/// A rectangle in CSS pixels of the page, edges at x0,y0 and x1,y1.
struct Box {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    bool empty() const { return x1 <= x0 || y1 <= y0; }
};

/// One node of the tree. `name`, `value` and `description` are whole texts, never joined.
struct Node {
    Id id = 0;
    Id parent = 0;
    Role role = Role::text;
    std::string name;
    std::string value;
    std::string description;
    std::string href;
    std::string placeholder;
    Box box;  ///< The part inside its clipping rectangle; empty while scrolled away.
    bool focusable = false;
    bool disabled = false;  ///< Still focusable: the description says why.
    bool required = false;
    bool read_only = false;
    bool invalid = false;
    bool multiline = false;
    bool current = false;  ///< The page or step one is on.
    bool modal = false;    ///< What stands beside it under the same parent cannot be reached.
    bool sortable = false;
    State checked = State::none;
    State selected = State::none;
    State expanded = State::none;
    State pressed = State::none;
    int level = 0;            ///< Headings: 1 to 6.
    int row = 0, column = 0;  ///< From 1; in a grid only.
    int row_count = 0, column_count = 0;
    int sort = 0;  ///< Column headers: 1 ascending, -1 descending.
    double minimum = 0, maximum = 0, now = 0, step = 0;  ///< Slider, progress and number field.
    int selection_start = -1, selection_end = -1;        ///< UTF-16 units, while being edited.
};

/// A text that is to be spoken, once.
struct Announcement {
    std::string text;
    bool assertive = false;
};

/// The nodes of one frame, in reading order; every node's parent stands before it.
class Semantics {
public:
    /// Forgets the nodes of the last frame and keeps their memory.
    void clear();
    /// Adds a node under the innermost open parent unless `node.parent` or `at_root` say otherwise.
    Node& add(Node node, bool at_root = false);
    /// Gives a container its box when it is known, at its end.
    void set_box(Id id, const Box& box);
    /// Adds a description to a node of this frame.
    void describe(Id id, std::string_view description);
    /// Makes `id` the parent of what follows, until `close`.
    void open(Id id);
    void close();
    /// A name for a node without a widget: the parent's id and its place among the siblings.
    Id next_id() const;
    Id parent() const { return open_.empty() ? 0 : open_.back(); }

    const std::vector<Node>& nodes() const { return nodes_; }
    /// The node of that id, or null.
    const Node* find(Id id) const;
    /// The first node of that role and name, or null.
    const Node* find(Role role, std::string_view name) const;
    /// Nodes of one frame that had the id of an earlier one: a mistake in the page.
    std::size_t duplicates() const { return duplicates_; }
    /// The tree as indented text, one node a line, for tests and for people.
    std::string outline() const;

private:
    std::vector<Node> nodes_;
    std::vector<Id> open_;
    std::vector<std::uint32_t> children_;  ///< Number of children so far, one for each of `open_`.
    std::uint32_t root_children_ = 0;
    std::size_t duplicates_ = 0;
    std::vector<Id> seen_;  ///< Open-addressing set of this frame's ids.
    bool insert_seen(Id id);
};

}  // namespace pim::ui::kit
