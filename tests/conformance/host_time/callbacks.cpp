// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

#include "model.h"

namespace {

constexpr std::size_t kStreams = 8, kServers = 4;
constexpr int kRounds = 6;

std::atomic<bool> stop{false};
std::atomic<int> served{0};
std::atomic<bool> started{false};

/// Stands for work on a result.
void on_result(void* user) {
    usleep(static_cast<useconds_t>(50 + 10 * reinterpret_cast<std::uintptr_t>(user)));
    ++served;
}

void serve() {
    OK(aclrtSetDevice(0));
    started.wait(false);
    while (!stop) aclrtProcessReport(100);
}

}  // namespace

/// Asynchronous inference in eight streams with callbacks of both kinds, served by four threads.
int main(int, char** arguments) {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    std::vector<std::thread> servers;
    for (std::size_t i = 0; i < kServers; ++i) servers.emplace_back(serve);
    std::vector<aclrtStream> streams(kStreams);
    std::vector<Model> models;
    for (std::size_t i = 0; i < kStreams; ++i) {
        models.push_back(load_model(arguments[1]));
        OK(aclrtCreateStream(&streams[i]));
        OK(aclrtSubscribeReport(servers[i % kServers].native_handle(), streams[i]));
    }
    started = true;
    started.notify_all();
    for (int round = 0; round < kRounds; ++round) {
        for (std::size_t i = 0; i < kStreams; ++i) {
            execute_async(&models[i], streams[i]);
            const auto kind = (i + static_cast<std::size_t>(round)) % 2 == 0
                                  ? ACL_CALLBACK_BLOCK
                                  : ACL_CALLBACK_NO_BLOCK;
            OK(aclrtLaunchCallback(on_result, reinterpret_cast<void*>(i), kind, streams[i]));
        }
    }
    for (aclrtStream stream : streams) OK(aclrtSynchronizeStream(stream));
    while (served < static_cast<int>(kStreams) * kRounds) usleep(10);
    for (std::size_t i = 0; i < kStreams; ++i)
        OK(aclrtUnSubscribeReport(servers[i % kServers].native_handle(), streams[i]));
    stop = true;
    for (std::thread& server : servers) server.join();
    printf("served %d\n", served.load());
    return aclFinalize();
}
