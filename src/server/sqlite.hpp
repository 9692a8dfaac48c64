#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/outcome.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace pim::server {

/// A prepared statement. Parameters count from 1, columns from 0; texts and bytes that are bound
/// must stay until `run` or the last `next`.
class Statement {
public:
    Statement() = default;
    explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

    Statement& bind(int place, std::int64_t value);
    Statement& bind_text(int place, std::string_view value);
    Statement& bind_bytes(int place, std::string_view value);

    /// Carries a statement without rows out; it may be bound and run again.
    [[nodiscard]] Outcome<void> run();
    /// Steps to the next row; false after the last, when it may be bound and run again.
    [[nodiscard]] Outcome<bool> next();
    std::int64_t integer(int column) const;
    std::string text(int column) const;

private:
    struct Finish {
        void operator()(sqlite3_stmt* statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finish> statement_;
};

/// A SQLite database. Used by one thread at a time.
class Database {
public:
    Database() = default;
    /// Opens the file, or makes it; the error names it.
    [[nodiscard]] static Outcome<Database> open(const std::string& path);

    /// Carries statements without rows out.
    [[nodiscard]] Outcome<void> run(const char* statements);
    [[nodiscard]] Outcome<Statement> prepare(std::string_view statement);
    /// The whole number that a statement gives, such as a pragma's.
    [[nodiscard]] Outcome<std::int64_t> integer_of(std::string_view statement);
    [[nodiscard]] Outcome<std::string> text_of(std::string_view statement);

private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace pim::server
