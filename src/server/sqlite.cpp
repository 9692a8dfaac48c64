#include "server/sqlite.hpp"

#include <sqlite3.h>

#include "core/text.hpp"

namespace pim::server {

namespace {

tl::unexpected<Error> failed(sqlite3* database) {
    const int code = database == nullptr ? SQLITE_NOMEM : sqlite3_errcode(database);
    switch (code) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return failure("the data is in use by another pimlab",
                           "stop it first, or give another --data");
        case SQLITE_FULL:
            return failure("the disk is full", "free some space, then try again");
        default:
            return failure(cat("the database: ", sqlite3_errmsg(database)),
                           "check the folder's rights, or run pimlab verify");
    }
}

}  // namespace

void Statement::Finish::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

void Database::Close::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}

Statement& Statement::bind(int place, std::int64_t value) {
    sqlite3_bind_int64(statement_.get(), place, value);
    return *this;
}

Statement& Statement::bind_text(int place, std::string_view value) {
    sqlite3_bind_text64(statement_.get(), place, value.data(), value.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind_bytes(int place, std::string_view value) {
    sqlite3_bind_blob64(statement_.get(), place, value.data(), value.size(), SQLITE_STATIC);
    return *this;
}

Outcome<void> Statement::run() {
    const auto row = next();
    if (!row) return tl::unexpected<Error>(row.error());
    sqlite3_reset(statement_.get());
    return {};
}

Outcome<bool> Statement::next() {
    const int result = sqlite3_step(statement_.get());
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) {
        sqlite3_reset(statement_.get());
        return false;
    }
    auto error = failed(sqlite3_db_handle(statement_.get()));
    sqlite3_reset(statement_.get());
    return error;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::text(int column) const {
    const void* const bytes = sqlite3_column_blob(statement_.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

Outcome<Database> Database::open(const std::string& path) {
    sqlite3* opened = nullptr;
    const int result =
        sqlite3_open_v2(path.c_str(), &opened,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database;
    database.database_.reset(opened);
    if (result != SQLITE_OK) {
        auto error = failed(opened).value();
        return failure(cat(path, ": ", error.what), error.help);
    }
    return database;
}

Outcome<void> Database::run(const char* statements) {
    if (sqlite3_exec(database_.get(), statements, nullptr, nullptr, nullptr) != SQLITE_OK) {
        return failed(database_.get());
    }
    return {};
}

Outcome<Statement> Database::prepare(std::string_view statement) {
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v3(database_.get(), statement.data(), static_cast<int>(statement.size()),
                           SQLITE_PREPARE_PERSISTENT, &prepared, nullptr) != SQLITE_OK) {
        return failed(database_.get());
    }
    return Statement(prepared);
}

Outcome<std::string> Database::text_of(std::string_view statement) {
    auto prepared = prepare(statement);
    if (!prepared) return tl::unexpected<Error>(prepared.error());
    const auto row = prepared->next();
    if (!row) return tl::unexpected<Error>(row.error());
    return *row ? prepared->text(0) : std::string();
}

Outcome<std::int64_t> Database::integer_of(std::string_view statement) {
    auto prepared = prepare(statement);
    if (!prepared) return tl::unexpected<Error>(prepared.error());
    const auto row = prepared->next();
    if (!row) return tl::unexpected<Error>(row.error());
    return *row ? prepared->integer(0) : 0;
}

}  // namespace pim::server
