// The command line's scenarios alone: the program that node runs as wasm.
#include <cstdio>

#include "app/scenario_files.hpp"

int main(int count, char** words) {
    if (const auto status = pim::app::play_files(count, words)) return *status;
    std::fputs(pim::app::scenario_usage, stderr);
    return 2;
}
