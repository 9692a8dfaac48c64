#include "server/sqlite_files.hpp"

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

#include "server/sqlite_writer.hpp"

namespace pim::server {

namespace {

/// A row that is as long as this gets nothing more: a whole snapshot would be longer than a row
/// may.
constexpr std::size_t joined_bytes_max = 64 * 1024;

}  // namespace

/// The thread that owns the table, and what waits for it.
class SqliteFiles::Writer {
public:
    explicit Writer(FileTable table) : table_(std::move(table)), thread_([this] { work(); }) {}

    ~Writer() {
        hand_over([this] { ended_ = true; });
        thread_.join();
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Keeps a change until the next commit or question.
    void keep(FileChange change) { kept_.push_back(std::move(change)); }

    /// The same for bytes at the end of a file. What is appended to the same one after the other
    /// becomes one row.
    void append(const std::string& name, std::string_view bytes) {
        FileChange* const last = kept_.empty() ? nullptr : &kept_.back();
        if (last != nullptr && last->kind == FileChange::Kind::append && last->name == name &&
            last->bytes.size() < joined_bytes_max) {
            last->bytes += bytes;
        } else {
            keep({FileChange::Kind::append, name, std::string(bytes), 0});
        }
    }

    /// Writes what was kept and asks the table something; waits for the answer.
    template <class Question>
    auto ask(Question question) {
        std::promise<decltype(question(table_))> answer;
        hand_over([&, changes = std::exchange(kept_, {})] {
            write(changes);
            answer.set_value(question(table_));
        });
        return answer.get_future().get();
    }

    /// Writes what was kept and makes it durable; `done` is called on the writing thread.
    void commit(std::function<void(Outcome<void>)> done) {
        hand_over([this, changes = std::exchange(kept_, {}), done = std::move(done)] {
            write(changes);
            auto outcome = problem_ ? tl::unexpected<Error>(*problem_) : table_.commit();
            if (!outcome) table_.roll_back();
            problem_.reset();
            done(std::move(outcome));
        });
    }

private:
    void hand_over(std::function<void()> task) {
        {
            const std::lock_guard lock(mutex_);
            tasks_.push_back(std::move(task));
        }
        wake_.notify_one();
    }

    void work() {
        while (!ended_) {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return !tasks_.empty(); });
            const std::function<void()> task = std::move(tasks_.front());
            tasks_.pop_front();
            lock.unlock();
            task();
        }
    }

    /// The first change that fails fails the commit.
    void write(const std::vector<FileChange>& changes) {
        for (const FileChange& change : changes) {
            if (problem_) return;
            const auto done = table_.change(change);
            if (!done) problem_ = done.error();
        }
    }

    std::vector<FileChange>
        kept_;  ///< of the caller's thread; all below belongs to the writing one
    FileTable table_;
    std::optional<Error> problem_;
    bool ended_ = false;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> tasks_;  ///< under the mutex
    std::thread thread_;
};

SqliteFiles::SqliteFiles(std::unique_ptr<Writer> writer, Post post)
    : writer_(std::move(writer)), post_(std::move(post)) {}

SqliteFiles::~SqliteFiles() = default;

Outcome<std::shared_ptr<SqliteFiles>> SqliteFiles::open(const std::string& path, Post post) {
    auto table = FileTable::open(path);
    if (!table) return tl::unexpected<Error>(table.error());
    return std::shared_ptr<SqliteFiles>(
        new SqliteFiles(std::make_unique<Writer>(std::move(*table)), std::move(post)));
}

Outcome<std::vector<std::string>> SqliteFiles::list() const {
    return writer_->ask([](FileTable& table) { return table.list(); });
}

Outcome<std::string> SqliteFiles::read(const std::string& name) const {
    return writer_->ask([&](FileTable& table) { return table.read(name); });
}

Outcome<void> SqliteFiles::append(const std::string& name, std::string_view bytes) {
    writer_->append(name, bytes);
    return {};
}

Outcome<void> SqliteFiles::replace(const std::string& name, std::string_view bytes) {
    writer_->keep({FileChange::Kind::replace, name, std::string(bytes), 0});
    return {};
}

Outcome<void> SqliteFiles::cut(const std::string& name, std::uint64_t length) {
    writer_->keep({FileChange::Kind::cut, name, {}, length});
    return {};
}

Outcome<void> SqliteFiles::remove(const std::string& name) {
    writer_->keep({FileChange::Kind::remove, name, {}, 0});
    return {};
}

void SqliteFiles::commit(storage::Committed done) {
    writer_->commit([post = post_, done = std::move(done)](Outcome<void> outcome) {
        post([done, outcome = std::move(outcome)] { done(outcome); });
    });
}

Outcome<void> SqliteFiles::check() const {
    return writer_->ask([](FileTable& table) { return table.check(); });
}

}  // namespace pim::server
