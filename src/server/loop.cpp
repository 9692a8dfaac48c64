#include "server/loop.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

namespace pim::server {

struct Loop::Inside {
    boost::asio::io_context context{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> open =
        boost::asio::make_work_guard(context);
};

Loop::Loop() : inside_(std::make_unique<Inside>()) {}

Loop::~Loop() = default;

void Loop::run() {
    inside_->context.run();
}

void Loop::stop() {
    inside_->context.stop();
}

void Loop::post(std::function<void()> work) {
    boost::asio::post(inside_->context, std::move(work));
}

void Loop::after(std::chrono::microseconds pause, std::function<void()> work) {
    const auto timer = std::make_shared<boost::asio::steady_timer>(inside_->context, pause);
    timer->async_wait([timer, work = std::move(work)](boost::system::error_code error) {
        if (!error) work();
    });
}

void Loop::on_signal(const std::vector<int>& signals, std::function<void(int)> told) {
    const auto set = std::make_shared<boost::asio::signal_set>(inside_->context);
    for (const int signal : signals) set->add(signal);
    set->async_wait([set, told = std::move(told)](boost::system::error_code error, int signal) {
        if (!error) told(signal);
    });
}

boost::asio::io_context& Loop::context() {
    return inside_->context;
}

}  // namespace pim::server
