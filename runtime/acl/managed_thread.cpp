// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/managed_thread.h"

#include <future>
#include <utility>

#include "runtime/acl/host_shim.h"
#include "runtime/acl/thread_state.h"

namespace ascend::runtime {

std::thread start_managed_thread(sim::Machine& machine, std::function<void()> body) {
    const host_shim::InProgram as_host_thread;
    std::promise<void> managed;
    std::thread thread([&machine, &managed, body = std::move(body)] {
        ThreadState::of_this_thread().id(machine);
        managed.set_value();
        body();
    });
    managed.get_future().wait();
    return thread;
}

}  // namespace ascend::runtime
