// SPDX-License-Identifier: Apache-2.0
// STANDARDS: c++11 c++17
// ARGUMENTS: {zoo}/resnet18.onnx
// OUTPUT: trace
#include <sys/time.h>

#include <chrono>

#include "model.h"

namespace {

constexpr int kExecutions = 3;

long long microseconds() {
    timeval time{};
    gettimeofday(&time, nullptr);
    return time.tv_sec * 1000000LL + time.tv_usec;
}

}  // namespace

/// Prints what two stopwatches say of each execution; the driver compares them with the trace.
int main(int, char** arguments) {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    const Model model = load_model(arguments[1]);
    for (int i = 0; i < kExecutions; ++i) {
        const long long begin = microseconds();
        const auto start = std::chrono::steady_clock::now();
        execute(&model);
        const auto stop = std::chrono::steady_clock::now();
        const long long end = microseconds();
        const std::chrono::duration<double, std::micro> took = stop - start;
        printf("aclmdlExecute %.3f us by chrono, %lld us by gettimeofday\n", took.count(),
               end - begin);
    }
    unload_model(&model);
    return aclFinalize();
}
