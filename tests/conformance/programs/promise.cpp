// SPDX-License-Identifier: Apache-2.0
// STANDARDS: c++11 c++17
#include <chrono>
#include <future>
#include <thread>

#include "acl/acl.h"
#include "common.h"

using std::chrono::milliseconds;

/// A promise kept after 7 ms, a future that is asked too early, and a task of its own.
int main() {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    std::promise<int> promise;
    std::future<int> future = promise.get_future();
    const int64_t start = now_ns();
    std::thread thread([&] {
        std::this_thread::sleep_for(milliseconds(7));
        promise.set_value(42);
    });
    CHECK(future.wait_for(milliseconds(5)) == std::future_status::timeout);
    CHECK(about(now_ns() - start, 5000000, 20000));
    CHECK(future.get() == 42);
    CHECK(about(now_ns() - start, 7000000, 20000));
    thread.join();
    std::future<int64_t> task = std::async(std::launch::async, [start] {
        std::this_thread::sleep_for(milliseconds(2));
        return now_ns() - start;
    });
    CHECK(about(task.get(), 9000000, 50000));
    return aclFinalize();
}
