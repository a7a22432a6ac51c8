/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++17 */
/* STATUS: -2 */
/* OUTPUT: trace */
/* DETERMINISTIC: no (the signal comes from another process) */
#include <signal.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* SIGINT comes from a child while the program only computes. */
int main(void) {
    aclrtStream stream;
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    OK(aclrtCreateStream(&stream));
    OK(aclrtSynchronizeStream(stream));
    if (fork() == 0) {
        usleep(200000);
        kill(getppid(), SIGINT);
        _exit(0);
    }
    for (volatile unsigned long work = 0;; ++work) {
    }
}
