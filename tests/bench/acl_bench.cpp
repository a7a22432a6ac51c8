// SPDX-License-Identifier: Apache-2.0
//
// ACL calls a second, from one thread and from several, without sinks.
//
//   acl_bench [CALLS]
#include <fmt/format.h>
#include <pthread.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "acl/acl.h"

namespace {

using Clock = std::chrono::steady_clock;
constexpr int kMostThreads = 4;

void ok(aclError error) {
    if (error == ACL_SUCCESS) return;
    fmt::print(stderr, "acl_bench: a call failed with {}: {}\n", error, aclGetRecentErrMsg());
    std::exit(1);
}

/// What one thread calls on: a stream whose callbacks a server of its own runs.
struct Lane {
    aclrtStream stream = nullptr;
    aclrtEvent recorded = nullptr;
    std::atomic<bool> stop{false};
    std::thread server;

    Lane() {
        ok(aclrtCreateStream(&stream));
        ok(aclrtCreateEvent(&recorded));
        ok(aclrtRecordEvent(recorded, stream));
        ok(aclrtSynchronizeStream(stream));
        server = std::thread([this] {
            ok(aclrtSetDevice(0));
            while (!stop) aclrtProcessReport(1);
        });
        ok(aclrtSubscribeReport(server.native_handle(), stream));
    }
    ~Lane() {
        ok(aclrtSynchronizeStream(stream));
        ok(aclrtUnSubscribeReport(server.native_handle(), stream));
        stop = true;
        server.join();
    }
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;
};

struct Call {
    std::string name;
    std::function<void(Lane&)> make;
};

std::vector<Call> calls() {
    return {
        {"record", [](Lane& lane) { ok(aclrtRecordEvent(lane.recorded, lane.stream)); }},
        {"wait", [](Lane& lane) { ok(aclrtStreamWaitEvent(lane.stream, lane.recorded)); }},
        {"launch callback",
         [](Lane& lane) {
             ok(aclrtLaunchCallback([](void*) {}, nullptr, ACL_CALLBACK_NO_BLOCK, lane.stream));
         }},
        {"query",
         [](Lane& lane) {
             aclrtStreamStatus status;
             ok(aclrtStreamQuery(lane.stream, &status));
         }},
        {"malloc and free",
         [](Lane&) {
             void* memory = nullptr;
             ok(aclrtMalloc(&memory, 4096, ACL_MEM_MALLOC_NORMAL_ONLY));
             ok(aclrtFree(memory));
         }},
    };
}

/// Calls a second of all threads together, with the device's work done.
double rate(const Call& call, int threads, int count) {
    std::vector<std::unique_ptr<Lane>> lanes;
    for (int i = 0; i < threads; ++i) lanes.push_back(std::make_unique<Lane>());
    const auto start = Clock::now();
    std::vector<std::thread> callers;
    for (const auto& lane : lanes) {
        callers.emplace_back([&call, &lane, count] {
            ok(aclrtSetDevice(0));
            for (int i = 0; i < count; ++i) call.make(*lane);
            ok(aclrtSynchronizeStream(lane->stream));
        });
    }
    for (std::thread& caller : callers) caller.join();
    const std::chrono::duration<double> took = Clock::now() - start;
    return threads * count / took.count();
}

}  // namespace

int main(int count, char** arguments) {
    const int number = count > 1 ? std::atoi(arguments[1]) : 100'000;
    ok(aclInit(nullptr));
    ok(aclrtSetDevice(0));
    double first = 0;
    for (const Call& call : calls()) {
        const double alone = rate(call, 1, number);
        if (first == 0) first = alone;
        fmt::print("{:<16} {:>9.0f} calls/s {:>6.2f} x record", call.name, alone, alone / first);
        for (int threads = 2; threads <= kMostThreads; threads *= 2) {
            const double together = rate(call, threads, number / threads);
            fmt::print("; {} threads {:>6.2f} x one", threads, together / alone);
        }
        fmt::print("\n");
    }
    ok(aclFinalize());
    return 0;
}
