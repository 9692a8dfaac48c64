#include <algorithm>

#include "core/text.hpp"
#include "lab/lesson.hpp"
#include "lab/words.hpp"

namespace pim::lab {

namespace {

/// Which part of a step or phase the scenario lines belong to.
enum class Block { none, setup, check, solve };

/// Reads a lesson: headings of its own, and scenario lines below `setup`, `check` and `solve`.
class LessonParser {
public:
    explicit LessonParser(std::string_view id) { lesson_.id = std::string(id); }

    Outcome<Lesson> parse(std::string_view text);

private:
    /// True where the line was a heading; a problem is left in `error_`.
    bool heading(const std::vector<Token>& tokens);
    bool phase_heading(const std::vector<Token>& tokens);
    bool step_heading(const std::vector<Token>& tokens);
    void begin_block(Block block, int column);
    void end_block();
    void check_step();
    void fail(int column, std::string text) {
        if (error_) return;
        error_ = Error{cat(lesson_.id, ".txt:", number_, ":", column, ": ", text),
                       "src/lab/README.md says how a lesson is written"};
    }
    Phase* phase() { return lesson_.phases.empty() ? nullptr : &lesson_.phases.back(); }
    Step* step() {
        return phase() == nullptr || phase()->steps.empty() ? nullptr : &phase()->steps.back();
    }

    Lesson lesson_;
    std::optional<Error> error_;
    int number_ = 0;
    Block block_ = Block::none;
    int block_line_ = 0;
    std::string block_text_;
};

Outcome<Lesson> LessonParser::parse(std::string_view text) {
    while (!text.empty() && !error_) {
        ++number_;
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const Tokens words = split(line);
        if (words.error) {
            fail(words.error->column, words.error->text);
        } else if (!words.tokens.empty() && heading(words.tokens)) {
            continue;
        } else if (block_ != Block::none) {
            block_text_ += cat(line, "\n");
        } else if (!words.tokens.empty()) {
            fail(words.tokens[0].column, cat("unknown word `", words.tokens[0].text, "`"));
        }
    }
    ++number_;
    if (!error_) end_block();
    if (!error_) check_step();
    if (!error_ && lesson_.phases.empty()) fail(1, "the lesson has no phase");
    if (error_) return tl::unexpected<Error>(*error_);
    return lesson_;
}

bool LessonParser::heading(const std::vector<Token>& tokens) {
    const std::string& word = tokens[0].text;
    if (tokens[0].quoted) return false;
    const bool known = word == "lesson" || word == "summary" || word == "intro" ||
                       word == "phase" || word == "step" || word == "setup" || word == "check" ||
                       word == "solve";
    if (!known) return false;
    end_block();
    if (word == "setup") {
        begin_block(Block::setup, tokens[0].column);
    } else if (word == "check") {
        begin_block(Block::check, tokens[0].column);
    } else if (word == "solve") {
        begin_block(Block::solve, tokens[0].column);
    } else if (word == "phase") {
        return phase_heading(tokens);
    } else if (word == "step") {
        return step_heading(tokens);
    } else if (tokens.size() < 2 || !tokens[1].quoted) {
        fail(tokens[0].column, cat("`", word, "` lacks its text in quotation marks"));
    } else if (word == "summary") {
        lesson_.summary = tokens[1].text;
    } else if (word == "intro") {
        if (phase() == nullptr) fail(tokens[0].column, "`intro` stands before any phase");
        if (phase() != nullptr) phase()->intro = tokens[1].text;
    } else {
        lesson_.title = tokens[1].text;
        lesson_.tenant = tokens.size() == 4 && tokens[2].text == "on" ? tokens[3].text : "start";
    }
    return true;
}

bool LessonParser::phase_heading(const std::vector<Token>& tokens) {
    check_step();
    if (tokens.size() != 3 || !tokens[2].quoted) {
        fail(tokens[0].column, "a phase has an id and a title in quotation marks");
        return true;
    }
    Phase phase;
    phase.id = tokens[1].text;
    phase.title = tokens[2].text;
    lesson_.phases.push_back(std::move(phase));
    return true;
}

bool LessonParser::step_heading(const std::vector<Token>& tokens) {
    check_step();
    if (phase() == nullptr) {
        fail(tokens[0].column, "`step` stands before any phase");
        return true;
    }
    Step step;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        if (tokens[i].quoted && step.text.empty()) {
            step.text = tokens[i].text;
        } else if (tokens[i].text == "as" && i + 1 < tokens.size()) {
            step.persona = tokens[++i].text;
        } else if (tokens[i].text == "at" && i + 1 < tokens.size()) {
            step.page = tokens[++i].text;
        } else {
            fail(tokens[i].column, cat("unknown word `", tokens[i].text, "` after `step`"));
        }
    }
    if (step.text.empty()) fail(tokens[0].column, "`step` lacks its text in quotation marks");
    phase()->steps.push_back(std::move(step));
    return true;
}

void LessonParser::begin_block(Block block, int column) {
    const bool placed =
        block == Block::setup ? phase() != nullptr && phase()->steps.empty() : step() != nullptr;
    if (!placed) fail(column, "this part belongs to no phase or step");
    block_ = block;
    block_line_ = number_ + 1;
    block_text_.clear();
}

void LessonParser::end_block() {
    if (block_ == Block::none || error_) return;
    Outcome<Scenario> scenario = parse_scenario(cat(lesson_.id, ".txt"), block_text_, block_line_);
    if (!scenario) {
        error_ = scenario.error();
        return;
    }
    Scenario& target = block_ == Block::setup   ? phase()->setup
                       : block_ == Block::check ? step()->check
                                                : step()->solve;
    target = std::move(*scenario);
    block_ = Block::none;
}

/// A step that nothing ticks, or that nothing does, would leave its reader standing.
void LessonParser::check_step() {
    if (step() == nullptr) return;
    if (step()->check.empty()) fail(1, cat("the step `", step()->text, "` has no check"));
    if (step()->solve.empty()) fail(1, cat("the step `", step()->text, "` has no solution"));
    for (const Line& line : step()->check.lines) {
        const bool is_check = (text_of(line.operation.verb).takes & is_expectation) != 0 ||
                              line.mode == Mode::lit || line.mode == Mode::greyed;
        if (!is_check) fail(1, cat("the check on line ", line.number, " is no expectation"));
    }
}

}  // namespace

Outcome<Lesson> parse_lesson(std::string_view id, std::string_view text) {
    return LessonParser(id).parse(text);
}

}  // namespace pim::lab
