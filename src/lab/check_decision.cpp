#include "core/text.hpp"
#include "lab/check.hpp"

namespace pim::lab {

namespace {

using Problem = std::optional<std::string>;

Problem check_status(const Expected& expected, const Accepted& accepted, const Tenant& after,
                     Instant now) {
    const Request* request =
        accepted.validated ? &*accepted.validated : after.requests.find(accepted.subject);
    if (request == nullptr) return "it made no request";
    if (request->status != *expected.status) return cat("it became ", name(request->status));
    const Schedule* made = after.schedules.find(request->target_schedule);
    const std::optional<Instant> end = made == nullptr ? std::nullopt : made->end;
    const std::optional<Instant> start =
        made == nullptr ? request->start : std::optional<Instant>(made->start);
    return check_window(expected.from, expected.until, expected.permanent, start, end, now);
}

}  // namespace

std::string describe(const Refusal& refusal) {
    std::string rules;
    std::string words;
    for (const Reason& reason : refusal.reasons) {
        rules += cat(rules.empty() ? " " : ",", text_of(reason.rule).id);
        words += cat(words.empty() ? ": " : "; ", pim::describe(reason));
        if (reason.allowed_from) words += cat(" (from ", to_text(*reason.allowed_from), ")");
    }
    return cat("refused ", name(refusal.code), rules, words);
}

Problem check_refusal(const Expected& expected, const Refusal& refusal, Instant now) {
    // Several refusals have one code, and the line names no more than that.
    bool same = !expected.code || name(*expected.code) == name(refusal.code);
    if (!expected.rules.empty()) {
        same = same && expected.rules.size() == refusal.reasons.size();
        for (std::size_t i = 0; same && i < expected.rules.size(); ++i) {
            same = expected.rules[i] == refusal.reasons[i].rule;
        }
    }
    bool from = !expected.allowed_from;
    bool limit = !expected.limit;
    bool asked = !expected.asked;
    bool help = !expected.help;
    for (const Reason& reason : refusal.reasons) {
        from = from || reason.allowed_from == resolve(*expected.allowed_from, now);
        limit = limit || reason.limit == *expected.limit;
        asked = asked || reason.asked == *expected.asked;
        help = help || reason.help == *expected.help;
    }
    if (same && from && limit && asked && help) return std::nullopt;
    std::string told = describe(refusal);
    for (const Reason& reason : refusal.reasons) {
        told += cat(" [limit=\"", reason.limit, "\" asked=\"", reason.asked, "\" help=\"",
                    reason.help, "\"]");
    }
    return told;
}

Problem check_decision(const Expected& expected, const Decision& decision, const Tenant& after,
                       Instant now) {
    if (!decision) {
        if (expected.kind != Expected::Kind::refused) return describe(decision.error());
        return check_refusal(expected, decision.error(), now);
    }
    switch (expected.kind) {
        case Expected::Kind::refused:
            return "it was accepted";
        case Expected::Kind::unchanged:
            if (decision->events.empty()) return std::nullopt;
            return cat("it changed something: ", type_name(decision->events[0]));
        case Expected::Kind::status:
            return check_status(expected, *decision, after, now);
        case Expected::Kind::accepted:
            break;
    }
    return std::nullopt;
}

}  // namespace pim::lab
