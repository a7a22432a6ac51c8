// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "acl/acl_mdl.h"
#include "sim/device/machine.h"

namespace ascend::runtime {

class Stream;
struct Caller;

/// What streams queue while they are captured, to be repeated as one model (aclmdlRI). The first
/// stream begins and ends it; others join by waiting for a mark that was recorded in a member, and
/// their last task must be waited for before the end. Thread-safe.
class Capture : public std::enable_shared_from_this<Capture> {
  public:
    /// Begins with `origin`, whose tasks come here from now on.
    static std::shared_ptr<Capture> begin(const std::shared_ptr<Stream>& origin);

    bool began_with(const Stream& stream) const { return origin_ == &stream; }

    /// Throws Failure{107027} for callbacks: a device cannot repeat them.
    void add(const Stream& stream, sim::Task task);
    /// A mark behind the stream's last task; the number that wait() takes.
    std::uint32_t record(const Stream& stream);
    /// The stream, which joins if it is no member yet, waits for the mark.
    void wait(const std::shared_ptr<Stream>& stream, std::uint32_t mark);

    /// Ends it: no stream is captured any more. Throws Failure{107025} when the last task of a
    /// stream that joined is not waited for.
    sim::ModelImage finish();

  private:
    struct Member {
        std::shared_ptr<Stream> stream;
        std::vector<sim::Task> tasks;
        bool joined_back = true;  ///< a wait elsewhere covers its last task
    };
    std::size_t index_of(const Stream& stream) const;
    bool all_joined_back() const;

    const Stream* origin_ = nullptr;
    mutable std::mutex mutex_;
    std::vector<Member> members_;              ///< [0] is the origin
    std::vector<std::size_t> mark_positions_;  ///< tasks in front of each mark, itself included
    std::vector<std::size_t> mark_members_;
};

/// A finished capture on the device. Thread-safe.
class CapturedModel {
  public:
    CapturedModel(Caller& caller, std::uint32_t device, sim::ModelImage image);

    void execute(Caller& caller, const Stream& stream) const;
    void unload(sim::Machine& machine, sim::HostThreadId thread) const;
    std::uint32_t id() const { return model_; }
    /// One line per task, for aclmdlRIDebugPrint.
    const std::string& text() const { return text_; }

  private:
    std::string text_;
    sim::ModelId model_ = 0;
};

/// The captured model of a handle. Throws Failure: 100000 for null, 107017 when destroyed.
std::shared_ptr<CapturedModel> find_captured_model(Caller& caller, aclmdlRI handle);

}  // namespace ascend::runtime
