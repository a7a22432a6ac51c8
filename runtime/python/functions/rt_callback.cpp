// SPDX-License-Identifier: Apache-2.0
#include <bit>
#include <memory>

#include "acl/acl_rt.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/python_call.h"

namespace py = pybind11;

namespace ascend::python {
namespace {

/// A queued host function and its one argument.
struct HostCall {
    Held function, user_data;

    void drop() {
        function.drop();
        user_data.drop();
    }
};

/// Runs in the thread that serves the stream. The stream goes on whatever the function does.
void run_host_call(void* pointer) {
    const std::unique_ptr<HostCall> call(static_cast<HostCall*>(pointer));
    with_interpreter(call->function, [&] {
        const py::object function = call->function.get(), user_data = call->user_data.get();
        call->drop();
        call_python(function, py::make_tuple(user_data));
    });
}

aclError launch(const py::function& function, const py::object& user_data, std::int32_t block_type,
                std::uint64_t stream) {
    auto call = std::make_unique<HostCall>(HostCall{Held(function), Held(user_data)});
    const aclError code = without_interpreter([&] {
        return aclrtLaunchCallback(run_host_call, call.get(),
                                   std::bit_cast<aclrtCallbackBlockType>(block_type),
                                   reinterpret_cast<void*>(stream));
    });
    if (code == ACL_SUCCESS) {
        static_cast<void>(call.release());
    } else {
        call->drop();
    }
    return code;
}

/// The one exception callback of the process; touched with the interpreter lock only.
Held exception_callback;

void on_exception(aclrtExceptionInfo* info) {
    with_interpreter(exception_callback, [info] {
        if (!exception_callback) return;
        const py::object function = exception_callback.get();
        HandleRegistry& registry = HandleRegistry::instance();
        const std::uint64_t handle = registry.adopt(info);
        call_python(function, py::make_tuple(handle));
        registry.take<aclrtExceptionInfo>(handle);
    });
}

aclError set_exception_callback(const py::object& given) {
    if (!given.is_none() && PyCallable_Check(given.ptr()) == 0)
        throw py::type_error("set_exception_info_callback(): expected a callable or None");
    const aclError code =
        without_interpreter([callback = given.is_none() ? nullptr : on_exception] {
            return aclrtSetExceptionInfoCallback(callback);
        });
    if (code != ACL_SUCCESS) return code;
    if (exception_callback) exception_callback.drop();
    if (!given.is_none()) exception_callback = Held(given);
    return code;
}

constexpr Function kFunctions[] = {
    {"launch_callback", native<launch>},
    {"set_exception_info_callback", native<set_exception_callback>},
    {"subscribe_report", acts<aclrtSubscribeReport>},
    {"unsubscribe_report", acts<aclrtUnSubscribeReport>},
    {"process_report", acts<aclrtProcessReport>},
};

}  // namespace

void define_rt_callback(py::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
