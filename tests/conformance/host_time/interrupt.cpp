// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <unistd.h>

#include <cstring>
#include <thread>

#include "acl/acl.h"
#include "common.h"

namespace {

sem_t stop;
volatile sig_atomic_t seen = 0;

void on_interrupt(int) {
    seen = 1;
    sem_post(&stop);
}

}  // namespace

/// A server that waits for SIGINT: in a semaphore, in a stream, in a sleep.
int main(int, char** arguments) {
    OK(aclInit(nullptr));
    OK(aclrtSetDevice(0));
    OK(sem_init(&stop, 0, 0));
    struct sigaction action {};
    action.sa_handler = on_interrupt;
    sigaction(SIGINT, &action, nullptr);
    std::thread worker([] {
        while (sem_wait(&stop) != 0) CHECK(errno == EINTR);
    });
    printf("ready\n");
    fflush(stdout);
    if (std::strcmp(arguments[1], "join") == 0) {
        worker.join();
    } else {
        CHECK(kill(getpid(), 0) == 0);
        std::thread sender([] {
            usleep(3000);
            kill(getpid(), SIGINT);
        });
        timespec rest{};
        const timespec hour{3600, 0};
        int interrupted = 0;
        while (seen == 0) interrupted += nanosleep(&hour, &rest) != 0 && errno == EINTR;
        printf("interrupted %d\n", interrupted);
        sender.join();
        worker.join();
    }
    CHECK(seen == 1);
    return aclFinalize();
}
