// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/stamp.h"

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

namespace ascend::runtime {
namespace {

constexpr const char* kNoStamp = "no stamp of aclprofCreateStamp, or a destroyed one";

}  // namespace

void* StampTable::create() {
    const std::lock_guard lock(mutex_);
    auto stamp = std::make_unique<Stamp>();
    void* handle = stamp.get();
    stamps_[handle] = std::move(stamp);
    return handle;
}

void StampTable::destroy(void* stamp) {
    const std::lock_guard lock(mutex_);
    stamps_.erase(stamp);
}

void StampTable::set_message(void* stamp, std::string message) {
    const std::lock_guard lock(mutex_);
    const auto found = stamps_.find(stamp);
    require(found != stamps_.end(), ACL_ERROR_INVALID_PARAM, kNoStamp);
    found->second->message = std::move(message);
}

std::string StampTable::message_of(void* stamp) const {
    const std::lock_guard lock(mutex_);
    const auto found = stamps_.find(stamp);
    require(found != stamps_.end(), ACL_ERROR_INVALID_PARAM, kNoStamp);
    return found->second->message;
}

std::vector<StampTable::Range>& StampTable::open_ranges() {
    static thread_local std::vector<Range> ranges;
    return ranges;
}

void StampTable::mark(const Caller& caller, const std::string& message) {
    caller.machine.trace_call(caller.thread, message, caller.machine.clock(caller.thread));
}

void StampTable::push(const Caller& caller, std::string message) {
    open_ranges().push_back({std::move(message), caller.machine.clock(caller.thread)});
}

void StampTable::pop(const Caller& caller) {
    auto& ranges = open_ranges();
    require(!ranges.empty(), ACL_ERROR_INVALID_PARAM, "the thread has pushed no stamp");
    caller.machine.trace_call(caller.thread, ranges.back().message, ranges.back().start);
    ranges.pop_back();
}

std::uint32_t StampTable::start(const Caller& caller, std::string message) {
    const Picoseconds now = caller.machine.clock(caller.thread);
    const std::lock_guard lock(mutex_);
    ranges_[++last_range_] = {std::move(message), now};
    return last_range_;
}

void StampTable::stop(const Caller& caller, std::uint32_t range) {
    Range ended;
    {
        const std::lock_guard lock(mutex_);
        auto node = ranges_.extract(range);
        require(!node.empty(), ACL_ERROR_INVALID_PARAM, "rangeId is no range that was started");
        ended = std::move(node.mapped());
    }
    caller.machine.trace_call(caller.thread, ended.message, ended.start);
}

}  // namespace ascend::runtime
