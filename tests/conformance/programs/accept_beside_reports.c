/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
/* DETERMINISTIC: no (the client comes when it likes) */
#include <arpa/inet.h>
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* A server that accepts beside a thread that polls for callbacks: while it waits for the world,
 * idle time keeps to the wall clock, so there are few polls. */
static int stop = 0;
static int polls = 0;

static void* poll_reports(void* unused) {
    aclrtStream stream;
    (void)unused;
    OK(aclrtSetDevice(0));
    OK(aclrtCreateStream(&stream));
    OK(aclrtSubscribeReport(pthread_self(), stream));
    for (; !LOAD(stop); INCREMENT(polls)) CHECK(aclrtProcessReport(100) == 507012);
    return NULL;
}

static int listening_socket(struct sockaddr_in* address) {
    const int server = socket(AF_INET, SOCK_STREAM, 0);
    socklen_t length = sizeof *address;
    memset(address, 0, sizeof *address);
    address->sin_family = AF_INET;
    address->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    OK(bind(server, (struct sockaddr*)address, length));
    OK(listen(server, 1));
    OK(getsockname(server, (struct sockaddr*)address, &length));
    return server;
}

static void be_the_client(const struct sockaddr_in* address) {
    usleep(300000);
    const int connection = socket(AF_INET, SOCK_STREAM, 0);
    OK(connect(connection, (const struct sockaddr*)address, sizeof *address));
    CHECK(send(connection, "hello", 5, 0) == 5);
    _exit(0);
}

int main(void) {
    struct sockaddr_in address;
    pthread_t thread;
    char text[8] = "";
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    const int server = listening_socket(&address);
    OK(pthread_create(&thread, NULL, poll_reports, NULL));
    const pid_t client = fork();
    if (client == 0) be_the_client(&address);
    const int64_t start = now_ns();
    const int connection = accept(server, NULL, NULL);
    CHECK(connection >= 0);
    CHECK(now_ns() - start >= 200000000);
    CHECK(recv(connection, text, sizeof text, 0) == 5 && strcmp(text, "hello") == 0);
    STORE(stop, 1);
    OK(pthread_join(thread, NULL));
    CHECK(waitpid(client, NULL, 0) == client);
    printf("%d polls\n", polls);
    CHECK(polls >= 1 && polls <= 40);
    return aclFinalize();
}
