#include "server/sqlite_writer.hpp"

#include "core/text.hpp"

namespace pim::server {

namespace {

/// Places of one file; a place is the file's number times this, and the chunk's number.
constexpr std::int64_t chunks_max = std::int64_t{1} << 32U;
/// `piml`: what `file` shows of such a database.
constexpr std::int64_t application_id = 0x70696d6c;
constexpr std::int64_t layout_version = 1;

/// What is removed is not written over with zeros, as Debian's SQLite would: an old snapshot has
/// thousands of pages.
constexpr const char* settings =
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    "PRAGMA secure_delete=FAST;";
constexpr const char* layout =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE file (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
    "CREATE TABLE chunk (place INTEGER PRIMARY KEY, bytes BLOB NOT NULL);"
    "PRAGMA application_id=1885957484; PRAGMA user_version=1;"
    "COMMIT;";

Outcome<void> make_layout(Database& database) {
    const auto version = database.integer_of("PRAGMA user_version");
    if (!version) return tl::unexpected<Error>(version.error());
    const auto application = database.integer_of("PRAGMA application_id");
    if (!application) return tl::unexpected<Error>(application.error());
    const auto tables = database.integer_of("SELECT count(*) FROM sqlite_schema");
    if (!tables) return tl::unexpected<Error>(tables.error());
    if (*tables == 0 && *version == 0) return database.run(layout);
    if (*application != application_id) {
        return failure("the database is not one of pimlab's", "give another --data");
    }
    if (*version > layout_version) {
        return failure(cat("a newer pimlab has written the database: version ", *version,
                           ", and this one knows ", layout_version),
                       "use the newer one");
    }
    return {};
}

}  // namespace

Outcome<FileTable> FileTable::open(const std::string& path) {
    auto database = Database::open(path);
    if (!database) return tl::unexpected<Error>(database.error());
    FileTable table;
    table.database_ = std::move(*database);
    const auto ready = table.prepare();
    if (!ready) return failure(cat(path, ": ", ready.error().what), ready.error().help);
    return table;
}

Outcome<void> FileTable::prepare() {
    auto done = database_.run(settings);
    if (done) done = make_layout(database_);
    // A lock is taken now, not with the first change: a second server is told at its start.
    if (done) done = database_.run("BEGIN IMMEDIATE; COMMIT;");
    const auto keep = [&](Statement& statement, std::string_view text) {
        if (!done) return;
        auto prepared = database_.prepare(text);
        if (prepared) {
            statement = std::move(*prepared);
        } else {
            done = tl::unexpected<Error>(prepared.error());
        }
    };
    keep(begin_, "BEGIN IMMEDIATE");
    keep(commit_, "COMMIT");
    keep(list_, "SELECT name FROM file ORDER BY name");
    keep(find_,
         "SELECT number, (SELECT max(place) FROM chunk WHERE place >= number * 4294967296 AND "
         "place < (number + 1) * 4294967296) FROM file WHERE name = ?1");
    keep(make_, "INSERT INTO file (name) VALUES (?1) RETURNING number");
    keep(forget_, "DELETE FROM file WHERE number = ?1");
    keep(append_, "INSERT INTO chunk (place, bytes) VALUES (?1, ?2)");
    keep(chunks_, "SELECT bytes, place FROM chunk WHERE place >= ?1 AND place < ?2 ORDER BY place");
    keep(empty_, "DELETE FROM chunk WHERE place >= ?1 AND place < ?2");
    return done;
}

Outcome<std::vector<std::string>> FileTable::list() {
    std::vector<std::string> names;
    for (;;) {
        const auto row = list_.next();
        if (!row) return tl::unexpected<Error>(row.error());
        if (!*row) return names;
        names.push_back(list_.text(0));
    }
}

Outcome<std::string> FileTable::read(const std::string& name) {
    const auto file = find(name);
    if (!file) return tl::unexpected<Error>(file.error());
    if (*file == nullptr) return failure(cat("there is no `", name, "` in the database"));
    const std::int64_t first = (*file)->number * chunks_max;
    chunks_.bind(1, first).bind(2, first + chunks_max);
    std::string bytes;
    for (;;) {
        const auto row = chunks_.next();
        if (!row) return tl::unexpected<Error>(row.error());
        if (!*row) return bytes;
        bytes += chunks_.text(0);
    }
}

Outcome<void> FileTable::change(const FileChange& change) {
    auto done = begin();
    if (!done) return done;
    using Kind = FileChange::Kind;
    const bool makes = change.kind == Kind::append || change.kind == Kind::replace;
    const auto found = makes ? make(change.name) : find(change.name);
    if (!found) return tl::unexpected<Error>(found.error());
    if (*found == nullptr) return {};
    File& file = **found;
    switch (change.kind) {
        case Kind::append:
            return append(file, change.bytes);
        case Kind::replace:
            done = empty(file);
            return done ? append(file, change.bytes) : done;
        case Kind::cut:
            return cut(file, change.length);
        case Kind::remove:
            done = empty(file);
            if (done) done = forget_.bind(1, file.number).run();
            known_.erase(change.name);
            return done;
    }
    return {};
}

Outcome<void> FileTable::commit() {
    if (!changing_) return {};
    const auto done = commit_.run();
    if (done) changing_ = false;
    return done;
}

void FileTable::roll_back() {
    if (!changing_) return;
    // An error may have rolled it back already; then there is nothing to do.
    const auto ignored = database_.run("ROLLBACK");
    static_cast<void>(ignored);
    changing_ = false;
    known_.clear();
}

Outcome<void> FileTable::check() {
    const auto found = database_.text_of("PRAGMA integrity_check(1)");
    if (!found) return tl::unexpected<Error>(found.error());
    if (*found != "ok") return failure(cat("the database is damaged: ", *found));
    return {};
}

Outcome<void> FileTable::begin() {
    if (changing_) return {};
    const auto begun = begin_.run();
    if (begun) changing_ = true;
    return begun;
}

Outcome<FileTable::File*> FileTable::find(const std::string& name) {
    const auto at = known_.find(name);
    if (at != known_.end()) return &at->second;
    const auto row = find_.bind_text(1, name).next();
    if (!row) return tl::unexpected<Error>(row.error());
    if (!*row) return nullptr;
    const std::int64_t number = find_.integer(0);
    const std::int64_t last = find_.integer(1);
    const auto rest = find_.next();
    if (!rest) return tl::unexpected<Error>(rest.error());
    File& file = known_[name];
    file.number = number;
    file.next_place = last == 0 ? number * chunks_max : last + 1;
    return &file;
}

Outcome<FileTable::File*> FileTable::make(const std::string& name) {
    auto found = find(name);
    if (!found || *found != nullptr) return found;
    const auto row = make_.bind_text(1, name).next();
    if (!row) return tl::unexpected<Error>(row.error());
    File& file = known_[name];
    file.number = make_.integer(0);
    file.next_place = file.number * chunks_max;
    const auto rest = make_.next();
    if (!rest) return tl::unexpected<Error>(rest.error());
    return &file;
}

Outcome<void> FileTable::append(File& file, std::string_view bytes) {
    return append_.bind(1, file.next_place++).bind_bytes(2, bytes).run();
}

Outcome<void> FileTable::empty(const File& file) {
    const std::int64_t first = file.number * chunks_max;
    return empty_.bind(1, first).bind(2, first + chunks_max).run();
}

Outcome<void> FileTable::cut(File& file, std::uint64_t length) {
    const std::int64_t first = file.number * chunks_max;
    chunks_.bind(1, first).bind(2, first + chunks_max);
    std::uint64_t before = 0;
    std::string kept;
    std::optional<std::int64_t> place;
    for (;;) {
        const auto row = chunks_.next();
        if (!row) return tl::unexpected<Error>(row.error());
        if (!*row) break;
        if (place) continue;
        const std::string bytes = chunks_.text(0);
        if (before + bytes.size() > length) {
            place = chunks_.integer(1);
            kept = bytes.substr(0, static_cast<std::size_t>(length - before));
        }
        before += bytes.size();
    }
    if (!place) return {};
    const auto emptied = empty_.bind(1, *place).bind(2, first + chunks_max).run();
    if (!emptied || kept.empty()) return emptied;
    return append(file, kept);
}

}  // namespace pim::server
