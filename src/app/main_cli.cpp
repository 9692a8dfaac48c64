#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "core/fingerprint.hpp"
#include "core/text.hpp"
#include "lab/play.hpp"

// The command line: plays scenario files, natively and as wasm under node.

namespace {

constexpr const char* usage =
    "usage: pimlab run [--without <rule>]… FILE…   plays scenarios, fails where a line does\n"
    "       pimlab digest FILE…                    prints the fingerprint of each played tenant\n";

struct Arguments {
    std::string command;
    std::vector<std::string> files;
    pim::RuleSet switched_off;
};

pim::Outcome<std::string> read_file(const std::string& path) {
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) return pim::failure(pim::cat(path, ": cannot be opened"));
    std::string text;
    char buffer[4096];
    std::size_t count = 0;
    while ((count = std::fread(buffer, 1, sizeof buffer, file)) > 0) text.append(buffer, count);
    const bool failed = std::ferror(file) != 0;
    std::fclose(file);
    if (failed) return pim::failure(pim::cat(path, ": cannot be read"));
    return text;
}

std::string file_name(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

bool switch_off(pim::RuleSet& rules, const char* id) {
    for (std::size_t i = 0; i < pim::pim_rule_count; ++i) {
        if (pim::text_of(static_cast<pim::Rule>(i)).id != id) continue;
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
    const bool known = arguments.command == "run" || arguments.command == "digest";
    if (known && !arguments.files.empty()) return true;
    std::fputs(usage, stderr);
    return false;
}

pim::Outcome<pim::lab::Played> play_file(const std::string& path, const pim::RuleSet& off) {
    const pim::Outcome<std::string> text = read_file(path);
    if (!text) return tl::unexpected<pim::Error>(text.error());
    pim::lab::PlayOptions options;
    options.switched_off = off;
    return pim::lab::play_reporting(file_name(path), *text, options);
}

void print_lines(const pim::lab::Report& report) {
    for (const pim::lab::LineResult& line : report.lines) {
        std::printf("%5d  %-6s  %s\n", line.number, line.passed ? "ok" : "FAILED",
                    line.source.c_str());
        if (!line.passed) std::printf("%5s  %-6s  %s\n", "", "", line.message.c_str());
    }
}

/// Plays a file and says how it went; false where a line failed or the replay differs.
bool run(const std::string& path, const pim::RuleSet& off) {
    const pim::Outcome<pim::lab::Played> played = play_file(path, off);
    if (!played) {
        std::fprintf(stderr, "%s\n", played.error().what.c_str());
        return false;
    }
    std::printf("%s\n", path.c_str());
    print_lines(played->report);
    std::size_t failed = 0;
    for (const pim::lab::LineResult& line : played->report.lines) failed += line.passed ? 0 : 1;
    std::printf("%zu lines, %zu failed, %zu events\n", played->report.lines.size(), failed,
                played->events.size());
    if (off.any()) return failed == 0;
    if (const std::optional<pim::Error> error = pim::lab::verify_replay(*played)) {
        std::printf("FAILED  %s\n", error->what.c_str());
        return false;
    }
    return failed == 0;
}

bool digest(const std::string& path, const pim::RuleSet& off) {
    const pim::Outcome<pim::lab::Played> played = play_file(path, off);
    if (!played) {
        std::fprintf(stderr, "%s\n", played.error().what.c_str());
        return false;
    }
    std::printf("%s  %s\n", pim::to_hex(pim::fingerprint(played->tenant)).c_str(),
                file_name(path).c_str());
    return true;
}

}  // namespace

int main(int count, char** words) {
    Arguments arguments;
    if (!parse(count, words, arguments)) return 2;
    bool passed = true;
    for (const std::string& file : arguments.files) {
        const bool good = arguments.command == "run" ? run(file, arguments.switched_off)
                                                     : digest(file, arguments.switched_off);
        passed = passed && good;
    }
    return passed ? 0 : 1;
}
