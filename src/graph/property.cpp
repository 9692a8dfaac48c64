#include "graph/property.hpp"

namespace pim::graph {

namespace {

struct WriteValue {
    JsonWriter& out;

    void operator()(std::monostate) const { out.null(); }
    void operator()(bool value) const { out.boolean(value); }
    void operator()(std::int64_t value) const { out.integer(value); }
    void operator()(const std::string& value) const { out.text(value); }
    void operator()(Instant value) const { out.text(to_text(value)); }
};

}  // namespace

void write_value(JsonWriter& out, const Value& value) {
    std::visit(WriteValue{out}, value);
}

}  // namespace pim::graph
