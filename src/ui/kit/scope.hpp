#pragma once

#include <utility>

namespace pim::ui::kit {

/// Something opened that must be closed: `if (auto panel = kit::panel({…})) { … }`. Whoever makes
/// one says what closes it; false means that there is nothing to draw inside.
class Scope {
public:
    using Close = void (*)();

    Scope() = default;
    Scope(bool open, Close close) : open_(open), close_(close) {}
    Scope(Scope&& other) noexcept
        : open_(std::exchange(other.open_, false)), close_(std::exchange(other.close_, nullptr)) {}
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    Scope& operator=(Scope&&) = delete;
    ~Scope() {
        if (close_ != nullptr) close_();
    }

    explicit operator bool() const { return open_; }

private:
    bool open_ = false;
    Close close_ = nullptr;
};

}  // namespace pim::ui::kit
