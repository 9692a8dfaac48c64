#include "ui/route.hpp"

#include <algorithm>

namespace pim::ui {
namespace {

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('/'), text.size());
        if (end > 0) parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

}  // namespace

Route parse_route(std::string_view hash) {
    if (!hash.empty() && hash.front() == '#') hash.remove_prefix(1);
    return {split(hash)};
}

std::string to_hash(const Route& route) {
    std::string hash = "#";
    for (const std::string& part : route.parts) hash += "/" + part;
    return hash;
}

std::size_t matches(std::string_view pattern, const Route& route) {
    const std::vector<std::string> wanted = split(pattern);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const std::string_view given = route.part(i);
        if (given.empty() || (wanted[i] != "*" && wanted[i] != given)) return 0;
    }
    return wanted.size();
}

}  // namespace pim::ui
