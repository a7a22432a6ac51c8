// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/capture.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <utility>

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/host_shim.h"
#include "runtime/acl/stream.h"
#include "runtime/acl/task_group.h"
#include "sim/device/task_kind.h"

namespace ascend::runtime {
namespace {

/// Operands of captured tasks hold addresses: their one segment begins at 0.
constexpr std::uint64_t kNoBase = 0;

std::string text_of(const sim::ModelImage& image) {
    std::string text;
    for (std::size_t stream = 0; stream < image.streams.size(); ++stream)
        for (const sim::Task& task : image.streams[stream])
            text += fmt::format("stream {}: {} {}\n", stream, sim::task_type_of(task),
                                task.info == nullptr ? std::string() : task.info->name);
    return text;
}

std::string json_of(const sim::ModelImage& image) {
    boost::json::array tasks;
    for (std::size_t stream = 0; stream < image.streams.size(); ++stream)
        for (const sim::Task& task : image.streams[stream])
            tasks.push_back(boost::json::object{{"stream", stream},
                                                {"type", sim::task_type_of(task)},
                                                {"name", sim::name_of(task)}});
    return boost::json::serialize(tasks);
}

}  // namespace

std::shared_ptr<Capture> Capture::begin(const std::shared_ptr<Stream>& origin) {
    auto capture = std::make_shared<Capture>();
    capture->origin_ = origin.get();
    capture->members_.push_back({origin, {}, true});
    origin->set_capture(capture);
    return capture;
}

std::size_t Capture::index_of(const Stream& stream) const {
    const auto found = std::find_if(members_.begin(), members_.end(),
                                    [&](const Member& m) { return m.stream.get() == &stream; });
    return static_cast<std::size_t>(found - members_.begin());
}

void Capture::add(const Stream& stream, sim::Task task) {
    require(!std::holds_alternative<sim::ReportTask>(task.work), ACL_ERROR_RT_STREAM_CAPTURED,
            "a callback cannot be captured");
    const std::lock_guard lock(mutex_);
    Member& member = members_[index_of(stream)];
    member.tasks.push_back(std::move(task));
    member.joined_back = false;
}

std::uint32_t Capture::record(const Stream& stream) {
    const std::lock_guard lock(mutex_);
    const std::size_t index = index_of(stream);
    std::vector<sim::Task>& tasks = members_[index].tasks;
    mark_members_.push_back(index);
    const auto mark = static_cast<std::uint32_t>(mark_members_.size());
    tasks.push_back({nullptr, sim::EventRecordTask{mark}});
    mark_positions_.push_back(tasks.size());
    return mark;
}

void Capture::wait(const std::shared_ptr<Stream>& stream, std::uint32_t mark) {
    const std::lock_guard lock(mutex_);
    const std::size_t index = index_of(*stream);
    if (index == members_.size()) {
        members_.push_back({stream, {}, true});
        stream->set_capture(shared_from_this());
    }
    members_[index].tasks.push_back({nullptr, sim::EventWaitTask{mark}});
    members_[index].joined_back = false;
    Member& source = members_[mark_members_[mark - 1]];
    if (mark_positions_[mark - 1] == source.tasks.size()) source.joined_back = true;
}

bool Capture::all_joined_back() const {
    return std::all_of(members_.begin() + 1, members_.end(),
                       [](const Member& member) { return member.joined_back; });
}

sim::ModelImage Capture::finish() {
    const std::lock_guard lock(mutex_);
    sim::ModelImage image;
    image.name = "captured";
    image.events = static_cast<std::uint32_t>(mark_members_.size());
    const bool complete = all_joined_back();
    for (Member& member : members_) {
        member.stream->set_capture(nullptr);
        image.streams.push_back(std::move(member.tasks));
    }
    members_.clear();
    require(complete, ACL_ERROR_RT_STREAM_UNJOINED,
            "a stream that joined the capture was not waited for before its end");
    return image;
}

void Capture::begin_group(const Stream& stream) {
    const std::lock_guard lock(mutex_);
    Member& member = members_[index_of(stream)];
    require(!member.group_begin, ACL_ERROR_STREAM_TASK_GROUP_STATUS, "a group has begun already");
    member.group_begin = member.tasks.size();
}

std::shared_ptr<TaskGroup> Capture::end_group(const Stream& stream) {
    const std::lock_guard lock(mutex_);
    const std::size_t index = index_of(stream);
    Member& member = members_[index];
    require(member.group_begin.has_value(), ACL_ERROR_STREAM_TASK_GROUP_STATUS,
            "no group has begun");
    auto group = std::make_shared<TaskGroup>();
    group->stream = index;
    group->begin = *std::exchange(member.group_begin, std::nullopt);
    group->end = member.tasks.size();
    groups_.push_back(group);
    return group;
}

void Capture::hand_groups_to(const std::shared_ptr<CapturedModel>& model) {
    const std::lock_guard lock(mutex_);
    for (const auto& group : groups_) group->model = model;
}

CapturedModel::CapturedModel(Caller& caller, std::uint32_t device, sim::ModelImage image)
    : text_(text_of(image)),
      json_(json_of(image)),
      device_(device),
      image_(std::move(image)),
      model_(caller.machine.load_model(caller.thread, device_, image_)),
      first_id_(model_) {}

sim::ModelId CapturedModel::current() const {
    const std::lock_guard lock(mutex_);
    return model_;
}

void CapturedModel::replace(Caller& caller, const TaskGroup& group, std::vector<sim::Task> tasks) {
    sim::ModelImage image;
    {
        const std::lock_guard lock(mutex_);
        image = image_;
    }
    std::vector<sim::Task>& stream = image.streams[group.stream];
    require(tasks.size() == group.end - group.begin, ACL_ERROR_RT_MODEL_UPDATE_FAILED,
            "the group has another number of tasks");
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        sim::Task& old = stream[group.begin + i];
        require(sim::kind_of(old) == sim::kind_of(tasks[i]), ACL_ERROR_RT_MODEL_UPDATE_FAILED,
                "a task of the group is of another kind");
        old = std::move(tasks[i]);
    }
    // Without the lock: the machine may wait for another thread that uses the model.
    const sim::ModelId next = caller.machine.load_model(caller.thread, device_, image);
    sim::ModelId old = 0;
    {
        const std::lock_guard lock(mutex_);
        image_ = std::move(image);
        old = std::exchange(model_, next);
    }
    caller.machine.unload_model(caller.thread, old);
}

std::string CapturedModel::name() const {
    const std::lock_guard lock(mutex_);
    return name_;
}

void CapturedModel::set_name(std::string name) {
    const std::lock_guard lock(mutex_);
    name_ = std::move(name);
}

bool CapturedModel::add_destroy_callback(aclrtCallback function, void* user_data) {
    const std::lock_guard lock(mutex_);
    const auto same = [=](const auto& each) { return each.first == function; };
    if (std::any_of(destroy_callbacks_.begin(), destroy_callbacks_.end(), same)) return false;
    destroy_callbacks_.emplace_back(function, user_data);
    return true;
}

bool CapturedModel::remove_destroy_callback(aclrtCallback function) {
    const std::lock_guard lock(mutex_);
    return std::erase_if(destroy_callbacks_,
                         [=](const auto& each) { return each.first == function; }) > 0;
}

void CapturedModel::call_destroy_callbacks() const {
    std::vector<std::pair<aclrtCallback, void*>> callbacks;
    {
        const std::lock_guard lock(mutex_);
        callbacks = destroy_callbacks_;
    }
    const host_shim::InProgram program;
    for (const auto& [function, user_data] : callbacks) function(user_data);
}

void CapturedModel::execute(Caller& caller, const Stream& stream) const {
    submit(caller, stream, sim::Task{nullptr, sim::ModelExecuteTask{current(), {kNoBase}}});
}

void CapturedModel::unload(sim::Machine& machine, sim::HostThreadId thread) const {
    machine.unload_model(thread, current());
}

std::shared_ptr<CapturedModel> find_captured_model(Caller& caller, aclmdlRI handle) {
    require_argument(handle, "modelRI");
    std::shared_ptr<CapturedModel> model = caller.simulator.captured_models.find(handle);
    require(model != nullptr, ACL_ERROR_RT_INVALID_HANDLE,
            "the model was destroyed, or the handle is no captured model");
    return model;
}

}  // namespace ascend::runtime
