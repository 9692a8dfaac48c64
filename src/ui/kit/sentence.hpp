#pragma once

#include <string>
#include <string_view>

namespace pim::ui::kit {

/// Words as the portal shows them to people: each line begins with a capital and ends with a full
/// stop, unless it ends with a mark of its own. The core's messages are lower-case values, and
/// pages may leave the stop out: every widget that tells something in a sentence passes it here,
/// and nothing else decides how a sentence looks. A first word that is no plain word (an id, an
/// address) stays as it is, and an address alone is no sentence.
std::string sentence(std::string_view words);

}  // namespace pim::ui::kit
