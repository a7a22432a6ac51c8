/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Devices, contexts, streams, events, callbacks and memory.
 *
 * Unless a function says otherwise: a null output pointer is 100000, a call that needs a current
 * context without one 107002, a handle that was destroyed or is of another kind 107017, a stream of
 * another context 107003. A null stream is the default stream of the current context.
 */
#ifndef ACL_ACL_RT_H
#define ACL_ACL_RT_H

#include <stddef.h>
#include <stdint.h>

#include "acl_base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ACL_EVENT_SYNC 0x00000001u                    /**< streams can wait for the event */
#define ACL_EVENT_CAPTURE_STREAM_PROGRESS 0x00000002u /**< progress mark only */
#define ACL_EVENT_TIME_LINE 0x00000008u               /**< carries a time stamp */
#define ACL_EVENT_EXTERNAL 0x00000020u                /**< outside a captured graph */

#define ACL_STREAM_FAST_LAUNCH 0x00000001u /**< launch resources are allocated ahead */
#define ACL_STREAM_FAST_SYNC 0x00000002u   /**< synchronisation polls */

/** Where the program runs. */
typedef enum aclrtRunMode { ACL_DEVICE = 0, ACL_HOST = 1 } aclrtRunMode;

/** Task schedulers of a device. */
typedef enum aclrtTsId {
    ACL_TS_ID_AICORE = 0,
    ACL_TS_ID_AIVECTOR = 1,
    ACL_TS_ID_RESERVED = 2
} aclrtTsId;

/** What aclrtStreamQuery finds. */
typedef enum aclrtStreamStatus {
    ACL_STREAM_STATUS_COMPLETE = 0,
    ACL_STREAM_STATUS_NOT_READY = 1,
    ACL_STREAM_STATUS_RESERVED = 65535
} aclrtStreamStatus;

/** What aclrtQueryEvent finds. */
typedef enum aclrtEventStatus {
    ACL_EVENT_STATUS_COMPLETE = 0,
    ACL_EVENT_STATUS_NOT_READY = 1,
    ACL_EVENT_STATUS_RESERVED = 2
} aclrtEventStatus;

/** What aclrtQueryEventStatus finds: the numbers are the other way round than aclrtEventStatus. */
typedef enum aclrtEventRecordedStatus {
    ACL_EVENT_RECORDED_STATUS_NOT_READY = 0,
    ACL_EVENT_RECORDED_STATUS_COMPLETE = 1
} aclrtEventRecordedStatus;

/** What aclrtQueryEventWaitStatus finds. */
typedef enum aclrtEventWaitStatus {
    ACL_EVENT_WAIT_STATUS_COMPLETE = 0,
    ACL_EVENT_WAIT_STATUS_NOT_READY = 1,
    ACL_EVENT_WAIT_STATUS_RESERVED = 65535
} aclrtEventWaitStatus;

/** Whether the stream waits for a callback to return. */
typedef enum aclrtCallbackBlockType {
    ACL_CALLBACK_NO_BLOCK = 0,
    ACL_CALLBACK_BLOCK = 1
} aclrtCallbackBlockType;

/** Direction of a copy; addresses decide where the runtime knows them. */
typedef enum aclrtMemcpyKind {
    ACL_MEMCPY_HOST_TO_HOST = 0,
    ACL_MEMCPY_HOST_TO_DEVICE = 1,
    ACL_MEMCPY_DEVICE_TO_HOST = 2,
    ACL_MEMCPY_DEVICE_TO_DEVICE = 3,
    ACL_MEMCPY_DEFAULT = 4,
    ACL_MEMCPY_HOST_TO_BUF_TO_DEVICE = 5,
    ACL_MEMCPY_INNER_DEVICE_TO_DEVICE = 6,
    ACL_MEMCPY_INTER_DEVICE_TO_DEVICE = 7
} aclrtMemcpyKind;

/** Kinds of device memory. */
typedef enum aclrtMemAttr {
    ACL_DDR_MEM = 0,
    ACL_HBM_MEM = 1,
    ACL_DDR_MEM_HUGE = 2,
    ACL_DDR_MEM_NORMAL = 3,
    ACL_HBM_MEM_HUGE = 4,
    ACL_HBM_MEM_NORMAL = 5,
    ACL_DDR_MEM_P2P_HUGE = 6,
    ACL_DDR_MEM_P2P_NORMAL = 7,
    ACL_HBM_MEM_P2P_HUGE = 8,
    ACL_HBM_MEM_P2P_NORMAL = 9,
    ACL_HBM_MEM_HUGE1G = 10,
    ACL_HBM_MEM_P2P_HUGE1G = 11
} aclrtMemAttr;

/** Page size and placement. */
typedef enum aclrtMemMallocPolicy {
    ACL_MEM_MALLOC_HUGE_FIRST = 0,
    ACL_MEM_MALLOC_HUGE_ONLY = 1,
    ACL_MEM_MALLOC_NORMAL_ONLY = 2,
    ACL_MEM_MALLOC_HUGE_FIRST_P2P = 3,
    ACL_MEM_MALLOC_HUGE_ONLY_P2P = 4,
    ACL_MEM_MALLOC_NORMAL_ONLY_P2P = 5,
    ACL_MEM_MALLOC_HUGE1G_ONLY = 6,
    ACL_MEM_MALLOC_HUGE1G_ONLY_P2P = 7,
    ACL_MEM_TYPE_LOW_BAND_WIDTH = 256,
    ACL_MEM_TYPE_HIGH_BAND_WIDTH = 4096,
    ACL_MEM_ACCESS_USER_SPACE_READONLY = 0x100000
} aclrtMemMallocPolicy;

/** Scope of the last error. */
typedef enum aclrtLastErrLevel { ACL_RT_THREAD_LEVEL = 0 } aclrtLastErrLevel;

/** A host function that aclrtProcessReport runs; gets the `userData` of its launch. */
typedef void (*aclrtCallback)(void* userData);

/* Devices. */
/**
 * Takes a reference on the device's primary context and makes it current for the thread.
 * Outside [0, count): 107001.
 */
ACL_FUNC_VISIBILITY aclError aclrtSetDevice(int32_t deviceId);
/**
 * Gives a reference back; the last one releases context, streams, events and memory.
 * A device that is not set: 507007.
 */
ACL_FUNC_VISIBILITY aclError aclrtResetDevice(int32_t deviceId);
/** Releases the device whatever the count. */
ACL_FUNC_VISIBILITY aclError aclrtResetDeviceForce(int32_t deviceId);
/** Device of the current context. */
ACL_FUNC_VISIBILITY aclError aclrtGetDevice(int32_t* deviceId);
/** Number of devices; needs no context. */
ACL_FUNC_VISIBILITY aclError aclrtGetDeviceCount(uint32_t* count);
/** Always ACL_HOST. */
ACL_FUNC_VISIBILITY aclError aclrtGetRunMode(aclrtRunMode* runMode);
/** Accepts ACL_TS_ID_AICORE and ACL_TS_ID_AIVECTOR; others are 100000. */
ACL_FUNC_VISIBILITY aclError aclrtSetTsDevice(aclrtTsId tsId);
/** Waits for all streams of the current context. */
ACL_FUNC_VISIBILITY aclError aclrtSynchronizeDevice(void);
/**
 * The same for at most `timeout` ms of simulated time, -1 for ever; 0 or less than -1: 107000,
 * expiry: 507046.
 */
ACL_FUNC_VISIBILITY aclError aclrtSynchronizeDeviceWithTimeout(int32_t timeout);
/** 1 for two different devices. The same one twice: 100000. */
ACL_FUNC_VISIBILITY aclError aclrtDeviceCanAccessPeer(int32_t* canAccessPeer, int32_t deviceId,
                                                      int32_t peerDeviceId);
/** Flags other than 0: 200006; the current device itself: 100000. */
ACL_FUNC_VISIBILITY aclError aclrtDeviceEnablePeerAccess(int32_t peerDeviceId, uint32_t flags);
/** As aclrtDeviceEnablePeerAccess. */
ACL_FUNC_VISIBILITY aclError aclrtDeviceDisablePeerAccess(int32_t peerDeviceId);

/* Contexts. */
/** A context with its own default stream, current for the calling thread. */
ACL_FUNC_VISIBILITY aclError aclrtCreateContext(aclrtContext* context, int32_t deviceId);
/** Null: 100000. The primary context of a device, or a destroyed one: 107002. */
ACL_FUNC_VISIBILITY aclError aclrtDestroyContext(aclrtContext context);
/** Null: 100000, a destroyed one: 107002. */
ACL_FUNC_VISIBILITY aclError aclrtSetCurrentContext(aclrtContext context);
/** None: 107002. */
ACL_FUNC_VISIBILITY aclError aclrtGetCurrentContext(aclrtContext* context);

/* Streams. */
/** A stream of priority 0. None left: 207008. */
ACL_FUNC_VISIBILITY aclError aclrtCreateStream(aclrtStream* stream);
/** Priority 0 (highest) .. 7, clamped; unknown flag bits are dropped. */
ACL_FUNC_VISIBILITY aclError aclrtCreateStreamWithConfig(aclrtStream* stream, uint32_t priority,
                                                         uint32_t flag);
/** Waits for what is queued. Null: 100000. */
ACL_FUNC_VISIBILITY aclError aclrtDestroyStream(aclrtStream stream);
/** Drops what is queued. Null: 100000. */
ACL_FUNC_VISIBILITY aclError aclrtDestroyStreamForce(aclrtStream stream);
/** Waits until the stream is empty; returns the error of a failed task once. */
ACL_FUNC_VISIBILITY aclError aclrtSynchronizeStream(aclrtStream stream);
/**
 * The same for at most `timeout` ms of simulated time, -1 for ever; 0 or less than -1: 107000,
 * expiry: 507046, and the tasks go on.
 */
ACL_FUNC_VISIBILITY aclError aclrtSynchronizeStreamWithTimeout(aclrtStream stream, int32_t timeout);
/** ACL_STREAM_STATUS_COMPLETE when the stream is empty. */
ACL_FUNC_VISIBILITY aclError aclrtStreamQuery(aclrtStream stream, aclrtStreamStatus* status);
/** A number that identifies the stream in traces. */
ACL_FUNC_VISIBILITY aclError aclrtStreamGetId(aclrtStream stream, int32_t* streamId);
/** Later tasks of the stream wait for the event. */
ACL_FUNC_VISIBILITY aclError aclrtStreamWaitEvent(aclrtStream stream, aclrtEvent event);
/**
 * Limit in seconds of waits that later aclrtStreamWaitEvent calls queue; 0: none. A wait that
 * expires shows as 107020 at the next synchronisation.
 */
ACL_FUNC_VISIBILITY aclError aclrtSetOpWaitTimeout(uint32_t timeout);

/* Events. */
/** An event that can be waited for and carries a time stamp; every record starts it anew. */
ACL_FUNC_VISIBILITY aclError aclrtCreateEvent(aclrtEvent* event);
/**
 * An event with the given ACL_EVENT bits that keeps its hardware id: a record releases all
 * waiters until aclrtResetEvent. 0 or unknown bits: 107000. No id left: 207007.
 */
ACL_FUNC_VISIBILITY aclError aclrtCreateEventWithFlag(aclrtEvent* event, uint32_t flag);
/** An event with the given ACL_EVENT bits that needs no reset. 0 or unknown bits: 107000. */
ACL_FUNC_VISIBILITY aclError aclrtCreateEventExWithFlag(aclrtEvent* event, uint32_t flag);
/** Does not wait; queued tasks keep what they need. Null: 100000. */
ACL_FUNC_VISIBILITY aclError aclrtDestroyEvent(aclrtEvent event);
/** Completes when the stream reaches it. Null event: 100000. */
ACL_FUNC_VISIBILITY aclError aclrtRecordEvent(aclrtEvent event, aclrtStream stream);
/**
 * Clears the event when the stream reaches it. Events without ACL_EVENT_SYNC and
 * ExWithFlag events: 207000.
 */
ACL_FUNC_VISIBILITY aclError aclrtResetEvent(aclrtEvent event, aclrtStream stream);
/** Never recorded: COMPLETE. ExWithFlag events: 207000. */
ACL_FUNC_VISIBILITY aclError aclrtQueryEvent(aclrtEvent event, aclrtEventStatus* status);
/** Never recorded: NOT_READY, COMPLETE for ExWithFlag events. */
ACL_FUNC_VISIBILITY aclError aclrtQueryEventStatus(aclrtEvent event,
                                                   aclrtEventRecordedStatus* status);
/** NOT_READY while a queued wait is outstanding. ExWithFlag events: 207000. */
ACL_FUNC_VISIBILITY aclError aclrtQueryEventWaitStatus(aclrtEvent event,
                                                       aclrtEventWaitStatus* status);
/** Waits for the latest record; never recorded: returns at once. */
ACL_FUNC_VISIBILITY aclError aclrtSynchronizeEvent(aclrtEvent event);
/**
 * The same for at most `timeout` ms of simulated time, -1 for ever; 0 or less than -1: 107000,
 * expiry: 507047.
 */
ACL_FUNC_VISIBILITY aclError aclrtSynchronizeEventWithTimeout(aclrtEvent event, int32_t timeout);
/**
 * Milliseconds between two records, in steps of the device's counter; may be negative.
 * Not recorded: 507000; not executed, or without ACL_EVENT_TIME_LINE: 107006.
 */
ACL_FUNC_VISIBILITY aclError aclrtEventElapsedTime(float* ms, aclrtEvent startEvent,
                                                   aclrtEvent endEvent);
/** Time of the last record in microseconds of the device's counter. Codes as above. */
ACL_FUNC_VISIBILITY aclError aclrtEventGetTimestamp(aclrtEvent event, uint64_t* timestamp);

/* Callbacks. */
/**
 * The thread (pthread_self()) serves callbacks of the stream. Stream taken: 107011; the same
 * pair again, or a thread that serves another device: 107012.
 */
ACL_FUNC_VISIBILITY aclError aclrtSubscribeReport(uint64_t threadId, aclrtStream stream);
/** Ends it. Not subscribed: 107011; by another thread id: 107012. */
ACL_FUNC_VISIBILITY aclError aclrtUnSubscribeReport(uint64_t threadId, aclrtStream stream);
/**
 * Waits at most `timeout` ms of simulated time (-1 for ever; 0 or less than -1: 100000) and runs
 * all callbacks that are due. Thread not subscribed: 107012, nothing came: 507012.
 */
ACL_FUNC_VISIBILITY aclError aclrtProcessReport(int32_t timeout);
/**
 * Queues a call of `fn`. Null fn: 107000, bad blockType: 100000, nobody subscribed: 107015.
 */
ACL_FUNC_VISIBILITY aclError aclrtLaunchCallback(aclrtCallback fn, void* userData,
                                                 aclrtCallbackBlockType blockType,
                                                 aclrtStream stream);

/* Memory. */
/**
 * Device memory, aligned to 64 bytes or more, not zeroed. Size 0: 100000; none left: 207001.
 */
ACL_FUNC_VISIBILITY aclError aclrtMalloc(void** devPtr, size_t size, aclrtMemMallocPolicy policy);
/** The same without the 32 bytes that aclrtMalloc adds. */
ACL_FUNC_VISIBILITY aclError aclrtMallocAlign32(void** devPtr, size_t size,
                                                aclrtMemMallocPolicy policy);
/** As aclrtMalloc, in cacheable pages. */
ACL_FUNC_VISIBILITY aclError aclrtMallocCached(void** devPtr, size_t size,
                                               aclrtMemMallocPolicy policy);
/** Writes the CPU cache back: nothing to do here. Null or size 0: 100000. */
ACL_FUNC_VISIBILITY aclError aclrtMemFlush(void* devPtr, size_t size);
/** Drops the CPU cache: nothing to do here. Null or size 0: 100000. */
ACL_FUNC_VISIBILITY aclError aclrtMemInvalidate(void* devPtr, size_t size);
/** Null: 100000; not the start of device memory in use: 107000. */
ACL_FUNC_VISIBILITY aclError aclrtFree(void* devPtr);
/** Pinned host memory. Size 0: 100000. */
ACL_FUNC_VISIBILITY aclError aclrtMallocHost(void** hostPtr, size_t size);
/** Null: 100000; not from aclrtMallocHost: 107000. */
ACL_FUNC_VISIBILITY aclError aclrtFreeHost(void* hostPtr);
/**
 * Copies and waits. count 0: done; null: 100000; bad kind: 100000; count > destMax: 107000.
 * Not ordered with streams.
 */
ACL_FUNC_VISIBILITY aclError aclrtMemcpy(void* dst, size_t destMax, const void* src, size_t count,
                                         aclrtMemcpyKind kind);
/**
 * Queues a copy; checks as aclrtMemcpy. With a pageable host end the call synchronises the
 * stream and copies before it returns. Host to host: 207000.
 */
ACL_FUNC_VISIBILITY aclError aclrtMemcpyAsync(void* dst, size_t destMax, const void* src,
                                              size_t count, aclrtMemcpyKind kind,
                                              aclrtStream stream);
/** Fills with the low byte of `value`. count > maxCount: 107000. */
ACL_FUNC_VISIBILITY aclError aclrtMemset(void* devPtr, size_t maxCount, int32_t value,
                                         size_t count);
/** Queues a fill of device memory. */
ACL_FUNC_VISIBILITY aclError aclrtMemsetAsync(void* devPtr, size_t maxCount, int32_t value,
                                              size_t count, aclrtStream stream);
/** Free and total bytes of the current device. An attribute out of range: 107016. */
ACL_FUNC_VISIBILITY aclError aclrtGetMemInfo(aclrtMemAttr attr, size_t* free, size_t* total);

/* Last error of the thread. */
/** The thread's last code other than 0. */
ACL_FUNC_VISIBILITY aclError aclrtPeekAtLastError(aclrtLastErrLevel level);
/** The same, and clears it. */
ACL_FUNC_VISIBILITY aclError aclrtGetLastError(aclrtLastErrLevel level);

#ifdef __cplusplus
}
#endif

#endif
