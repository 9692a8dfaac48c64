#include "core/profile.hpp"

#include <utility>

namespace pim {

namespace {

constexpr std::array<std::size_t, profile_text_count> lengths = {
    128, 64, 128, 64, 16, 64, 128, 64, 64, 128, 40, 64, 128, 1024, 64, 2};

}  // namespace

std::size_t length_max(ProfileText which) {
    return lengths[static_cast<std::size_t>(which)];
}

const std::string& Profile::text(ProfileText which) const {
    static const std::string none;
    const auto at = static_cast<std::size_t>(which);
    return at < texts_.size() ? texts_[at] : none;
}

void Profile::set(ProfileText which, std::string text) {
    const auto at = static_cast<std::size_t>(which);
    if (at >= texts_.size()) {
        if (text.empty()) return;
        texts_.resize(at + 1);
    }
    texts_[at] = std::move(text);
}

}  // namespace pim
