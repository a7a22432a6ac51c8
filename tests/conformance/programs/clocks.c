/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
#include <sched.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* All clocks show the same simulated time, all sleeps take it, reading one costs some of it; a
 * processor clock stays real. */
static int64_t read_ns(clockid_t clock) {
    struct timespec time;
    OK(clock_gettime(clock, &time));
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void every_clock_advances(void) {
    static const clockid_t clocks[] = {CLOCK_REALTIME,         CLOCK_MONOTONIC,
                                       CLOCK_MONOTONIC_RAW,    CLOCK_REALTIME_COARSE,
                                       CLOCK_MONOTONIC_COARSE, CLOCK_BOOTTIME};
    for (size_t i = 0; i < sizeof clocks / sizeof clocks[0]; ++i) {
        const int64_t before = read_ns(clocks[i]);
        usleep(2000000);
        CHECK(about(read_ns(clocks[i]) - before, 2000000000, 10000));
    }
    const int64_t before = read_ns(CLOCK_PROCESS_CPUTIME_ID);
    usleep(2000000);
    CHECK(read_ns(CLOCK_PROCESS_CPUTIME_ID) - before < 1000000000);
}

static void other_names_of_time(void) {
    struct timeval day;
    struct timespec utc;
    const time_t seconds = time(NULL);
    OK(gettimeofday(&day, NULL));
    CHECK(day.tv_sec - seconds >= 0 && day.tv_sec - seconds <= 1);
    CHECK(timespec_get(&utc, TIME_UTC) == TIME_UTC);
    CHECK(utc.tv_sec - seconds >= 0 && utc.tv_sec - seconds <= 1);
}

static void every_sleep_takes_its_time(void) {
    const struct timespec ms = {0, 1000000};
    struct timespec when;
    int64_t begun = now_ns();
    OK(usleep(1000));
    OK(nanosleep(&ms, NULL));
    OK(clock_nanosleep(CLOCK_REALTIME, 0, &ms, NULL));
    OK(clock_gettime(CLOCK_MONOTONIC, &when));
    when.tv_sec += 3;
    OK(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &when, NULL));
    CHECK(sleep(2) == 0);
    CHECK(about(now_ns() - begun, 5003000000, 10000));
    OK(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &when, NULL)); /* it has passed */
    CHECK(about(now_ns() - begun, 5003000000, 10000));
}

/* A loop that only reads the clock, or only yields, ends. */
static void polling_advances(void) {
    const int64_t begun = now_ns();
    int64_t reads = 0;
    for (; now_ns() - begun < 100000; ++reads) OK(sched_yield());
    CHECK(reads > 100 && reads < 100000);
}

int main(void) {
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    every_clock_advances();
    other_names_of_time();
    every_sleep_takes_its_time();
    polling_advances();
    return aclFinalize();
}
