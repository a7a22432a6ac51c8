// SPDX-License-Identifier: Apache-2.0
// STANDARDS: c++11 c++17
#include <pthread.h>

#include <chrono>
#include <mutex>
#include <thread>

#include "acl/acl.h"
#include "common.h"

namespace {

std::mutex mutex;
int ended = 0;

/// The end of a thread takes 3 ms, and a lock.
struct Local {
    Local() { OK(aclrtSetDevice(0)); }
    ~Local() {
        const std::lock_guard<std::mutex> lock(mutex);
        std::this_thread::sleep_for(std::chrono::milliseconds(3));
        aclrtContext context = nullptr;
        OK(aclrtGetCurrentContext(&context));
        ++ended;
    }
    void touch() {}
};

void at_key_end(void*) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    ++ended;
}

void join_counts_destructors() {
    pthread_key_t key{};
    OK(pthread_key_create(&key, at_key_end));
    const int64_t begun = now_ns();
    std::thread thread([key] {
        static thread_local Local local;
        local.touch();
        OK(pthread_setspecific(key, &mutex));
    });
    thread.join();
    CHECK(ended == 2);
    CHECK(now_ns() - begun >= 5000000);
    OK(pthread_key_delete(key));
}

void exits_from_the_middle() {
    pthread_t thread{};
    void* result = nullptr;
    OK(pthread_create(
        &thread, nullptr, [](void*) -> void* { pthread_exit(&mutex); }, nullptr));
    OK(pthread_join(thread, &result));
    CHECK(result == &mutex);
}

}  // namespace

/// A thread has ended when its thread_local objects and keys have.
int main() {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    join_counts_destructors();
    exits_from_the_middle();
    return aclFinalize();
}
