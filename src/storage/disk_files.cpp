#include "storage/disk_files.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace pim::storage {

namespace {

constexpr std::string_view replacement_suffix = ".new";
constexpr mode_t file_mode = 0600;

/// The reason that the last system call gave, as an error about one file.
tl::unexpected<Error> system_failure(const std::string& doing, const std::string& name) {
    const int reason = errno;
    const bool full = reason == ENOSPC || reason == EDQUOT;
    return failure(doing + " `" + name + "` failed: " + std::strerror(reason),
                   full ? "free some space, then try again" : "check the folder's rights");
}

bool is_replacement(std::string_view name) {
    return name.size() > replacement_suffix.size() &&
           name.substr(name.size() - replacement_suffix.size()) == replacement_suffix;
}

Outcome<void> sync_path(const std::string& name, const std::string& path, int flags) {
    const int file = ::open(path.c_str(), flags | O_CLOEXEC);
    if (file < 0) {
        if (errno == ENOENT) return {};
        return system_failure("opening", name);
    }
    const int result = ::fsync(file);
    if (result != 0) {
        auto failed = system_failure("syncing", name);
        ::close(file);
        return failed;
    }
    ::close(file);
    return {};
}

}  // namespace

Outcome<std::vector<std::string>> DiskFiles::list() const {
    DIR* const directory = ::opendir(folder_.c_str());
    if (directory == nullptr) return system_failure("listing", folder_);
    std::vector<std::string> names;
    while (const dirent* const entry = ::readdir(directory)) {
        const std::string name = entry->d_name;
        if (name != "." && name != ".." && !is_replacement(name)) names.push_back(name);
    }
    ::closedir(directory);
    std::sort(names.begin(), names.end());
    return names;
}

Outcome<std::string> DiskFiles::read(const std::string& name) const {
    return read_from(name, 0);
}

Outcome<std::string> DiskFiles::read_from(const std::string& name, std::uint64_t offset) const {
    const int file = ::open(path(name).c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return system_failure("opening", name);
    struct stat status {};
    std::string bytes;
    const auto from = static_cast<off_t>(offset);
    if (::fstat(file, &status) == 0 && status.st_size > from) {
        bytes.resize(static_cast<std::size_t>(status.st_size - from));
    }
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t count = ::pread(file, bytes.data() + filled, bytes.size() - filled,
                                      from + static_cast<off_t>(filled));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) {
            auto failed = system_failure("reading", name);
            ::close(file);
            return failed;
        }
        if (count == 0) break;
        filled += static_cast<std::size_t>(count);
    }
    bytes.resize(filled);
    ::close(file);
    return bytes;
}

Outcome<void> DiskFiles::append(const std::string& name, std::string_view bytes) {
    changed_.insert(name);
    return write(name, path(name), O_WRONLY | O_CREAT | O_APPEND, bytes);
}

Outcome<void> DiskFiles::replace(const std::string& name, std::string_view bytes) {
    const std::string final_path = path(name);
    const std::string new_path = final_path + std::string(replacement_suffix);
    const auto written = write(name, new_path, O_WRONLY | O_CREAT | O_TRUNC, bytes);
    if (!written) return written;
    // The new bytes must be down before the name points at them: a crash in between keeps the old.
    const auto synced = sync_path(name, new_path, O_RDONLY);
    if (!synced) return synced;
    if (::rename(new_path.c_str(), final_path.c_str()) != 0)
        return system_failure("renaming", name);
    changed_.insert(name);
    return {};
}

Outcome<void> DiskFiles::cut(const std::string& name, std::uint64_t length) {
    struct stat status {};
    if (::stat(path(name).c_str(), &status) != 0) {
        if (errno == ENOENT) return {};
        return system_failure("reading", name);
    }
    if (static_cast<std::uint64_t>(status.st_size) <= length) return {};
    if (::truncate(path(name).c_str(), static_cast<off_t>(length)) != 0) {
        return system_failure("cutting", name);
    }
    changed_.insert(name);
    return {};
}

Outcome<void> DiskFiles::remove(const std::string& name) {
    if (::unlink(path(name).c_str()) != 0 && errno != ENOENT) {
        return system_failure("removing", name);
    }
    changed_.insert(name);
    return {};
}

void DiskFiles::commit(Committed done) {
    for (const std::string& name : changed_) {
        auto synced = sync_path(name, path(name), O_RDONLY);
        if (!synced) {
            done(std::move(synced));
            return;
        }
    }
    changed_.clear();
    done(sync_path(folder_, folder_, O_RDONLY | O_DIRECTORY));
}

Outcome<void> DiskFiles::write(const std::string& name, const std::string& path, int flags,
                               std::string_view bytes) {
    const int file = ::open(path.c_str(), flags | O_CLOEXEC, file_mode);
    if (file < 0) return system_failure("opening", name);
    while (!bytes.empty()) {
        const ssize_t count = ::write(file, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) {
            auto failed = system_failure("writing", name);
            ::close(file);
            return failed;
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    if (::close(file) != 0) return system_failure("closing", name);
    return {};
}

}  // namespace pim::storage
