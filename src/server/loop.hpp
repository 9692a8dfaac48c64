#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace boost::asio {
class io_context;
}

namespace pim::server {

/// The one thread on which the sandbox and all connections live. Boost.Asio stays behind it: its
/// headers cost seconds a file.
class Loop {
public:
    Loop();
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    /// Works until `stop`.
    void run();
    /// Ends `run` soon; may be called more than once.
    void stop();
    /// Runs something on the loop's thread, later; may be called from any thread.
    void post(std::function<void()> work);
    /// Runs something once, after a pause.
    void after(std::chrono::microseconds pause, std::function<void()> work);
    /// Told once, when one of the signals comes (SIGTERM, SIGINT).
    void on_signal(const std::vector<int>& signals, std::function<void(int)> told);

    boost::asio::io_context& context();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace pim::server
