// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/stamp.h"

#include "acl/acl_prof.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;

namespace {

constexpr std::size_t kLongestMessage = 256;

std::string message_of(const char* message, std::size_t length) {
    require_argument(message, "msg");
    require(length > 0 && length < kLongestMessage, ACL_ERROR_INVALID_PARAM,
            "the message is empty, or longer than 255");
    return std::string(message, length);
}

}  // namespace

void* aclprofCreateStamp() {
    void* stamp = nullptr;
    guard_host(__func__, [&] { stamp = Simulator::instance().stamps.create(); });
    return stamp;
}

void aclprofDestroyStamp(void* stamp) {
    guard_host(__func__, [&] { Simulator::instance().stamps.destroy(stamp); });
}

aclError aclprofSetStampTraceMessage(void* stamp, const char* msg, uint32_t msgLen) {
    return guard_host(__func__, [&] {
        require_argument(stamp, "stamp");
        Simulator::instance().stamps.set_message(stamp, message_of(msg, msgLen));
    });
}

aclError aclprofMark(void* stamp) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(stamp, "stamp");
        StampTable::mark(caller, caller.simulator.stamps.message_of(stamp));
    });
}

aclError aclprofMarkEx(const char* msg, size_t msgLen, aclrtStream stream) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        const std::string message = message_of(msg, msgLen);
        own_stream(caller, stream);
        StampTable::mark(caller, message);
    });
}

aclError aclprofPush(void* stamp) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(stamp, "stamp");
        StampTable::push(caller, caller.simulator.stamps.message_of(stamp));
    });
}

aclError aclprofPop() {
    return guard(__func__, &HostSpec::call_us, [](Caller& caller) { StampTable::pop(caller); });
}

aclError aclprofRangeStart(void* stamp, uint32_t* rangeId) {
    return guard(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(stamp, "stamp");
        require_argument(rangeId, "rangeId");
        *rangeId = caller.simulator.stamps.start(caller, caller.simulator.stamps.message_of(stamp));
    });
}

aclError aclprofRangeStop(uint32_t rangeId) {
    return guard(__func__, &HostSpec::call_us,
                 [&](Caller& caller) { caller.simulator.stamps.stop(caller, rangeId); });
}
