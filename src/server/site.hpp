#pragma once

#include <string>

#include "graph/message.hpp"

namespace pim::server {

/// The built page as files of one folder: the better-packed twin where the client takes it, entity
/// tags, and names that carry their content's hash for ever. Nothing outside the folder is given.
class Site {
public:
    /// An empty folder name: there is no page, and every answer says how to build it.
    explicit Site(std::string folder) : folder_(std::move(folder)) {}

    /// Answers GET and HEAD.
    graph::Response answer(const graph::Request& request) const;

private:
    std::string folder_;
};

}  // namespace pim::server
