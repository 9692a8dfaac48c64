#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/journal.hpp"

namespace pim::storage {

/// Bytes at the end of what was read that must still be there for reading to go on behind them:
/// the last decisions, with their checksums and the ids of their commands.
constexpr std::uint64_t tail_overlap_size = 4096;

/// Where a reader stands in a journal that another tab writes: what was appended since is read
/// alone. Whatever is in doubt (other bytes than before, a state that came in whole, damage, a
/// newer version) is left to a reading of everything, which also tells what is wrong.
class JournalTail {
public:
    /// Stands behind the last decision of a journal that was just opened.
    explicit JournalTail(const Journal& journal);

    /// The decisions since, behind which it stands then; nothing where everything has to be read
    /// again, and from then on.
    [[nodiscard]] std::optional<Replay> advance();

private:
    [[nodiscard]] bool take_appended(Replay& replay);
    [[nodiscard]] bool take_segment(const std::string& name, Replay& replay);
    [[nodiscard]] bool take_decisions(FrameReader& reader);
    void stand_behind(std::string_view bytes);

    const Files* files_;
    std::string sandbox_;
    std::string name_;        ///< of the last segment; empty where there is none
    std::uint64_t size_ = 0;  ///< of what was read of it
    std::string overlap_;     ///< the end of that
    std::uint64_t last_sequence_;
    bool stands_ = true;
};

}  // namespace pim::storage
