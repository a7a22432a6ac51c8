/* SPDX-License-Identifier: Apache-2.0 */
/* STANDARDS: c11 c++11 c++17 */
#include <pthread.h>
#include <unistd.h>

#include "acl/acl.h"
#include "common.h"

/* A callback sleeps 5 ms: a blocking one delays its stream by that, one that does not block delays
 * nothing, and neither delays the other stream. */
static int served = 0;
static int stop = 0;

static void sleeps(void* unused) {
    (void)unused;
    usleep(5000);
    INCREMENT(served);
}

static void* serve(void* unused) {
    (void)unused;
    OK(aclrtSetDevice(0));
    while (!LOAD(stop)) aclrtProcessReport(100);
    return NULL;
}

typedef struct Span {
    aclrtStream stream;
    aclrtEvent begin, end;
} Span;

static Span make(void) {
    Span span;
    OK(aclrtCreateStream(&span.stream));
    OK(aclrtCreateEvent(&span.begin));
    OK(aclrtCreateEvent(&span.end));
    return span;
}

static float elapsed(const Span* span) {
    float ms = -1;
    OK(aclrtSynchronizeStream(span->stream));
    OK(aclrtEventElapsedTime(&ms, span->begin, span->end));
    return ms;
}

static void check(const Span* delayed, const Span* other, aclrtCallbackBlockType kind,
                  float expected) {
    OK(aclrtRecordEvent(delayed->begin, delayed->stream));
    OK(aclrtRecordEvent(other->begin, other->stream));
    OK(aclrtLaunchCallback(sleeps, NULL, kind, delayed->stream));
    OK(aclrtRecordEvent(delayed->end, delayed->stream));
    OK(aclrtRecordEvent(other->end, other->stream));
    const float own = elapsed(delayed), others = elapsed(other);
    printf("%.3f ms in its stream, %.3f ms in the other\n", own, others);
    CHECK(own >= expected && own < expected + 0.1F);
    CHECK(others >= 0 && others < 0.1F);
}

int main(void) {
    pthread_t thread;
    OK(aclInit(NULL));
    OK(aclrtSetDevice(0));
    const Span delayed = make(), other = make();
    OK(pthread_create(&thread, NULL, serve, NULL));
    OK(aclrtSubscribeReport(thread, delayed.stream));
    usleep(10000); /* until the thread serves */
    check(&delayed, &other, ACL_CALLBACK_BLOCK, 5);
    check(&delayed, &other, ACL_CALLBACK_NO_BLOCK, 0);
    while (LOAD(served) < 2) usleep(100);
    OK(aclrtUnSubscribeReport(thread, delayed.stream));
    STORE(stop, 1);
    OK(pthread_join(thread, NULL));
    return aclFinalize();
}
