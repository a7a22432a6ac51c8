// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace ascend::sim {

/// Device statuses that the model can raise (WaitResult::device_error). source: facts
/// acl_semantics.md 9.2; the front end turns them into ACL codes. Those from 0x1f0 on are ours: no
/// status is known for them.
enum DeviceError : std::uint32_t {
    kNoDeviceError = 0,
    /// A kernel ran longer than it may, or raised an exception.
    kAiCoreTimeout = 0x25,
    kAiCoreException = 0x26,
    kAiCpuTimeout = 0x28,
    kAiCpuException = 0x2A,
    kVectorCoreTimeout = 0x30,
    kVectorCoreException = 0x31,
    kModelFailed = 0x91,
    /// An event wait expired: 107020.
    kTaskTimeout = 0x105,
    /// A task of another kind failed: 507001, as every status that is not listed.
    kTaskFailed = 0x1fd,
    /// SDMA or the host link failed: 507013.
    kCopyFailed = 0x1fe,
    /// A model was executed while an earlier execute of it had not ended: 507001.
    kModelBusy = 0x1ff,
};

/// What is known of a task that failed.
struct TaskFailure {
    std::uint32_t stream = 0;  ///< of the model, for one of its tasks
    std::uint32_t task = 0;    ///< place in the stream
    std::uint32_t status = kNoDeviceError;
};

}  // namespace ascend::sim
