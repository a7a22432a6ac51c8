// SPDX-License-Identifier: Apache-2.0
#include <sys/time.h>

#include <chrono>

#include "model.h"

/// Prints what three stopwatches say of the same warmed-up execution, in microseconds.
int main(int, char** arguments) {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    const Model model = load_model(arguments[1]);
    execute(&model);
    timeval begin{}, end{};
    gettimeofday(&begin, nullptr);
    const auto start = std::chrono::steady_clock::now();
    const std::int64_t first = now_ns();
    execute(&model);
    const std::int64_t last = now_ns();
    const auto stop = std::chrono::steady_clock::now();
    gettimeofday(&end, nullptr);
    printf("gettimeofday %lld\n", static_cast<long long>((end.tv_sec - begin.tv_sec) * 1000000LL +
                                                         end.tv_usec - begin.tv_usec));
    printf("chrono %.3f\n", std::chrono::duration<double, std::micro>(stop - start).count());
    printf("clock_gettime %.3f\n", static_cast<double>(last - first) * 1e-3);
    OK(aclFinalize());
}
