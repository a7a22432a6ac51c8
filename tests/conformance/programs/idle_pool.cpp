// SPDX-License-Identifier: Apache-2.0
// STANDARDS: c++11 c++17
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "acl/acl.h"
#include "common.h"

namespace {

class Pool {
  public:
    Pool() {
        for (int i = 0; i < 4; ++i) threads_.emplace_back([this] { work(); });
    }
    ~Pool() {
        {
            const std::lock_guard<std::mutex> lock(mutex_);
            stop_ = true;
        }
        changed_.notify_all();
        for (std::thread& thread : threads_) thread.join();
    }
    void give(int jobs) {
        const std::lock_guard<std::mutex> lock(mutex_);
        jobs_ += jobs;
        changed_.notify_all();
    }
    int done() {
        const std::lock_guard<std::mutex> lock(mutex_);
        return done_;
    }

  private:
    void work() {
        std::unique_lock<std::mutex> lock(mutex_);
        for (;;) {
            changed_.wait(lock, [this] { return jobs_ > 0 || stop_; });
            if (jobs_ == 0) return;
            --jobs_;
            lock.unlock();
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            lock.lock();
            ++done_;
        }
    }
    std::mutex mutex_;
    std::condition_variable changed_;
    int jobs_ = 0, done_ = 0;
    bool stop_ = false;
    std::vector<std::thread> threads_;
};

void sleep_seconds(int seconds) {
    std::this_thread::sleep_for(std::chrono::seconds(seconds));
}

}  // namespace

/// A pool of four threads that has nothing to do for ten simulated seconds, and then eight jobs.
int main() {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    const int64_t start = now_ns();
    {
        Pool pool;
        sleep_seconds(10);
        CHECK(about(now_ns() - start, 10000000000, 100000));
        pool.give(8);
        std::this_thread::sleep_for(std::chrono::milliseconds(250));
        CHECK(pool.done() == 8);
    }
    CHECK(about(now_ns() - start, 10250000000, 100000));
    return aclFinalize();
}
