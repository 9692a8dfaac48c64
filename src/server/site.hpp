#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "graph/message.hpp"

namespace pim::server {

/// The built page as files of one folder: the better-packed twin where the client takes it, entity
/// tags, the Content-Security-Policy of its config.json, and names that carry their content's hash
/// for ever. Nothing outside the folder is given.
class Site {
public:
    /// An empty folder name: there is no page, and every answer says how to build it.
    explicit Site(std::string folder) : folder_(std::move(folder)) {}

    /// Answers GET and HEAD.
    graph::Response answer(const graph::Request& request);

private:
    /// A file as it was read: until its size or its time of change is another.
    struct Kept {
        std::uintmax_t size = 0;
        std::filesystem::file_time_type changed;
        std::string bytes;
        std::string tag;
    };
    /// The file, read where it is not kept; null where it cannot be.
    const Kept* file(const std::string& path);

    std::string folder_;
    std::map<std::string, Kept> kept_;
    std::size_t kept_bytes_ = 0;
};

}  // namespace pim::server
