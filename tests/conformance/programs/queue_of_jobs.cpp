// SPDX-License-Identifier: Apache-2.0
// STANDARDS: c++11 c++17
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "acl/acl.h"
#include "common.h"

/// Producer and consumer with a condition variable: items take 3 ms to make and 5 ms to use, and
/// two in flight overlap.
int main() {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    constexpr int kItems = 20;
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<int> queue;
    const int64_t start = now_ns();
    std::thread consumer([&] {
        for (int i = 0; i < kItems; ++i) {
            std::unique_lock<std::mutex> lock(mutex);
            changed.wait(lock, [&] { return !queue.empty(); });
            CHECK(queue.front() == i);
            queue.pop_front();
            lock.unlock();
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    });
    for (int i = 0; i < kItems; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(3));
        const std::lock_guard<std::mutex> lock(mutex);
        queue.push_back(i);
        changed.notify_one();
    }
    consumer.join();
    CHECK(about(now_ns() - start, (3 + kItems * 5) * 1000000LL, 100000));
    return aclFinalize();
}
