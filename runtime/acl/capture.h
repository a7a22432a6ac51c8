// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "acl/acl_mdl.h"
#include "sim/device/machine.h"

namespace ascend::runtime {

class CapturedModel;
class Stream;
struct Caller;
struct TaskGroup;

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

    /// What the stream queues between the two is a group. Throws Failure{107033} for a begin in a
    /// group, or an end outside of one.
    void begin_group(const Stream& stream);
    std::shared_ptr<TaskGroup> end_group(const Stream& stream);
    /// The groups belong to the finished model.
    void hand_groups_to(const std::shared_ptr<CapturedModel>& model);

    /// Ends it: no stream is captured any more. Throws Failure{107025} when the last task of a
    /// stream that joined is not waited for.
    sim::ModelImage finish();

  private:
    struct Member {
        std::shared_ptr<Stream> stream;
        std::vector<sim::Task> tasks;
        bool joined_back = true;                   ///< a wait elsewhere covers its last task
        std::optional<std::size_t> group_begin{};  ///< of the group that is open
    };
    std::size_t index_of(const Stream& stream) const;
    bool all_joined_back() const;

    const Stream* origin_ = nullptr;
    mutable std::mutex mutex_;
    std::vector<Member> members_;              ///< [0] is the origin
    std::vector<std::size_t> mark_positions_;  ///< tasks in front of each mark, itself included
    std::vector<std::size_t> mark_members_;
    std::vector<std::shared_ptr<TaskGroup>> groups_;
};

/// A finished capture on the device. Thread-safe.
class CapturedModel {
  public:
    CapturedModel(Caller& caller, std::uint32_t device, sim::ModelImage image);

    void execute(Caller& caller, const Stream& stream) const;
    void unload(sim::Machine& machine, sim::HostThreadId thread) const;
    /// Puts other tasks of the same kinds in the place of a group's. Throws Failure{107040}.
    void replace(Caller& caller, const TaskGroup& group, std::vector<sim::Task> tasks);
    std::uint32_t id() const { return first_id_; }
    /// A name of the program's choice.
    std::string name() const;
    void set_name(std::string name);
    /// Functions that are called when the model is destroyed. False: there already, or not there.
    bool add_destroy_callback(aclrtCallback function, void* user_data);
    bool remove_destroy_callback(aclrtCallback function);
    void call_destroy_callbacks() const;
    /// One line per task, for aclmdlRIDebugPrint.
    const std::string& text() const { return text_; }
    /// The same as a JSON array, for aclmdlRIDebugJsonPrint.
    const std::string& json() const { return json_; }

  private:
    sim::ModelId current() const;

    std::string text_, json_;
    const std::uint32_t device_;
    mutable std::mutex mutex_;
    sim::ModelImage image_;   ///< as it was captured, with the groups' latest tasks
    sim::ModelId model_ = 0;  ///< what stands for it on the machine
    const sim::ModelId first_id_;
    std::string name_;
    std::vector<std::pair<aclrtCallback, void*>> destroy_callbacks_;
};

/// The captured model of a handle. Throws Failure: 100000 for null, 107017 when destroyed.
std::shared_ptr<CapturedModel> find_captured_model(Caller& caller, aclmdlRI handle);

}  // namespace ascend::runtime
