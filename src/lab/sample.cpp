#include "lab/sample.hpp"

#include <algorithm>

#include "assets/tenants.hpp"
#include "core/text.hpp"
#include "lab/lookup.hpp"

namespace pim::lab {

namespace {

/// These stand first; the others follow by name.
constexpr std::array<std::string_view, 3> first_samples = {"start", "one_of_each", "seeds"};

/// The rest of the line that begins with `# <key>: `; empty where there is none.
std::string_view heading(std::string_view text, std::string_view key) {
    const std::string begin = cat("# ", key, ": ");
    std::size_t at = text.find(begin);
    if (at == std::string_view::npos) return {};
    at += begin.size();
    return text.substr(at, std::min(text.find('\n', at), text.size()) - at);
}

Sample sample_of(const assets::File& file) {
    Sample sample;
    sample.id = file.name.substr(0, file.name.rfind('.'));
    sample.title = heading(file.text, "title");
    sample.summary = heading(file.text, "summary");
    sample.text = file.text;
    return sample;
}

/// Every file, those included that only other scenarios use (no title).
const std::vector<Sample>& all_samples() {
    static const std::vector<Sample> all = [] {
        std::vector<Sample> found;
        for (const assets::File& file : assets::tenants) found.push_back(sample_of(file));
        return found;
    }();
    return all;
}

std::size_t place_of(std::string_view id) {
    const auto at = std::find(first_samples.begin(), first_samples.end(), id);
    return static_cast<std::size_t>(at - first_samples.begin());
}

}  // namespace

const std::vector<Sample>& samples() {
    static const std::vector<Sample> shown = [] {
        std::vector<Sample> titled;
        for (const Sample& sample : all_samples()) {
            if (!sample.title.empty()) titled.push_back(sample);
        }
        std::stable_sort(titled.begin(), titled.end(), [](const Sample& a, const Sample& b) {
            return place_of(a.id) < place_of(b.id);
        });
        return titled;
    }();
    return shown;
}

const Sample* find_sample(std::string_view id) {
    for (const Sample& sample : all_samples()) {
        if (sample.id == id) return &sample;
    }
    return nullptr;
}

Outcome<Played> open_sample(const Sample& sample, Instant now) {
    PlayOptions options;
    options.end = now;
    return play(cat(sample.id, ".txt"), sample.text, options);
}

Guid persona(const Tenant& tenant, std::string_view name) {
    return Lookup().object(tenant, name).value_or(Guid{});
}

}  // namespace pim::lab
