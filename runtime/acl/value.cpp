// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/value.h"

#include <cstring>

#include "runtime/acl/copy.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

namespace ascend::runtime {
namespace {

constexpr std::uint32_t kGreaterOrEqual = 0, kEqual = 1, kAnd = 2, kNor = 3;

std::uint64_t check_word(const Caller& caller, const void* address) {
    const auto number = reinterpret_cast<std::uint64_t>(address);
    require(number % sizeof(std::uint64_t) == 0, ACL_ERROR_RT_PARAM_INVALID,
            "devAddr is no multiple of 8");
    check_device_range(caller, address, sizeof(std::uint64_t));
    return number;
}

}  // namespace

bool value_passes(std::uint64_t memory, std::uint64_t value, std::uint32_t flag) {
    switch (flag) {
        case kGreaterOrEqual:
            return static_cast<std::int64_t>(memory - value) >= 0;
        case kEqual:
            return memory == value;
        case kAnd:
            return (memory & value) != 0;
        default:
            return ~(memory | value) != 0;
    }
}

void write_value(Caller& caller, const Stream& stream, void* address, std::uint64_t value) {
    sim::Task task{nullptr, sim::ValueWriteTask{check_word(caller, address)}};
    task.effect = [address, value] { std::memcpy(address, &value, sizeof value); };
    submit(caller, stream, std::move(task));
}

void await_value(Caller& caller, const Stream& stream, const void* address, std::uint64_t value,
                 std::uint32_t flag) {
    require(flag <= kNor, ACL_ERROR_RT_PARAM_INVALID, "flag must be 0 to 3");
    const auto holds = [address, value, flag] {
        std::uint64_t memory = 0;
        std::memcpy(&memory, address, sizeof memory);
        return value_passes(memory, value, flag);
    };
    submit(caller, stream,
           sim::Task{nullptr, sim::ValueWaitTask{check_word(caller, address), holds}});
}

}  // namespace ascend::runtime
