// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/capture.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

namespace ascend::runtime {
namespace {

/// Operands of captured tasks hold addresses: their one segment begins at 0.
constexpr std::uint64_t kNoBase = 0;

const char* kind_of(const sim::Task& task) {
    constexpr const char* kKinds[] = {"kernel",       "copy",        "memset",
                                      "event record", "event wait",  "event reset",
                                      "callback",     "AI CPU task", "model execute"};
    return kKinds[task.work.index()];
}

std::string text_of(const sim::ModelImage& image) {
    std::string text;
    for (std::size_t stream = 0; stream < image.streams.size(); ++stream)
        for (const sim::Task& task : image.streams[stream])
            text += fmt::format("stream {}: {} {}\n", stream, kind_of(task),
                                task.info == nullptr ? std::string() : task.info->name);
    return text;
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

CapturedModel::CapturedModel(Caller& caller, std::uint32_t device, sim::ModelImage image)
    : text_(text_of(image)),
      model_(caller.machine.load_model(caller.thread, device, std::move(image))) {}

void CapturedModel::execute(Caller& caller, const Stream& stream) const {
    submit(caller, stream, sim::Task{nullptr, sim::ModelExecuteTask{model_, {kNoBase}}});
}

void CapturedModel::unload(sim::Machine& machine, sim::HostThreadId thread) const {
    machine.unload_model(thread, model_);
}

std::shared_ptr<CapturedModel> find_captured_model(Caller& caller, aclmdlRI handle) {
    require_argument(handle, "modelRI");
    std::shared_ptr<CapturedModel> model = caller.simulator.captured_models.find(handle);
    require(model != nullptr, ACL_ERROR_RT_INVALID_HANDLE,
            "the model was destroyed, or the handle is no captured model");
    return model;
}

}  // namespace ascend::runtime
