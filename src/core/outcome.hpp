#pragma once

#include <string>
#include <tl/expected.hpp>

namespace pim {

/// Something that could not be decided or done: bad data, a missing file, a failed write.
/// A "no" of PIM's rules is never an Error but a Refusal (refusal.hpp).
struct Error {
    std::string what;  ///< one lower-case sentence: rule, value, place
    std::string help;  ///< what the reader can do about it; may be empty
};

/// A value, or why it could not be had.
template <class T>
using Outcome = tl::expected<T, Error>;

/// Shorthand for the failed side of an Outcome.
inline tl::unexpected<Error> failure(std::string what, std::string help = {}) {
    return tl::unexpected<Error>(Error{std::move(what), std::move(help)});
}

}  // namespace pim
