#include "app/scenario_files.hpp"

#include <cstdio>
#include <cstring>

#include "core/fingerprint.hpp"
#include "core/text.hpp"
#include "lab/play.hpp"

namespace pim::app {

namespace {

struct Arguments {
    std::string command;
    std::vector<std::string> files;
    RuleSet switched_off;
};

std::string file_name(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

bool switch_off(RuleSet& rules, const char* id) {
    for (std::size_t i = 0; i < pim_rule_count; ++i) {
        if (text_of(static_cast<Rule>(i)).id != id) continue;
        rules.set(i);
        return true;
    }
    std::fprintf(stderr, "pimlab: there is no rule `%s`\n", id);
    return false;
}

bool parse(int count, char** words, Arguments& arguments) {
    for (int i = 1; i < count; ++i) {
        if (std::strcmp(words[i], "--without") == 0 && i + 1 < count) {
            if (!switch_off(arguments.switched_off, words[++i])) return false;
        } else if (arguments.command.empty()) {
            arguments.command = words[i];
        } else {
            arguments.files.emplace_back(words[i]);
        }
    }
    return (arguments.command == "run" || arguments.command == "digest") &&
           !arguments.files.empty();
}

Outcome<lab::Played> play_file(const std::string& path, const RuleSet& off) {
    const Outcome<std::string> text = read_file(path);
    if (!text) return tl::unexpected<Error>(text.error());
    lab::PlayOptions options;
    options.switched_off = off;
    return lab::play_reporting(file_name(path), *text, options);
}

void print_lines(const lab::Report& report) {
    for (const lab::LineResult& line : report.lines) {
        std::printf("%5d  %-6s  %s\n", line.number, line.passed ? "ok" : "FAILED",
                    line.source.c_str());
        if (!line.passed) std::printf("%5s  %-6s  %s\n", "", "", line.message.c_str());
    }
}

/// Plays a file and says how it went; false where a line failed or the replay differs.
bool run(const std::string& path, const RuleSet& off) {
    const Outcome<lab::Played> played = play_file(path, off);
    if (!played) {
        std::fprintf(stderr, "%s\n", played.error().what.c_str());
        return false;
    }
    std::printf("%s\n", path.c_str());
    print_lines(played->report);
    std::size_t failed = 0;
    for (const lab::LineResult& line : played->report.lines) failed += line.passed ? 0 : 1;
    std::printf("%zu lines, %zu failed, %zu events\n", played->report.lines.size(), failed,
                played->events.size());
    if (off.any()) return failed == 0;
    if (const std::optional<Error> error = lab::verify_replay(*played)) {
        std::printf("FAILED  %s\n", error->what.c_str());
        return false;
    }
    return failed == 0;
}

bool digest(const std::string& path, const RuleSet& off) {
    const Outcome<lab::Played> played = play_file(path, off);
    if (!played) {
        std::fprintf(stderr, "%s\n", played.error().what.c_str());
        return false;
    }
    std::printf("%s  %s\n", to_hex(fingerprint(played->tenant)).c_str(), file_name(path).c_str());
    return true;
}

}  // namespace

Outcome<std::string> read_file(const std::string& path) {
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) return failure(cat(path, ": cannot be opened"));
    std::string text;
    char buffer[4096];
    std::size_t count = 0;
    while ((count = std::fread(buffer, 1, sizeof buffer, file)) > 0) text.append(buffer, count);
    const bool failed = std::ferror(file) != 0;
    std::fclose(file);
    if (failed) return failure(cat(path, ": cannot be read"));
    return text;
}

std::optional<int> play_files(int count, char** words) {
    Arguments arguments;
    if (!parse(count, words, arguments)) return std::nullopt;
    bool passed = true;
    for (const std::string& file : arguments.files) {
        const bool good = arguments.command == "run" ? run(file, arguments.switched_off)
                                                     : digest(file, arguments.switched_off);
        passed = passed && good;
    }
    return passed ? 0 : 1;
}

}  // namespace pim::app
