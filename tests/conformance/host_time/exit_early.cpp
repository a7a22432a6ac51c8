// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include <chrono>
#include <thread>

#include "acl/acl.h"
#include "common.h"

/// The end of main() while detached threads wait, one in a condition and one for callbacks.
int main() {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    std::thread([] {
        OK(aclrtSetDevice(0));
        aclrtStream stream = nullptr;
        OK(aclrtCreateStream(&stream));
        OK(aclrtSubscribeReport(pthread_self(), stream));
        for (;;) aclrtProcessReport(100);
    }).detach();
    std::thread([] {
        for (;;) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }).detach();
    std::this_thread::sleep_for(std::chrono::milliseconds(350));
    return 9;
}
