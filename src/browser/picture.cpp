#include "browser/picture.hpp"

#include <imgui.h>

#include <cstddef>
#include <cstring>

namespace pim::browser {

namespace {

/// Eight bytes at a time: a page is some hundred thousand bytes, in each frame.
class Sum {
public:
    void add(std::uint64_t word) {
        value_ = (value_ ^ word) * 0x9E3779B97F4A7C15U;
        value_ ^= value_ >> 32U;
    }

    void add_bytes(const void* bytes, std::size_t length) {
        const auto* at = static_cast<const char*>(bytes);
        std::uint64_t word = 0;
        for (; length >= sizeof word; at += sizeof word, length -= sizeof word) {
            std::memcpy(&word, at, sizeof word);
            add(word);
        }
        word = 0;
        std::memcpy(&word, at, length);
        add(word);
    }

    template <typename Item>
    void add_items(const ImVector<Item>& items) {
        add_bytes(items.Data, static_cast<std::size_t>(items.size_in_bytes()));
    }

    std::uint64_t value() const { return value_; }

private:
    std::uint64_t value_ = 1;
};

bool textures_stand(const ImDrawData& data) {
    if (data.Textures == nullptr) return true;
    for (const ImTextureData* texture : *data.Textures)
        if (texture->Status != ImTextureStatus_OK) return false;
    return true;
}

}  // namespace

std::uint64_t picture_of(const ImDrawData& data, std::uint32_t ground) {
    if (!textures_stand(data)) return 0;
    Sum sum;
    sum.add(ground);
    for (const ImDrawList* list : data.CmdLists) {
        for (const ImDrawCmd& command : list->CmdBuffer) {
            sum.add_bytes(&command.ClipRect, sizeof command.ClipRect);
            sum.add(command.GetTexID());
            sum.add(command.VtxOffset);
            sum.add(command.IdxOffset);
            sum.add(command.ElemCount);
        }
        sum.add_items(list->VtxBuffer);
        sum.add_items(list->IdxBuffer);
    }
    return sum.value();
}

}  // namespace pim::browser
