// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ascend::runtime {

class Simulator;

/// Where the library meets the host-time shim of `ascend-sim run` (host_time.md 3). The two find
/// each other when the library is loaded; without a shim nothing here does anything, except for
/// what concerns fork().
namespace host_shim {

/// What the calling thread does meanwhile is the library's own, so the shim leaves it alone.
class Unmanaged {
  public:
    Unmanaged();
    ~Unmanaged();
    Unmanaged(const Unmanaged&) = delete;
    Unmanaged& operator=(const Unmanaged&) = delete;
};

/// The machine was made: the shim learns what a clock read costs on it.
void started(Simulator& simulator);
/// A child made by fork() has no simulator. Throws Error{kUnsupported} in one.
void refuse_in_forked_child();
bool in_forked_child();
/// The simulation has ended: tells `ascend-sim run` about it.
void ended(Simulator& simulator);

}  // namespace host_shim
}  // namespace ascend::runtime
