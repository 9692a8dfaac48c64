#include "graph/collection.hpp"

#include <algorithm>
#include <charconv>

#include "core/text.hpp"

namespace pim::graph {

namespace {

/// The rows of an answer.
struct Page {
    std::vector<Row> rows;
    std::int64_t count = 0;                  ///< of all that match, where that was asked
    std::optional<std::int64_t> next_token;  ///< where more follow
};

/// A page of rows in an order of the client's: all that match are looked at. The token counts the
/// rows of the pages before.
Page ordered_page(const Query& query, std::int64_t size, const View& view, const Source& source) {
    std::vector<Row> all;
    source({query.filter, -1, false}, [&](const Row& row) {
        if (matches(query.filter, row, view)) all.push_back(row);
        return true;
    });
    sort_rows(all, query.order, view);
    Page page;
    page.count = static_cast<std::int64_t>(all.size());
    const std::int64_t from = std::min(query.skip_token.value_or(query.skip), page.count);
    const std::int64_t to = std::min(from + size, page.count);
    for (std::int64_t i = from; i < to; ++i) {
        page.rows.push_back(std::move(all[static_cast<std::size_t>(i)]));
    }
    if (to < page.count) page.next_token = to;
    return page;
}

/// A page in the order of the source: ends with the first row too many, unless all are counted.
/// The token is the cursor of the last row.
Page page_in_order_of_source(const Query& query, std::int64_t size, const View& view,
                             const Source& source, bool backwards) {
    Page page;
    const std::int64_t after = query.skip_token.value_or(-1);
    std::int64_t skipped = query.skip_token ? query.skip : 0;
    const auto offer = [&](const Row& row) {
        if (!query.count && row.cursor <= after) return true;
        if (!matches(query.filter, row, view)) return true;
        ++page.count;
        if (row.cursor <= after) return true;
        if (skipped < query.skip) {
            ++skipped;
            return true;
        }
        if (static_cast<std::int64_t>(page.rows.size()) < size) {
            page.rows.push_back(row);
            return true;
        }
        page.next_token = page.rows.back().cursor;
        return query.count;
    };
    source({query.filter, query.count ? -1 : after, backwards}, offer);
    return page;
}

/// Whether the client asks for the source's own order, or for that backwards: false or true.
std::optional<bool> goes_backwards(const Query& query, const std::optional<SourceOrder>& order) {
    if (query.order.empty()) return false;
    const OrderKey& key = query.order.front();
    const bool same = order && query.order.size() == 1 && key.path.navigation == nullptr &&
                      key.path.property->name == order->property;
    if (!same) return std::nullopt;
    return key.descending != order->descending;
}

/// The page size that the client prefers (`Prefer: odata.maxpagesize=50`, or without `odata.`).
/// What is no number from 1 on is a preference that cannot be met, and no error.
std::optional<std::int64_t> preferred_page_size(const Request& request) {
    constexpr std::string_view name = "maxpagesize=";
    const std::string prefer = to_lower(header(request.headers, "Prefer"));
    const std::size_t at = prefer.find(name);
    if (at == std::string::npos) return std::nullopt;
    std::int64_t size = 0;
    const char* const begin = prefer.data() + at + name.size();
    const auto read = std::from_chars(begin, prefer.data() + prefer.size(), size);
    if (read.ec != std::errc() || size < 1) return std::nullopt;
    return size;
}

/// How many rows of a source match.
std::int64_t count_of(const Query& query, const View& view, const Source& source) {
    std::int64_t count = 0;
    source({query.filter, -1, false}, [&](const Row& row) {
        count += matches(query.filter, row, view) ? 1 : 0;
        return true;
    });
    return count;
}

}  // namespace

void list(Exchange& exchange, const Listing& listing, const Source& source,
          const Allowed& allowed) {
    const QueryOptions options = exchange.only_count ? count_options : listing.options;
    const auto query = read_query(exchange.url, listing.type, options);
    if (!query) return exchange.reject(query.error());
    if (allowed) {
        if (const auto problem = allowed(query->filter)) return exchange.reject(*problem);
    }
    const View view = exchange.view();
    if (exchange.only_count) {
        Stamp stamp = exchange.stamp;
        stamp.content_type = "text/plain";
        return exchange.reply(answer(200, to_text(count_of(*query, view, source)), stamp));
    }
    const auto preferred = query->top ? std::nullopt : preferred_page_size(exchange.request);
    const std::int64_t size =
        query->top.value_or(std::min(preferred.value_or(listing.page_size), listing.page_size));
    const auto backwards = goes_backwards(*query, listing.order);
    const Page page = backwards ? page_in_order_of_source(*query, size, view, source, *backwards)
                                : ordered_page(*query, size, view, source);
    const Standing standing{true, listing.typed || !listing.type.derived.empty()};
    JsonWriter out(view.metadata != Metadata::none);
    out.begin_object();
    out.annotation("@odata.context", cat(root_of(view), "/$metadata#", listing.context,
                                         context_suffix(query->shape)));
    if (query->count) out.member_integer("@odata.count", page.count);
    if (page.next_token) {
        out.member("@odata.nextLink", next_link(exchange.url, view.root, *page.next_token));
    }
    out.key("value").begin_array();
    for (const Row& row : page.rows) write_entity(out, row, view, query->shape, standing);
    out.end_array().end_object();
    Response response = answer(200, out.take(), exchange.stamp);
    if (preferred) {
        response.headers.emplace_back("Preference-Applied", cat("odata.maxpagesize=", size));
    }
    exchange.reply(std::move(response));
}

void show(Exchange& exchange, const EntityType& type, std::string_view context,
          const std::function<Reading<Row>()>& find) {
    if (exchange.only_count) return exchange.reject(unknown_segment(count_segment));
    const auto query = read_query(exchange.url, type, entity_options);
    if (!query) return exchange.reject(query.error());
    const auto row = find();
    if (!row) return exchange.reject(row.error());
    exchange.reply(answer(
        200, entity_body(*row, exchange.view(), context, query->shape, !type.derived.empty()),
        exchange.stamp));
}

Response created(const Row& row, const View& view, const Stamp& stamp, std::string_view place) {
    const std::string_view collection = row.type->collection;
    Response response = answer(201, entity_body(row, view, collection), stamp);
    const Property* id = find_property(*row.type, view.version, "id");
    const Value value = id->value(row, view);
    if (const auto* text = std::get_if<std::string>(&value)) {
        response.headers.emplace_back(
            "Location", cat(root_of(view), '/', place.empty() ? collection : place, '/', *text));
    }
    return response;
}

void submit_created(Exchange& exchange, const Command& command,
                    const std::function<std::optional<Row>(const Guid&)>& find,
                    std::string_view place) {
    submit(exchange, command, [&](const Accepted& accepted) {
        const std::optional<Row> row = find(accepted.subject);
        if (!row) {
            return error_response(not_found(to_text(accepted.subject)).value(), exchange.stamp);
        }
        return created(*row, exchange.view(), exchange.stamp, place);
    });
}

}  // namespace pim::graph
