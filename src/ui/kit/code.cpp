#include <algorithm>
#include <utility>

#include "ui/kit/inside.hpp"

// Blocks of code: broken and coloured once, drawn line by line where they are in sight.
namespace pim::ui::kit {

using namespace inside;

namespace {

/// Blocks whose layout is kept.
constexpr std::size_t layouts_max = 8;
/// What was broken off a line stands that much further in than the line.
constexpr float broken_indent = 16;

std::uint64_t code_sum(std::string_view text) {
    std::uint64_t sum = 0xcbf29ce484222325U;
    for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return sum;
}

/// The place behind the string that begins at `at`.
std::size_t code_string_end(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
    }
    return std::min(at + 1, text.size());
}

bool in_code_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+' || c == '.' ||
           c == 'E';
}

/// Names, texts, numbers and words, and what stands between them.
std::vector<CodeLayout::Piece> code_pieces(std::string_view text) {
    std::vector<CodeLayout::Piece> pieces;
    std::size_t at = 0;
    while (at < text.size()) {
        CodeLayout::Piece piece{at, &Theme::text_secondary};
        if (text[at] == '"') {
            at = code_string_end(text, at);
            const bool name = at < text.size() && text[at] == ':';
            piece.ink = name ? &Theme::brand_text : &Theme::success_text;
        } else if (in_code_word(text[at])) {
            while (at < text.size() && in_code_word(text[at])) ++at;
            piece.ink = &Theme::warning_text;
        } else {
            while (at < text.size() && text[at] != '"' && !in_code_word(text[at])) ++at;
        }
        pieces.push_back(piece);
    }
    return pieces;
}

/// Breaks one line of the text where it is too long for the width.
void add_code_line(std::vector<CodeLayout::Line>& lines, std::string_view text, std::size_t begin,
                   std::size_t end, float width) {
    const float size = line_of(body);
    const std::size_t word = std::min(text.find_first_not_of(' ', begin), end);
    const float own = measure(text.substr(begin, word - begin), body).x;
    const float indent = std::min(own + dp(broken_indent), width / 2);
    CodeLayout::Line line{begin, end, 0};
    while (line.begin < end) {
        const char* stop = context().regular->CalcWordWrapPosition(
            size, text.data() + line.begin, text.data() + end, width - line.indent);
        line.end = std::max(static_cast<std::size_t>(stop - text.data()), line.begin + 1);
        while (line.end < end && (static_cast<unsigned char>(text[line.end]) & 0xC0U) == 0x80U) {
            ++line.end;
        }
        lines.push_back(line);
        line = {line.end, end, indent};
        while (line.begin < end && text[line.begin] == ' ') ++line.begin;
    }
    if (begin == end) lines.push_back(line);
}

std::vector<CodeLayout::Line> code_lines(std::string_view text, float width) {
    std::vector<CodeLayout::Line> lines;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        add_code_line(lines, text, begin, end, width);
        begin = end + 1;
    }
    // A line feed at the end begins no line.
    if (!text.empty() && text.back() == '\n') lines.pop_back();
    return lines;
}

const CodeLayout& code_layout(ImGuiID id, std::string_view text, float width, Code code) {
    Context& the = context();
    const std::uint64_t sum = code_sum(text);
    const auto found = std::find_if(the.code.begin(), the.code.end(),
                                    [&](const CodeLayout& kept) { return kept.id == id; });
    if (found != the.code.end() && found->text == sum && found->width == width &&
        found->scale == the.now.scale) {
        return *found;
    }
    if (found != the.code.end()) the.code.erase(found);
    if (the.code.size() >= layouts_max) the.code.erase(the.code.begin());
    CodeLayout made{id, sum, width, the.now.scale, code_lines(text, width), {}};
    made.pieces =
        code == Code::json ? code_pieces(text) : std::vector<CodeLayout::Piece>{{0, &Theme::text}};
    return the.code.emplace_back(std::move(made));
}

void draw_code_line(const CodeLayout& layout, const CodeLayout::Line& line, std::string_view text,
                    ImVec2 at) {
    auto piece = std::upper_bound(
        layout.pieces.begin(), layout.pieces.end(), line.begin,
        [](std::size_t place, const CodeLayout::Piece& p) { return place < p.begin; });
    std::size_t begin = line.begin;
    at.x += line.indent;
    while (begin < line.end) {
        const std::size_t next = piece == layout.pieces.end() ? text.size() : piece->begin;
        const std::size_t end = std::min(next, line.end);
        const std::string_view words = text.substr(begin, end - begin);
        draw_text(at, words, body, colour(std::prev(piece)->ink));
        at.x += measure(words, body).x;
        begin = end;
        if (piece != layout.pieces.end()) ++piece;
    }
}

void draw_code(const CodeLayout& layout, std::string_view text, ImVec2 at) {
    const float height = dp(body.line);
    const ImRect& clip = ImGui::GetCurrentWindow()->ClipRect;
    const auto count = static_cast<float>(layout.lines.size());
    const float first = std::clamp((clip.Min.y - at.y) / height, 0.0F, count);
    const float last = std::clamp((clip.Max.y - at.y) / height + 1, 0.0F, count);
    for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(last); ++i) {
        draw_code_line(layout, layout.lines[i], text,
                       ImVec2(at.x, at.y + static_cast<float>(i) * height));
    }
}

}  // namespace

void code_block(std::string_view label, std::string_view text, Code code) {
    const float width = room();
    const float inner = width - dp(24);
    const Named block = named(label);
    const CodeLayout& layout = code_layout(block.id, text, inner, code);
    const float height = dp(body.line) * static_cast<float>(layout.lines.size());
    const float bar = dp(36);
    const ImRect box = place(ImVec2(width, height + bar + dp(16)));
    fill(box, colour(&Theme::subtle), 4);
    frame(box, colour(&Theme::stroke), 4);
    Node& node = record(Role::group, block.id, block.shown, box);
    open_parent(node.id);
    draw_text(ImVec2(box.Min.x + dp(12), box.Min.y + (bar - dp(caption.line)) / 2), block.shown,
              caption_strong, colour(&Theme::text_secondary));
    const ImVec2 at(box.Min.x + dp(12), box.Min.y + bar);
    draw_code(layout, text, at);
    record_text(text, ImRect(at, ImVec2(at.x + inner, at.y + height)));
    {
        const ImVec2 corner(box.Max.x - dp(36), box.Min.y + dp(2));
        const LayoutGuard guard(corner);
        const std::string name = "Copy " + std::string(block.shown);
        if (icon_button({.label = name, .icon = icon::copy})) copy_text(text);
    }
    close_parent();
}

}  // namespace pim::ui::kit
