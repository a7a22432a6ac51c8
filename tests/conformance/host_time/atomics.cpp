// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <barrier>
#include <chrono>
#include <cstdint>
#include <latch>
#include <semaphore>
#include <thread>

#include "acl/acl.h"
#include "common.h"

namespace {

void sleep_ms(int n) {
    std::this_thread::sleep_for(std::chrono::milliseconds(n));
}

}  // namespace

/// What arrives at syscall(SYS_futex): std::atomic::wait, semaphores, latches.
int main() {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    std::int64_t start = now_ns();
    std::counting_semaphore<8> semaphore(0);
    std::thread poster([&] {
        for (int i = 0; i < 5; ++i) {
            sleep_ms(4);
            semaphore.release();
        }
    });
    for (int i = 0; i < 5; ++i) semaphore.acquire();
    CHECK(about(now_ns() - start, 20000000, 100000));
    poster.join();
    start = now_ns();
    CHECK(!semaphore.try_acquire_for(std::chrono::milliseconds(30)));
    CHECK(about(now_ns() - start, 30000000, 100000));
    std::atomic<int> value{0};
    start = now_ns();
    std::thread setter([&] {
        sleep_ms(6);
        value = 1;
        value.notify_all();
    });
    value.wait(0);
    CHECK(about(now_ns() - start, 6000000, 100000));
    setter.join();
    std::latch latch(2);
    std::thread counter([&] {
        sleep_ms(3);
        latch.count_down();
    });
    latch.arrive_and_wait();
    counter.join();
    return aclFinalize();
}
