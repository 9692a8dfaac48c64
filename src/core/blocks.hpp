#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace pim {

/// A sequence that grows at its end. What is in it never moves, and neighbours lie side by side in
/// blocks of a few pages, which a walk in order reads ahead of.
template <class T>
class Blocks {
public:
    Blocks() = default;
    Blocks(Blocks&&) noexcept = default;
    Blocks& operator=(Blocks&&) noexcept = default;
    ~Blocks() = default;
    Blocks(const Blocks& other) {
        blocks_.reserve(other.blocks_.size());
        for (const std::vector<T>& block : other.blocks_) {
            // With room for what the block may still get: a plain copy would move when it grows.
            add_block();
            blocks_.back() = block;
        }
    }
    Blocks& operator=(const Blocks& other) { return *this = Blocks(other); }

    const T& operator[](std::size_t at) const { return blocks_[at / in_block][at % in_block]; }
    T& operator[](std::size_t at) { return blocks_[at / in_block][at % in_block]; }

    std::size_t size() const {
        return blocks_.empty() ? 0 : (blocks_.size() - 1) * in_block + blocks_.back().size();
    }

    template <class... Arguments>
    T& emplace_back(Arguments&&... arguments) {
        if (blocks_.empty() || blocks_.back().size() == in_block) add_block();
        return blocks_.back().emplace_back(std::forward<Arguments>(arguments)...);
    }

    void clear() { blocks_.clear(); }

private:
    static constexpr std::size_t block_bytes = 8192;
    static constexpr std::size_t in_block =
        sizeof(T) < block_bytes / 8 ? block_bytes / sizeof(T) : 8;

    void add_block() { blocks_.emplace_back().reserve(in_block); }

    std::vector<std::vector<T>> blocks_;
};

}  // namespace pim
