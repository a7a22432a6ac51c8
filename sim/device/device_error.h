// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace ascend::sim {

/// Device statuses that the model can raise (WaitResult::device_error). source: facts
/// acl_semantics.md 9.2; the front end turns them into ACL codes.
enum DeviceError : std::uint32_t {
    kNoDeviceError = 0,
    /// A model was executed while an earlier execute of it had not ended. No status of its own is
    /// known for it: this value is ours and lies outside the documented ones, so that it maps to
    /// 507001 as every other unlisted status does.
    kModelBusy = 0x1ff,
    /// An event wait expired: 107020.
    kTaskTimeout = 0x105,
};

}  // namespace ascend::sim
