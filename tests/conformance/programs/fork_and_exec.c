/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
/* DETERMINISTIC: no (its children run in real time) */
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

extern char** environ;

/* A parent that simulates, and children of every kind that must not. */
static int status_of(pid_t child) {
    int status = 0;
    CHECK(child > 0);
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void forked_child_has_no_device(void) {
    const pid_t child = fork();
    if (child == 0) {
        void* memory = NULL;
        if (aclrtSetDevice(0) == 0) _exit(1);
        if (aclrtMalloc(&memory, 4096, ACL_MEM_MALLOC_HUGE_FIRST) == 0) _exit(2);
        if (aclGetRecentErrMsg() == NULL) _exit(3);
        usleep(20000);
        _exit(5);
    }
    CHECK(status_of(child) == 5);
}

static void child_becomes_another_program(void) {
    pid_t child = fork();
    if (child == 0) {
        execlp("sh", "sh", "-c", "sleep 0.02; exit 6", (char*)NULL);
        _exit(1);
    }
    CHECK(status_of(child) == 6);
    child = vfork();
    if (child == 0) {
        execlp("sh", "sh", "-c", "exit 7", (char*)NULL);
        _exit(1);
    }
    CHECK(status_of(child) == 7);
    char shell[] = "sh", flag[] = "-c", script[] = "exit 8";
    char* const arguments[] = {shell, flag, script, NULL};
    OK(posix_spawnp(&child, "sh", NULL, NULL, arguments, environ));
    CHECK(status_of(child) == 8);
}

static void commands(void) {
    char line[16] = "";
    CHECK(WEXITSTATUS(system("exit 4")) == 4);
    FILE* pipe = popen("sleep 0.02; echo hello", "r");
    CHECK(pipe != NULL);
    CHECK(fgets(line, sizeof line, pipe) != NULL && strcmp(line, "hello\n") == 0);
    OK(pclose(pipe));
}

int main(void) {
    aclrtStream stream;
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    forked_child_has_no_device();
    child_becomes_another_program();
    commands();
    OK(aclrtCreateStream(&stream));
    OK(aclrtSynchronizeStream(stream));
    return aclFinalize();
}
