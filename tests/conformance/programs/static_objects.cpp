// SPDX-License-Identifier: Apache-2.0
// STANDARDS: c++11 c++17
#include <chrono>
#include <cstdlib>
#include <thread>

#include "acl/acl.h"
#include "common.h"

namespace {

/// ACL is set up before main() and torn down after it, and so is a thread.
struct Runtime {
    aclrtStream stream = nullptr;
    std::thread worker;
    Runtime() {
        OK(aclInit(nullptr));
        OK(aclrtSetDevice(0));
        OK(aclrtCreateStream(&stream));
        worker = std::thread([] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
    }
    ~Runtime() {
        worker.join();
        OK(aclrtSynchronizeStream(stream));
        OK(aclrtDestroyStream(stream));
        OK(aclrtResetDevice(0));
        OK(aclFinalize());
    }
};

Runtime runtime;

}  // namespace

int main() {
    const int64_t begun = now_ns();
    OK(std::atexit([] {
        OK(aclrtSynchronizeStream(runtime.stream));
        printf("at exit\n");
    }));
    runtime.worker.join();
    CHECK(now_ns() - begun >= 990000000);
    runtime.worker = std::thread([] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
    return 0;
}
