// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ascend::sim {
struct ThreadLink;
}  // namespace ascend::sim

namespace ascend::runtime {

class Simulator;

/// Where the library meets the host-time shim of `ascend-sim run` (host_time.md 3). The two find
/// each other when the library is loaded; without a shim nothing here does anything, except for
/// what concerns fork().
namespace host_shim {

/// What the calling thread does meanwhile is the library's own: no host work, however long it
/// takes, and the shim leaves it alone.
class InLibrary {
  public:
    InLibrary();
    ~InLibrary();
    InLibrary(const InLibrary&) = delete;
    InLibrary& operator=(const InLibrary&) = delete;

  private:
    sim::ThreadLink* link_;
};

/// The opposite, inside a call: around a function of the program, and what the library does as a
/// host thread of its own.
class InProgram {
  public:
    InProgram();
    ~InProgram();
    InProgram(const InProgram&) = delete;
    InProgram& operator=(const InProgram&) = delete;

  private:
    sim::ThreadLink* link_;
    int depth_ = 0;
};

/// Under the shim: returns when no thread with a smaller clock can act before the caller any more.
void take_turn();

/// The machine was made: the shim learns what a clock read costs on it.
void started(Simulator& simulator);
/// A child made by fork() has no simulator. Throws Error{kUnsupported} in one.
void refuse_in_forked_child();
bool in_forked_child();
/// The simulation has ended: tells `ascend-sim run` about it.
void ended(Simulator& simulator);

}  // namespace host_shim
}  // namespace ascend::runtime
