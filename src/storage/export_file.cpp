#include "storage/export_file.hpp"

#include <algorithm>
#include <charconv>

#include "core/alert_scan.hpp"
#include "core/text.hpp"
#include "storage/checksum.hpp"
#include "storage/json_reader.hpp"
#include "storage/json_writer.hpp"
#include "storage/record_versions.hpp"
#include "storage/session_codec.hpp"
#include "storage/tenant_codec.hpp"

namespace pim::storage {

namespace {

constexpr std::string_view format_name = "pimlab sandbox";
constexpr std::int64_t export_version = 1;
constexpr std::string_view body_begin = ",\"body\":[";
constexpr std::string_view body_end = "]}\n";

/// The first line of an export, without the beginning of the body.
struct Header {
    std::string format = std::string(format_name);
    std::int64_t version = export_version;      ///< of this file's layout
    std::int64_t rows = snapshot_rows_version;  ///< version of the tenant's lines
    std::int64_t session = session_version;     ///< version of the last line
    std::int64_t lines = 0;                     ///< in the body
    std::string checksum;                       ///< CRC-32C of the body's lines, hexadecimal
};

template <class F>
void fields(F& f, Header& v) {
    f("format", v.format);
    f("version", v.version);
    f("rows", v.rows);
    f("session", v.session);
    f("lines", v.lines);
    f("checksum", v.checksum);
}

std::string checksum_text(std::string_view body) {
    std::array<char, 8> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), crc32c(body), 16);
    return {digits.data(), end.ptr};
}

tl::unexpected<Error> unreadable(std::string what) {
    return failure(std::move(what), "choose a file that pimlab exported, unchanged and complete");
}

Outcome<Header> read_header(std::string_view line) {
    if (line.size() < body_begin.size() ||
        line.substr(line.size() - body_begin.size()) != body_begin) {
        return unreadable("line 1 is not the beginning of an exported sandbox");
    }
    const auto json = parse_json(cat(line.substr(0, line.size() - body_begin.size()), "}"));
    if (!json) return unreadable("line 1: " + json.error().what);
    // The version is looked at first: a newer header may have other members.
    const JsonValue* const version = json->find("version");
    if (version != nullptr && version->number > export_version) {
        return failure(cat("the file has version ", version->number, ", and this pimlab reads ",
                           export_version),
                       "reload the page to get the newest pimlab");
    }
    JsonReader reader;
    Header header;
    reader.read(*json, header);
    if (reader.failed()) return unreadable("line 1: " + reader.problem());
    if (header.format != format_name) {
        return unreadable("line 1: the format is `" + header.format + "`, not `" +
                          std::string(format_name) + "`");
    }
    if (header.rows > snapshot_rows_version || header.session > session_version) {
        return failure("the file's lines are of a newer version than this pimlab reads",
                       "reload the page to get the newest pimlab");
    }
    return header;
}

/// Refuses a time that the digests and nightly scans have not kept up with: to catch up with
/// centuries at the first tick would take hours. Files from before the scans may be a week behind.
Outcome<void> check_time(const State& state) {
    const Instant now = std::max(state.session.now, state.tenant.changed);
    const Instant due = std::min(state.tenant.next_digest.value_or(instant_max),
                                 next_scan(state.tenant).value_or(instant_max));
    if (now.ticks - due.ticks <= overdue_ticks_max) return {};
    return unreadable(cat("the file's time is ", to_text(now), ", and what fell due at ",
                          to_text(due), " has not happened"));
}

Record record_of(RecordType type, std::int64_t version, std::string_view line) {
    return {type, static_cast<std::uint16_t>(version), 0, line};
}

}  // namespace

std::string export_text(const Tenant& tenant, const Session& session) {
    Header header;
    std::string body;
    TenantWriter writer(tenant);
    while (const auto rows = writer.next(export_line_size)) {
        body += *rows;
        body += ",\n";
        ++header.lines;
    }
    body += encode_session(session);
    body += '\n';
    ++header.lines;
    header.checksum = checksum_text(body);
    std::string out;
    JsonWriter(out).write(header);
    out.pop_back();
    out += body_begin;
    out += '\n';
    out += body;
    out += body_end;
    return out;
}

Outcome<State> import_text(std::string_view text) {
    if (text.size() > import_size_max) {
        return unreadable(cat("the file has ", text.size(), " bytes, and at most ", import_size_max,
                              " are read"));
    }
    const std::size_t first_line = text.find('\n');
    if (first_line == std::string_view::npos) {
        return unreadable("line 1 is not the beginning of an exported sandbox");
    }
    const auto header = read_header(text.substr(0, first_line));
    if (!header) return tl::unexpected<Error>(header.error());
    std::string_view body = text.substr(first_line + 1);
    if (body.size() < body_end.size() || body.substr(body.size() - body_end.size()) != body_end) {
        return unreadable("the file ends early: its last line is not `]}`");
    }
    body.remove_suffix(body_end.size());
    if (checksum_text(body) != header->checksum) {
        return unreadable(cat("the checksum of lines 2 to ", header->lines + 1, " is ",
                              checksum_text(body), ", and the file says ", header->checksum));
    }
    TenantReader reader;
    State state;
    for (std::int64_t line = 1; line <= header->lines; ++line) {
        const std::size_t end = body.find('\n');
        if (end == std::string_view::npos) {
            return unreadable(cat("line ", line + 1, " is missing"));
        }
        std::string_view content = body.substr(0, end);
        body.remove_prefix(end + 1);
        if (!content.empty() && content.back() == ',') content.remove_suffix(1);
        Outcome<void> added;
        if (line < header->lines) {
            added = reader.add(record_of(RecordType::snapshot_rows, header->rows, content));
        } else if (auto session =
                       decode_session(record_of(RecordType::session, header->session, content))) {
            state.session = std::move(*session);
        } else {
            added = tl::unexpected<Error>(std::move(session.error()));
        }
        if (!added) return unreadable(cat("line ", line + 1, ": ", added.error().what));
    }
    if (!body.empty()) return unreadable(cat("there is something after line ", header->lines + 1));
    state.tenant = reader.take();
    const auto timely = check_time(state);
    if (!timely) return tl::unexpected<Error>(timely.error());
    return state;
}

}  // namespace pim::storage
