#include <algorithm>
#include <cctype>

#include "ui/kit/inside.hpp"

namespace pim::ui::kit {

using namespace inside;

namespace {

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

/// True when the text contains the query; ASCII case does not matter.
bool matches(std::string_view text, std::string_view query) {
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    return query.empty() ||
           std::search(text.begin(), text.end(), query.begin(), query.end(), same) != text.end();
}

/// Options drawn at once: what stands further down is found by searching.
constexpr std::size_t options_shown_max = 200;

void take_chips(const PickerOptions& options, std::vector<int>& chosen, bool& changed) {
    if (chosen.empty() || options.single) return;
    const auto line = row({.gap = 6, .height = 32, .id = "chosen"});
    for (std::size_t at = 0; at < chosen.size();) {
        const auto scope = key(static_cast<std::uint64_t>(chosen[at]) + 1);
        const auto& option = options.options[static_cast<std::size_t>(chosen[at])];
        if (chip({.label = named(option.label).shown, .id = "chip"})) {
            chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(at));
            changed = true;
        } else {
            ++at;
        }
    }
}

bool choose(const PickerOptions& options, int index, std::vector<int>& chosen) {
    const auto& option = options.options[static_cast<std::size_t>(index)];
    const auto at = std::find(chosen.begin(), chosen.end(), index);
    const bool on = at != chosen.end();
    const Named one = named(option.label);
    FloatingRow item;
    item.label = one.shown;
    item.description = option.description;
    item.disabled_reason = option.disabled_reason;
    item.role = Role::option;
    item.mark = true;
    item.on = on;
    if (!floating_row(item, one.id)) return false;
    if (on) {
        chosen.erase(at);
    } else {
        if (options.single) chosen.clear();
        chosen.push_back(index);
    }
    return true;
}

}  // namespace

bool picker(const PickerOptions& options, std::vector<int>& chosen) {
    const Named picker = named(options.label, options.id);
    ImGui::PushID(static_cast<int>(picker.id));
    std::string& query = draft(picker.id, {});
    const int count = static_cast<int>(options.options.size());
    std::erase_if(chosen, [&](int index) { return index < 0 || index >= count; });
    bool changed = false;
    const std::string search = std::string(picker.shown) + "###search";
    text_field({.label = search,
                .help = options.help,
                .error = options.error,
                .placeholder = "Search",
                .disabled_reason = options.disabled_reason,
                .required = options.required,
                .search = true},
               query);
    take_chips(options, chosen, changed);
    std::vector<int> found;
    for (int index = 0; index < count && found.size() <= options_shown_max; ++index) {
        const ChoiceOption& option = options.options[static_cast<std::size_t>(index)];
        if (matches(option.label, query) || matches(option.description, query))
            found.push_back(index);
    }
    const bool more = found.size() > options_shown_max;
    if (more) {
        found.pop_back();
        prose(
            "The first " + std::to_string(options_shown_max) + " are shown, search for the others",
            {.secondary = true, .small = true});
    }
    const float row_height = std::max(control_height(), dp(48)) + dp(2);
    const float height = row_height * static_cast<float>(std::clamp(static_cast<int>(found.size()),
                                                                    1, options.rows)) +
                         dp(8);
    const float width = field_width(0);
    const ImRect box = place(ImVec2(width, height));
    frame(box, colour(&Theme::stroke), 4);
    // A list box holds options only: without any, its place is a group.
    const Role role = found.empty() ? Role::group : Role::listbox;
    Node& node = record(role, ImGui::GetCurrentWindow()->GetID("list"), picker.shown, box);
    open_parent(node.id);
    {
        const LayoutGuard guard(box.Min);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(dp(4), dp(4)));
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, dp(2)));
        ImGui::BeginChild("list", box.GetSize(),
                          ImGuiChildFlags_NavFlattened | ImGuiChildFlags_AlwaysUseWindowPadding);
        if (found.empty()) text("Nobody and nothing of that name", {.secondary = true});
        for (const int index : found) {
            const auto scope = key(static_cast<std::uint64_t>(index) + 1);
            if (options.disabled_reason.empty()) changed |= choose(options, index, chosen);
        }
        ImGui::EndChild();
        ImGui::PopStyleVar(2);
    }
    close_parent();
    ImGui::PopID();
    return changed;
}

}  // namespace pim::ui::kit
