// SPDX-License-Identifier: Apache-2.0
// STANDARDS: c++11 c++17
// ARGUMENTS: {zoo}/resnet18.onnx
#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <thread>
#include <vector>

#include "model.h"

namespace {

constexpr std::size_t kStreams = 8, kServers = 4;
constexpr std::size_t kRounds = 4;
constexpr useconds_t kWork = 300;

std::atomic<bool> stop{false};

struct Lane {
    aclrtStream stream = nullptr;
    pthread_t server{};
    Model model{};
    aclrtEvent events[2 * kRounds]{};
    std::atomic<std::size_t> served{0};
};

/// A lane's callbacks come in one thread, in the stream's order.
void on_result(void* user) {
    Lane& lane = *static_cast<Lane*>(user);
    CHECK(pthread_equal(pthread_self(), lane.server) != 0);
    usleep(kWork);
    ++lane.served;
}

void serve() {
    OK(aclrtSetDevice(0));
    while (!stop) aclrtProcessReport(100);
}

aclrtCallbackBlockType kind_in(std::size_t round) {
    return round % 2 == 0 ? ACL_CALLBACK_BLOCK : ACL_CALLBACK_NO_BLOCK;
}

void launch(Lane& lane) {
    for (std::size_t round = 0; round < kRounds; ++round) {
        execute_async(&lane.model, lane.stream);
        OK(aclrtRecordEvent(lane.events[2 * round], lane.stream));
        OK(aclrtLaunchCallback(on_result, &lane, kind_in(round), lane.stream));
        OK(aclrtRecordEvent(lane.events[2 * round + 1], lane.stream));
    }
}

/// A blocking callback holds its stream up for as long as it works, the other kind does not.
void check(const Lane& lane) {
    for (std::size_t round = 0; round < kRounds; ++round) {
        float ms = 0;
        OK(aclrtEventElapsedTime(&ms, lane.events[2 * round], lane.events[2 * round + 1]));
        const bool blocked = ms * 1000 >= static_cast<float>(kWork);
        CHECK(blocked == (kind_in(round) == ACL_CALLBACK_BLOCK));
    }
}

}  // namespace

/// Asynchronous inference in eight streams with callbacks of both kinds, served by four threads.
int main(int, char** arguments) {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    std::vector<std::thread> servers;
    for (std::size_t i = 0; i < kServers; ++i) servers.emplace_back(serve);
    std::vector<Lane> lanes(kStreams);
    for (std::size_t i = 0; i < kStreams; ++i) {
        Lane& lane = lanes[i];
        lane.model = load_model(arguments[1]);
        lane.server = servers[i % kServers].native_handle();
        OK(aclrtCreateStream(&lane.stream));
        OK(aclrtSubscribeReport(lane.server, lane.stream));
        for (aclrtEvent& event : lane.events) OK(aclrtCreateEvent(&event));
    }
    for (Lane& lane : lanes) launch(lane);
    for (Lane& lane : lanes) {
        OK(aclrtSynchronizeStream(lane.stream));
        while (lane.served < kRounds) usleep(100);
        check(lane);
        OK(aclrtUnSubscribeReport(lane.server, lane.stream));
    }
    stop = true;
    for (std::thread& server : servers) server.join();
    for (const Lane& lane : lanes) unload_model(&lane.model);
    printf("served %zu\n", kStreams * kRounds);
    return aclFinalize();
}
