// The native command line: scenarios, the server, and a look at what a server has kept.
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "app/scenario_files.hpp"
#include "core/text.hpp"
#include "lab/sample.hpp"
#include "server/data.hpp"
#include "server/serve.hpp"
#include "storage/export_file.hpp"

namespace pim::app {
namespace {

constexpr const char* other_usage =
    "       pimlab serve [option]…                 Graph, the lab API and the page over HTTP;\n"
    "                                              pimlab serve --help lists the options\n"
    "       pimlab verify DIR                      replays what a server has kept, and compares\n";

Outcome<sandbox::State> played_state(Outcome<lab::Played> played) {
    if (!played) return tl::unexpected<Error>(played.error());
    sandbox::State state;
    state.tenant = std::move(played->tenant);
    state.session.now = played->now;
    return state;
}

constexpr std::string_view sample_names = "samples are start, one_of_each and seeds";

/// A sample by its name, and nothing else: clients may ask for it.
Outcome<sandbox::State> prepare_sample(std::string_view name, Instant now) {
    const lab::Sample* sample = lab::find_sample(name);
    if (sample == nullptr) {
        return failure(cat("there is no sample '", name, "'"), std::string(sample_names));
    }
    return played_state(lab::open_sample(*sample, now));
}

/// What the command line names: a sample; else a file, an export or a scenario that ends now.
Outcome<sandbox::State> prepare_first(const std::string& name, Instant now) {
    if (lab::find_sample(name) != nullptr) return prepare_sample(name, now);
    const auto text = read_file(name);
    if (!text) {
        return failure(cat("'", name, "' is neither a sample nor a file that can be read"),
                       std::string(sample_names));
    }
    if (!text->empty() && text->front() == '{') return storage::import_text(*text);
    lab::PlayOptions options;
    options.end = now;
    return played_state(lab::play(name, *text, options));
}

/// The page as it was built beside this program's own build; empty where there is none.
std::string built_site() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    const auto site = program.parent_path().parent_path() / "web" / "site";
    const bool built = !error && std::filesystem::is_regular_file(site / "index.html", error);
    return built ? site.string() : std::string();
}

int serve(const std::vector<std::string>& words) {
    if (!words.empty() && words.front() == "--help") {
        std::fputs(server::serve_usage, stdout);
        return 0;
    }
    auto options = server::parse_options(words);
    if (!options) {
        std::fprintf(stderr, "pimlab: %s; %s\n", options.error().what.c_str(),
                     options.error().help.c_str());
        return 2;
    }
    if (options->site.empty()) options->site = built_site();
    const std::string first = options->tenant;
    return server::serve(*options, [&](std::string_view name, Instant now) {
        return name.empty() ? prepare_first(first, now) : prepare_sample(name, now);
    });
}

int verify(const std::string& folder) {
    const bool good = server::verify_data(
        folder, [](const std::string& line) { std::printf("%s\n", line.c_str()); });
    return good ? 0 : 1;
}

}  // namespace
}  // namespace pim::app

int main(int count, char** words) {
    const std::vector<std::string> rest(words + (count > 1 ? 2 : 1), words + count);
    const std::string command = count > 1 ? words[1] : "";
    if (command == "serve") return pim::app::serve(rest);
    if (command == "verify" && rest.size() == 1) return pim::app::verify(rest.front());
    if (const auto status = pim::app::play_files(count, words)) return *status;
    std::fputs(pim::app::scenario_usage, stderr);
    std::fputs(pim::app::other_usage, stderr);
    return 2;
}
