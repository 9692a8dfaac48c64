#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/guid.hpp"

namespace pim::graph {

/// Header fields in the order of sending; names compare without case.
using Headers = std::vector<std::pair<std::string, std::string>>;

/// What a token says about the sign-in behind it; nothing set: as the persona's own.
struct SignInState {
    std::optional<bool> mfa_done;
    std::optional<std::vector<std::string>> authentication_contexts;
};

/// A Graph request, in process: no socket is involved.
struct Request {
    std::string method;
    std::string url;  ///< `<service_root>/v1.0/…` or `/v1.0/…`, query included
    Headers headers;
    std::string body;
    Guid caller;  ///< the principal who asks; null: nobody is signed in (401)
    SignInState signed_in;
    /// The permissions of the token (`scp` or `roles`); none: it has all of them.
    std::optional<std::vector<std::string>> granted;
    /// Scheme and host by which the request came, without a slash at the end; links name it.
    std::string service_root = "https://graph.microsoft.com";
    Guid id;  ///< made at the border; names the answer, and the command where nothing else does
    Guid command;  ///< names the command of a part of a batch; null: see command_id.hpp
};

/// A body that is made while it is sent. Whoever sends it takes what there is, waits until it is
/// woken, and takes again.
class BodyStream {
public:
    /// `ended`: nothing follows. `cut`: it ends here and now, because what came was not taken.
    enum class State { open, ended, cut };

    virtual ~BodyStream() = default;
    /// `wake` is called whenever there may be something to take, or the state has changed.
    virtual void wake_by(std::function<void()> wake) = 0;
    /// The next part; empty where there is none at present.
    virtual std::string take() = 0;
    virtual State state() const = 0;
};

struct Response {
    int status = 200;
    Headers headers;
    std::string body;  ///< compact JSON, or empty
    /// In the place of the body, where that comes in parts; null: it is all there.
    std::shared_ptr<BodyStream> stream = nullptr;
};

/// The first header of that name; empty where there is none.
std::string_view header(const Headers& headers, std::string_view name);

/// `Created`, `Bad Request`: the usual phrase of a status that this surface gives.
std::string_view reason_phrase(int status);

}  // namespace pim::graph
