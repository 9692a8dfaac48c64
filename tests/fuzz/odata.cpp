// Goal: an address is read, bound to its entity, filtered, ordered, shaped and paged, or refused.
// Method: the input is the address behind the first slash, asked for as it is. A read changes
// nothing, and the page that an answer points to can be read.
#include "fuzz/percent_coding.hpp"
#include "fuzz/sample.hpp"
#include "fuzz/target.hpp"
#include "graph/json_value.hpp"

namespace pim::fuzz {

void run(std::string_view input) {
    static Sample sample;
    sample.restore();
    check_percent_coding(input);
    const std::uint64_t version = sample.sandbox().version();
    const graph::Response response = sample.send("GET", cat("/", input));
    require(sample.sandbox().version() == version, "a read changes nothing");
    if (response.status != 200) return;
    const auto tree = graph::parse_body(response.body);
    const graph::JsonValue* const next = tree ? tree->member("@odata.nextLink") : nullptr;
    if (next == nullptr) return;
    const graph::Response page = sample.send("GET", next->text);
    require(page.status == 200, "the next page can be read", cat(next->text, "\n", page.body));
}

}  // namespace pim::fuzz

PIM_FUZZ_TARGET
