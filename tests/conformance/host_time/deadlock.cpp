// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <mutex>
#include <thread>

#include "acl/acl.h"
#include "common.h"

/// Two threads that take two mutexes in the two orders.
int main() {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    static std::mutex first, second;
    const auto take = [](std::mutex& one, std::mutex& other) {
        const std::lock_guard<std::mutex> holds(one);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        const std::lock_guard<std::mutex> wants(other);
    };
    std::thread thread([&] { take(first, second); });
    take(second, first);
    thread.join();
    return 0;
}
