// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include <map>
#include <memory>

#include "acl/acl_base.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"

namespace py = pybind11;

namespace ascend::python {
namespace {

/// A thread of acl.util.start_thread.
struct Thread {
    Held function, arguments;
    Held exception;  ///< what it raised
};

/// The started threads that nobody has joined; touched with the interpreter lock only.
std::map<pthread_t, std::shared_ptr<Thread>>& threads() {
    static auto& table = *new std::map<pthread_t, std::shared_ptr<Thread>>;
    return table;
}

void run(Thread& thread) {
    const py::object function = thread.function.get(), arguments = thread.arguments.get();
    thread.function.drop();
    thread.arguments.drop();
    try {
        function(arguments);
    } catch (py::error_already_set& error) {
        // The exception carries its traceback to whoever joins the thread.
        error.restore();
        PyObject *type = nullptr, *value = nullptr, *trace = nullptr;
        PyErr_Fetch(&type, &value, &trace);
        PyErr_NormalizeException(&type, &value, &trace);
        if (trace != nullptr) PyException_SetTraceback(value, trace);
        thread.exception = Held(py::reinterpret_steal<py::object>(value));
        Py_XDECREF(type);
        Py_XDECREF(trace);
    }
}

void* thread_main(void* pointer) {
    const std::unique_ptr<std::shared_ptr<Thread>> thread(
        static_cast<std::shared_ptr<Thread>*>(pointer));
    with_interpreter(Held(), [&] { run(**thread); });
    return nullptr;
}

py::object start(const py::function& function, const py::object& arguments) {
    auto thread = std::make_shared<Thread>(Thread{Held(function), Held(arguments), {}});
    auto handed_over = std::make_unique<std::shared_ptr<Thread>>(thread);
    pthread_t id{};
    const int failed = without_interpreter(
        [&] { return pthread_create(&id, nullptr, thread_main, handed_over.get()); });
    if (failed != 0) {
        thread->function.drop();
        thread->arguments.drop();
        return py::make_tuple(0, ACL_ERROR_INTERNAL_ERROR);
    }
    static_cast<void>(handed_over.release());
    threads()[id] = thread;
    return py::make_tuple(static_cast<std::uint64_t>(id), ACL_SUCCESS);
}

[[noreturn]] void rethrow(Thread& thread) {
    const py::object cause = thread.exception.get();
    thread.exception.drop();
    const std::string text = py::repr(cause);
    PyErr_SetString(PyExc_RuntimeError, ("the thread raised " + text).c_str());
    py::error_already_set error;
    PyException_SetCause(error.value().ptr(), cause.inc_ref().ptr());
    throw error;
}

aclError stop(std::uint64_t id) {
    const auto node = threads().extract(static_cast<pthread_t>(id));
    if (node.empty() || pthread_equal(node.key(), pthread_self()) != 0)
        return ACL_ERROR_INVALID_PARAM;
    without_interpreter([&] { return pthread_join(node.key(), nullptr); });
    Thread& thread = *node.mapped();
    if (thread.exception) rethrow(thread);
    return ACL_SUCCESS;
}

constexpr Function kFunctions[] = {
    {"start_thread", native<start>},
    {"stop_thread", native<stop>},
};

}  // namespace

void define_thread(py::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
