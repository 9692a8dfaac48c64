// Makes a data folder for `pimlab serve`, for the server benchmark: pimlab_make_store <folder>
// <schedules>. The folder must not hold a sandbox yet.
#include <cstdio>
#include <cstdlib>
#include <future>

#include "bench/bench_tenant.hpp"
#include "server/data.hpp"

namespace {

int fail(const pim::Error& error) {
    std::fprintf(stderr, "%s\n", error.what.c_str());
    return 1;
}

}  // namespace

int main(int count, char** words) {
    using namespace pim;
    const std::int64_t schedules = count == 3 ? std::atoll(words[2]) : 0;
    if (schedules <= 0) {
        std::fprintf(stderr, "usage: pimlab_make_store FOLDER SCHEDULES\n");
        return 2;
    }
    // What is confirmed is told on the thread that writes: here nobody else has anything to do.
    auto data = server::open_data(words[1], [](std::function<void()> work) { work(); });
    if (!data) return fail(data.error());
    if (!data->fresh) return fail({"the folder holds a sandbox already", ""});
    sandbox::Session session;
    session.now = bench::begin;
    data->store->replace(bench::make_tenant(schedules), session);
    std::promise<std::optional<Error>> done;
    data->store->commit([&](std::optional<Error> error) { done.set_value(std::move(error)); });
    const std::optional<Error> error = done.get_future().get();
    return error ? fail(*error) : 0;
}
