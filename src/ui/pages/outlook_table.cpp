#include "ui/pages/outlook_table.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

constexpr kit::Column now_column = {.label = "Now", .width = 130};
constexpr kit::Column why_column = {.label = "Why", .share = 3};

/// A draft is told beside what holds now.
std::vector<kit::Column> columns_of(bool drafting) {
    std::vector<kit::Column> columns = {
        {.label = "Member", .narrow = 2}, {.label = "Membership"}, {.label = "Scope"}};
    if (drafting) columns.push_back(now_column);
    columns.push_back({.label = drafting ? "With this draft" : "Activation", .width = 130});
    columns.push_back(why_column);
    return columns;
}

std::string_view short_text(ActivationProspect prospect) {
    switch (prospect) {
        case ActivationProspect::at_once:
            return "At once";
        case ActivationProspect::after_approval:
            return "After approval";
        case ActivationProspect::under_way:
            return "Under way";
        case ActivationProspect::nobody_approves:
        case ActivationProspect::refused:
            return "Not possible";
    }
    return {};
}

kit::Tone tone_of(ActivationProspect prospect) {
    if (!can_activate(prospect)) return kit::Tone::danger;
    return prospect == ActivationProspect::at_once ? kit::Tone::success : kit::Tone::info;
}

std::uint64_t key_of(const OutlookLine& line) {
    return row_key(line.schedule) ^ (row_key(line.holder) << 1) ^ 1;
}

void draw_line(const OutlookLine& line, bool drafting, kit::Cells& cells) {
    cells.text(line.person);
    cells.text(line.member);
    cells.text(line.scope);
    if (drafting) cells.text(short_text(line.before));
    cells.badge(short_text(line.prospect), tone_of(line.prospect));
    cells.text(line.text);
}

}  // namespace

std::string prospect_text(const ActivationOutlook& outlook) {
    return outlook.reasons.empty() ? std::string() : reason_text(outlook.reasons.front());
}

std::vector<OutlookLine> outlook_lines(const Tenant& tenant, const Policy& saved,
                                       const Policy& drafted, Instant now) {
    const std::vector<ActivationOutlook> after = activation_outlook(tenant, drafted, now);
    const std::vector<ActivationOutlook> before =
        differing_rules(saved, drafted).empty() ? after : activation_outlook(tenant, saved, now);
    std::vector<OutlookLine> lines;
    for (std::size_t i = 0; i < after.size(); ++i) {
        const AssignmentRow& row = after[i].eligibility;
        OutlookLine line;
        line.schedule = row.schedule->id;
        line.holder = row.holder;
        line.person = display_name(tenant, row.holder);
        line.member = row.via_group.is_null() ? std::string(name(row.member))
                                              : display_name(tenant, row.via_group);
        line.scope = display_name(tenant, row.schedule->scope);
        line.prospect = after[i].prospect;
        line.before = before[i].prospect;
        line.text = prospect_text(after[i]);
        lines.push_back(std::move(line));
    }
    std::stable_partition(lines.begin(), lines.end(),
                          [](const OutlookLine& line) { return line.lost(); });
    return lines;
}

std::string outlook_summary(const std::vector<OutlookLine>& lines, bool drafting) {
    if (lines.empty()) return "Nobody is eligible for this role";
    std::size_t lost = 0;
    std::size_t can = 0;
    for (const OutlookLine& line : lines) {
        if (line.lost()) ++lost;
        if (can_activate(line.prospect)) ++can;
    }
    const std::string of = cat(" of ", lines.size(), lines.size() == 1 ? " member" : " members");
    if (!drafting) return cat(can, of, " can activate the role");
    if (lost == 0) return cat(can, of, " could activate the role, nobody would lose it");
    return cat(lost, of, " could no longer activate the role");
}

void OutlookTable::draw(PortalContext& context, const std::string& key, const Policy& saved,
                        const Policy& drafted) {
    // The last five minutes of an eligibility, which no event begins, show with the next change.
    const std::vector<OutlookLine>& lines = lines_.of(
        context, key, [&] { return outlook_lines(context.tenant, saved, drafted, context.now); });
    const bool drafting = !differing_rules(saved, drafted).empty();
    const std::string summary = outlook_summary(lines, drafting);
    const bool lost = !lines.empty() && lines.front().lost();
    if (lost) {
        kit::message_bar({.text = summary, .id = "summary", .tone = kit::Tone::warning});
    } else {
        kit::prose(summary, {.secondary = true});
    }
    const std::vector<kit::Column> columns = columns_of(drafting);
    kit::table({.label = "Who can activate",
                .columns = columns,
                .rows = lines.size(),
                .row_key = [&](std::size_t i) { return key_of(lines[i]); },
                .empty_title = "Nobody is eligible",
                .empty_text = "Who is made eligible for the role is listed here",
                .empty_icon = kit::icon::shield_person},
               state_,
               [&](std::size_t i, kit::Cells& cells) { draw_line(lines[i], drafting, cells); });
}

}  // namespace pim::ui
