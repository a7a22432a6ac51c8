// SPDX-License-Identifier: Apache-2.0
// STANDARDS: c++20
#include <atomic>
#include <barrier>
#include <chrono>
#include <latch>
#include <semaphore>
#include <thread>
#include <vector>

#include "acl/acl.h"
#include "common.h"

namespace {

using std::chrono::milliseconds;

void sleep_ms(int n) {
    std::this_thread::sleep_for(milliseconds(n));
}

/// Two places for four workers of 10 ms each.
void places() {
    std::counting_semaphore<2> free(2);
    const int64_t start = now_ns();
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            free.acquire();
            sleep_ms(10);
            free.release();
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(about(now_ns() - start, 20000000, 100000));
    std::binary_semaphore never(0);
    const int64_t before = now_ns();
    CHECK(!never.try_acquire_for(milliseconds(30)));
    CHECK(about(now_ns() - before, 30000000, 50000));
}

void latch_and_barrier() {
    std::latch all_here(3);
    std::barrier round(3);
    const int64_t start = now_ns();
    std::vector<std::thread> threads;
    for (int i = 1; i <= 3; ++i) {
        threads.emplace_back([&, i] {
            sleep_ms(i);
            all_here.arrive_and_wait();
            CHECK(about(now_ns() - start, 3000000, 100000));
            for (int k = 0; k < 3; ++k) {
                sleep_ms(i);
                round.arrive_and_wait();
            }
            CHECK(about(now_ns() - start, 12000000, 200000));
        });
    }
    for (std::thread& thread : threads) thread.join();
}

void atomic_wait() {
    std::atomic<int> value{0};
    const int64_t start = now_ns();
    std::thread thread([&] {
        sleep_ms(4);
        value = 1;
        value.notify_one();
    });
    value.wait(0);
    CHECK(value == 1);
    CHECK(about(now_ns() - start, 4000000, 50000));
    thread.join();
}

}  // namespace

int main() {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    places();
    latch_and_barrier();
    atomic_wait();
    return aclFinalize();
}
