// SPDX-License-Identifier: Apache-2.0
#include <arpa/inet.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <thread>

#include "acl/acl.h"
#include "common.h"

namespace {

int listening_socket(sockaddr_in& address) {
    const int server = socket(AF_INET, SOCK_STREAM, 0);
    address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    OK(bind(server, reinterpret_cast<sockaddr*>(&address), length));
    OK(listen(server, 1));
    OK(getsockname(server, reinterpret_cast<sockaddr*>(&address), &length));
    return server;
}

}  // namespace

/// A server that accepts beside a thread that polls for callbacks: idle time keeps to the wall
/// clock, so there are few polls.
int main() {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    sockaddr_in address{};
    const int server = listening_socket(address);
    std::atomic<bool> stop{false};
    std::atomic<int> polls{0};
    std::thread reports([&] {
        OK(aclrtSetDevice(0));
        aclrtStream stream = nullptr;
        OK(aclrtCreateStream(&stream));
        OK(aclrtSubscribeReport(pthread_self(), stream));
        while (!stop) {
            aclrtProcessReport(100);
            ++polls;
        }
    });
    const pid_t client = fork();
    if (client == 0) {
        usleep(500000);
        const int connection = socket(AF_INET, SOCK_STREAM, 0);
        OK(connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof address));
        CHECK(write(connection, "hello", 5) == 5);
        _exit(0);
    }
    const int connection = accept(server, nullptr, nullptr);
    CHECK(connection >= 0);
    char text[8] = "";
    CHECK(read(connection, text, sizeof text) == 5 && std::strcmp(text, "hello") == 0);
    stop = true;
    reports.join();
    printf("polls %d\n", polls.load());
    CHECK(polls <= 40);
    return aclFinalize();
}
