#include "storage/memory_files.hpp"

#include <algorithm>

namespace pim::storage {

namespace {

tl::unexpected<Error> injected(const std::string& name) {
    return failure("could not write `" + name + "`: a fault was injected", "try again");
}

}  // namespace

Outcome<std::vector<std::string>> MemoryFiles::list() const {
    std::vector<std::string> names;
    for (const auto& [name, bytes] : visible_) names.push_back(name);
    return names;
}

Outcome<std::string> MemoryFiles::read(const std::string& name) const {
    return read_from(name, 0);
}

Outcome<std::string> MemoryFiles::read_from(const std::string& name, std::uint64_t offset) const {
    const auto found = visible_.find(name);
    if (found == visible_.end()) {
        return failure("there is no file `" + name + "`", "check the name");
    }
    const std::string& bytes = found->second;
    auto rest = bytes.substr(std::min(bytes.size(), static_cast<std::size_t>(offset)));
    bytes_read_ += rest.size();
    return rest;
}

Outcome<void> MemoryFiles::append(const std::string& name, std::string_view bytes) {
    if (operation_fails()) {
        if (torn_bytes_ > 0)
            visible_[name].append(bytes.substr(0, static_cast<std::size_t>(torn_bytes_)));
        return injected(name);
    }
    bytes_written_ += bytes.size();
    visible_[name].append(bytes);
    return {};
}

Outcome<void> MemoryFiles::replace(const std::string& name, std::string_view bytes) {
    if (operation_fails()) return injected(name);
    bytes_written_ += bytes.size();
    visible_[name] = std::string(bytes);
    return {};
}

Outcome<void> MemoryFiles::cut(const std::string& name, std::uint64_t length) {
    if (operation_fails()) return injected(name);
    const auto found = visible_.find(name);
    if (found != visible_.end() && found->second.size() > length)
        found->second.resize(static_cast<std::size_t>(length));
    return {};
}

Outcome<void> MemoryFiles::remove(const std::string& name) {
    if (operation_fails()) return injected(name);
    visible_.erase(name);
    return {};
}

void MemoryFiles::commit(Committed done) {
    ++commits_;
    Waiting waiting{visible_, std::move(done)};
    if (holding_) {
        waiting_.push_back(std::move(waiting));
    } else {
        end_commit(std::move(waiting));
    }
}

void MemoryFiles::fail_operation(int nth, std::uint64_t torn_bytes) {
    operation_countdown_ = nth;
    torn_bytes_ = torn_bytes;
}

void MemoryFiles::fail_commit(int nth) {
    commit_countdown_ = nth;
}

bool MemoryFiles::finish_commit() {
    if (waiting_.empty()) return false;
    Waiting first = std::move(waiting_.front());
    waiting_.erase(waiting_.begin());
    end_commit(std::move(first));
    return true;
}

void MemoryFiles::flip_bit(const std::string& name, std::uint64_t byte, int bit) {
    for (Contents* contents : {&visible_, &durable_}) {
        const auto found = contents->find(name);
        if (found == contents->end() || byte >= found->second.size()) continue;
        char& flipped = found->second[static_cast<std::size_t>(byte)];
        flipped = static_cast<char>(static_cast<unsigned char>(flipped) ^ (1U << bit));
    }
}

bool MemoryFiles::operation_fails() {
    return operation_countdown_ > 0 && --operation_countdown_ == 0;
}

void MemoryFiles::end_commit(Waiting waiting) {
    if (commit_countdown_ > 0 && --commit_countdown_ == 0) {
        waiting.done(
            failure("could not save: a fault was injected", "export the sandbox and reload"));
        return;
    }
    durable_ = std::move(waiting.contents);
    waiting.done({});
}

}  // namespace pim::storage
