/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* A parent that simulates, and children that must not. */
int main(void) {
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    sem_t* shared =
        mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    OK(sem_init(shared, 1, 0));
    pid_t child = fork();
    if (child == 0) {
        CHECK(aclrtSetDevice(0) != 0);
        usleep(20000);
        OK(sem_post(shared));
        _exit(5);
    }
    OK(sem_wait(shared));
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 5);
    child = fork();
    if (child == 0) {
        execlp("sh", "sh", "-c", "sleep 0.02; exit 6", (char*)NULL);
        _exit(1);
    }
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 6);
    CHECK(WEXITSTATUS(system("exit 4")) == 4);
    FILE* pipe = popen("echo hello", "r");
    char line[16] = "";
    CHECK(fgets(line, sizeof line, pipe) != NULL && strcmp(line, "hello\n") == 0);
    OK(pclose(pipe));
    return aclFinalize();
}
