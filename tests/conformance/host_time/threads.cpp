// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <future>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

#include "acl/acl.h"
#include "common.h"

using std::chrono::milliseconds;

namespace {

void sleep_ms(int n) {
    std::this_thread::sleep_for(milliseconds(n));
}

/// Each item takes 3 ms to make and 5 ms to use: two in flight overlap.
void producer_and_consumer() {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<int> queue;
    const std::int64_t start = now_ns();
    std::thread consumer([&] {
        for (int i = 0; i < 20; ++i) {
            std::unique_lock<std::mutex> lock(mutex);
            changed.wait(lock, [&] { return !queue.empty(); });
            CHECK(queue.front() == i);
            queue.pop_front();
            lock.unlock();
            sleep_ms(5);
        }
    });
    for (int i = 0; i < 20; ++i) {
        sleep_ms(3);
        const std::lock_guard<std::mutex> lock(mutex);
        queue.push_back(i);
        changed.notify_one();
    }
    consumer.join();
    CHECK(about(now_ns() - start, (3 + 20 * 5) * 1000000LL, 100000));
}

/// Four workers with nothing to do for ten simulated seconds, then for one more.
void idle_pool() {
    std::mutex mutex;
    std::condition_variable work;
    int jobs = 0, done = 0;
    bool stop = false;
    std::vector<std::thread> pool;
    for (int i = 0; i < 4; ++i) {
        pool.emplace_back([&] {
            std::unique_lock<std::mutex> lock(mutex);
            for (;;) {
                work.wait(lock, [&] { return jobs > 0 || stop; });
                if (jobs == 0) return;
                --jobs;
                lock.unlock();
                sleep_ms(100);
                lock.lock();
                ++done;
            }
        });
    }
    std::int64_t start = now_ns();
    sleep_ms(10000);
    CHECK(about(now_ns() - start, 10000000000, 100000));
    {
        const std::lock_guard<std::mutex> lock(mutex);
        jobs = 8;
        work.notify_all();
    }
    sleep_ms(1000);
    const std::lock_guard<std::mutex> lock(mutex);
    CHECK(done == 8);
    stop = true;
    work.notify_all();
    mutex.unlock();
    for (std::thread& thread : pool) thread.join();
    mutex.lock();
    CHECK(about(now_ns() - start, 11000000000, 200000));
}

void timeouts() {
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock<std::mutex> lock(mutex);
    std::int64_t start = now_ns();
    CHECK(never.wait_for(lock, milliseconds(250)) == std::cv_status::timeout);
    CHECK(about(now_ns() - start, 250000000, 10000));
    start = now_ns();
    CHECK(never.wait_until(lock, std::chrono::system_clock::now() + milliseconds(250)) ==
          std::cv_status::timeout);
    CHECK(about(now_ns() - start, 250000000, 10000));
    std::timed_mutex timed;
    timed.lock();
    std::thread([&] {
        const std::int64_t begin = now_ns();
        CHECK(!timed.try_lock_for(milliseconds(40)));
        CHECK(about(now_ns() - begin, 40000000, 10000));
    }).join();
    timed.unlock();
}

void promise_and_future() {
    std::promise<int> promise;
    std::future<int> future = promise.get_future();
    const std::int64_t start = now_ns();
    std::thread thread([&] {
        sleep_ms(7);
        promise.set_value(42);
    });
    CHECK(future.wait_for(milliseconds(5)) == std::future_status::timeout);
    CHECK(future.get() == 42);
    CHECK(about(now_ns() - start, 7000000, 50000));
    thread.join();
    auto task = std::async(std::launch::async, [] {
        sleep_ms(2);
        return 3;
    });
    CHECK(task.get() == 3);
}

void read_write_lock() {
    std::shared_timed_mutex mutex;
    const std::int64_t start = now_ns();
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i) {
        threads.emplace_back([&] {
            const std::shared_lock<std::shared_timed_mutex> lock(mutex);
            sleep_ms(10);
        });
    }
    sleep_ms(1);
    {
        const std::unique_lock<std::shared_timed_mutex> lock(mutex);
        CHECK(about(now_ns() - start, 10000000, 50000));
        sleep_ms(10);
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(about(now_ns() - start, 20000000, 50000));
}

void barrier_and_once() {
    static pthread_barrier_t barrier;
    OK(pthread_barrier_init(&barrier, nullptr, 4));
    static std::once_flag once;
    static std::atomic<int> runs{0};
    const std::int64_t start = now_ns();
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([i, start] {
            std::call_once(once, [] {
                sleep_ms(20);
                ++runs;
            });
            CHECK(runs == 1);
            sleep_ms(i);
            pthread_barrier_wait(&barrier);
            CHECK(about(now_ns() - start, 23000000, 100000));
        });
    }
    for (std::thread& thread : threads) thread.join();
    OK(pthread_barrier_destroy(&barrier));
}

/// What is computed between calls in one thread is not interrupted by another.
void counting_without_atomics() {
    static volatile int counter = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([] {
            for (int k = 0; k < 1000000; ++k) counter = counter + 1;
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(counter == 4000000);
}

}  // namespace

int main() {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    producer_and_consumer();
    idle_pool();
    timeouts();
    promise_and_future();
    read_write_lock();
    barrier_and_once();
    counting_without_atomics();
    return aclFinalize();
}
