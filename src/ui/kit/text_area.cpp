#include <algorithm>

#include "ui/kit/inside.hpp"

// Several lines of text, broken between words: Dear ImGui before 1.92.3 cannot break them. What is
// typed comes through the mirror's own input, as for every field; here the text is laid out, and
// the pointer puts the caret.
namespace pim::ui::kit {

using namespace inside;

namespace {

/// A line as shown: bytes of the text, with the blanks or the line feed at its end.
struct Line {
    int begin = 0, end = 0;
};

std::vector<Line> broken(std::string_view text, float width) {
    std::vector<Line> lines;
    const float size = line_of(body);
    const auto last = static_cast<int>(text.size());
    int at = 0;
    while (true) {
        const std::size_t found = text.find('\n', static_cast<std::size_t>(at));
        const int stop = found == std::string_view::npos ? last : static_cast<int>(found);
        int begin = at;
        while (begin < stop) {
            const char* from = text.data() + begin;
            int end = static_cast<int>(
                context().regular->CalcWordWrapPosition(size, from, text.data() + stop, width) -
                text.data());
            if (end <= begin) end = begin + 1;
            while (end < stop && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
            while (end < stop && text[static_cast<std::size_t>(end)] == ' ') ++end;
            lines.push_back({begin, end});
            begin = end;
        }
        if (at == stop) lines.push_back({at, at});
        if (found == std::string_view::npos) return lines;
        lines.back().end = stop + 1;
        at = stop + 1;
    }
}

std::string_view shown(std::string_view text, const Line& line) {
    std::string_view words = text.substr(static_cast<std::size_t>(line.begin),
                                         static_cast<std::size_t>(line.end - line.begin));
    if (!words.empty() && words.back() == '\n') words.remove_suffix(1);
    return words;
}

/// The line on which a caret before that byte stands.
std::size_t line_at(const std::vector<Line>& lines, int byte) {
    std::size_t line = 0;
    while (line + 1 < lines.size() && byte >= lines[line].end) ++line;
    return line;
}

/// Where the caret before that byte stands on its line.
float x_of(std::string_view text, const Line& line, int byte, float width) {
    const auto count = static_cast<std::size_t>(std::max(0, byte - line.begin));
    return std::min(measure(shown(text, line).substr(0, count), body).x, width);
}

/// The byte before which a press at that point puts the caret.
int byte_at(std::string_view text, const std::vector<Line>& lines, ImVec2 point) {
    const float row = point.y / dp(body.line);
    const auto at = static_cast<std::size_t>(std::clamp(row, 0.0F, 1e6F));
    const Line& line = lines[std::min(at, lines.size() - 1)];
    const std::string_view words = shown(text, line);
    std::size_t byte = 0;
    while (byte < words.size()) {
        std::size_t next = byte + 1;
        while (next < words.size() && (static_cast<unsigned char>(words[next]) & 0xC0U) == 0x80U)
            ++next;
        const float middle =
            (measure(words.substr(0, byte), body).x + measure(words.substr(0, next), body).x) / 2;
        if (point.x < middle) break;
        byte = next;
    }
    return line.begin + static_cast<int>(byte);
}

bool is_word(char c) {
    return c != ' ' && c != '\n';
}

/// The pointer puts the caret, draws a selection along, and takes a word by a double press.
void follow_pointer(Caret& caret, std::string_view text, const std::vector<Line>& lines,
                    ImVec2 point, bool begins) {
    const bool whole_words = ImGui::GetIO().MouseClickedLastCount[0] > 1;
    if (whole_words && !begins) return;
    const int byte = byte_at(text, lines, point);
    caret.end = byte;
    if (!begins) return;
    caret.begin = byte;
    if (!whole_words) return;
    while (caret.begin > 0 && is_word(text[static_cast<std::size_t>(caret.begin - 1)]))
        --caret.begin;
    while (caret.end < static_cast<int>(text.size()) &&
           is_word(text[static_cast<std::size_t>(caret.end)]))
        ++caret.end;
}

void draw_lines(std::string_view text, const std::vector<Line>& lines, const ImRect& box,
                const Caret* caret, ImU32 ink) {
    const float height = dp(body.line);
    const ImVec2 clip(ImGui::GetWindowPos().y, ImGui::GetWindowPos().y + ImGui::GetWindowHeight());
    const float width = box.GetWidth();
    for (std::size_t index = 0; index < lines.size(); ++index) {
        const Line& line = lines[index];
        const float y = box.Min.y + static_cast<float>(index) * height;
        if (y + height < clip.x || y > clip.y) continue;
        if (caret != nullptr && caret->begin != caret->end) {
            const int from = std::max(std::min(caret->begin, caret->end), line.begin);
            const int to = std::min(std::max(caret->begin, caret->end), line.end);
            if (from < to)
                fill(ImRect(box.Min.x + x_of(text, line, from, width), y,
                            box.Min.x + std::max(x_of(text, line, to, width), dp(4)), y + height),
                     ImGui::GetColorU32(ImGuiCol_TextSelectedBg), 0);
        }
        draw_text(ImVec2(box.Min.x, y), shown(text, line), body, ink);
    }
    if (caret == nullptr) return;
    const std::size_t at = line_at(lines, caret->end);
    const float x = box.Min.x + x_of(text, lines[at], caret->end, width);
    const float y = box.Min.y + static_cast<float>(at) * height;
    fill(ImRect(x, y + dp(2), x + snap(dp(1)), y + height - dp(1)), colour(&Theme::text), 0);
}

/// Texts and selections that the mirror's input sent. True when the text changed.
bool take_requests(ImGuiID id, bool read_only, int length_max, std::string& value) {
    Context& the = context();
    bool changed = false;
    std::erase_if(the.text_requests, [&](TextRequest& request) {
        if (request.id != id) return false;
        if (request.whole && !read_only) {
            limit(request.text, length_max);
            changed |= value != request.text;
            value = request.text;
        }
        the.caret = {id, byte_of(value, request.selection_start),
                     byte_of(value, request.selection_end), true};
        return true;
    });
    return changed;
}

/// The scrolling inside of the field: its item, its lines, the caret.
void draw_inside(ImGuiID id, std::string_view key, const ImRect& inner, std::string_view value,
                 bool disabled) {
    Context& the = context();
    const LayoutGuard guard(inner.Min);
    ImGui::BeginChild(std::string(key).c_str(), inner.GetSize(), ImGuiChildFlags_NavFlattened);
    const float width = ImGui::GetContentRegionAvail().x - dp(4);
    const std::vector<Line> lines = broken(value, width);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float height = dp(body.line) * static_cast<float>(lines.size());
    const ImRect text_box(start, ImVec2(start.x + width, start.y + height));
    const float bottom = std::max(text_box.Max.y, start.y + inner.GetHeight());
    const ImRect whole(start, ImVec2(start.x + ImGui::GetContentRegionAvail().x, bottom));
    ImGui::ItemSize(ImVec2(width, height));
    const Press result = press(id, whole, false, ImGuiButtonFlags_PressedOnClick);
    if (the.imgui->NavId == id && the.caret.id != id) {
        const auto end = static_cast<int>(value.size());
        the.caret = {id, end, end, false};
    }
    Caret& caret = the.caret;
    if (result.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    const bool by_pointer = the.imgui->ActiveId == id &&
                            the.imgui->ActiveIdSource == ImGuiInputSource_Mouse && result.held;
    if (by_pointer) {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        if (caret.id != id) caret = {id, 0, 0, false};
        follow_pointer(caret, value, lines, ImVec2(mouse.x - start.x, mouse.y - start.y),
                       ImGui::IsMouseClicked(0));
    }
    const bool focused = the.imgui->NavId == id && caret.id == id;
    const auto end = static_cast<int>(value.size());
    caret.begin = std::min(caret.begin, end);
    caret.end = std::min(caret.end, end);
    if (focused && std::exchange(caret.follows, false)) {
        const float y = start.y + dp(body.line) * static_cast<float>(line_at(lines, caret.end));
        ImGui::ScrollToRect(ImGui::GetCurrentWindow(),
                            ImRect(start.x, y, start.x + 1, y + dp(body.line)),
                            ImGuiScrollFlags_KeepVisibleEdgeY);
    }
    draw_lines(value, lines, text_box, focused ? &caret : nullptr,
               colour(disabled ? &Theme::text_disabled : &Theme::text));
    ImGui::EndChild();
}

}  // namespace

bool text_area(const FieldOptions& options, std::string& value) {
    const Named name = named(options.label, options.id);
    const std::string key = "edit" + std::to_string(name.id);
    const ImGuiID id = edit_id(key);
    const bool disabled = !options.disabled_reason.empty();
    const int length_max = options.length_max > 0 ? options.length_max : length_max_default;
    const bool changed = take_requests(id, disabled, length_max, value);
    FieldFrame field{.label = name.shown,
                     .help = options.help,
                     .error = options.error,
                     .disabled_reason = options.disabled_reason,
                     .required = options.required,
                     .hide_label = options.hide_label,
                     .width = field_width(options.width)};
    const ImRect box = field.begin(dp(body.line) * static_cast<float>(options.rows) + dp(12));
    draw_field(id, box, disabled, options.error.empty(),
               ImGui::IsMouseHoveringRect(box.Min, box.Max));
    const ImRect inner(ImVec2(box.Min.x + dp(10), box.Min.y + dp(6)),
                       ImVec2(box.Max.x - dp(4), box.Max.y - dp(6)));
    if (value.empty())
        draw_text(inner.Min, options.placeholder, body, colour(&Theme::text_secondary),
                  inner.GetWidth());
    draw_inside(id, key, inner, value, disabled);
    focus_ring(id, box);
    Node& node = record(Role::textbox, id, name.shown, box);
    field.describe(node);
    node.value = value;
    node.placeholder = options.placeholder;
    node.multiline = true;
    const ImGuiContext& g = *context().imgui;
    const Caret& caret = context().caret;
    if (caret.id == id && g.ActiveId == id && g.ActiveIdSource == ImGuiInputSource_Mouse) {
        node.selection_start = units_of(value, std::min(caret.begin, caret.end));
        node.selection_end = units_of(value, std::max(caret.begin, caret.end));
    }
    return changed;
}

}  // namespace pim::ui::kit
