// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>
#include <semaphore.h>

#include <cerrno>
#include <map>
#include <memory>

#include "acl/acl_base.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/python_call.h"

namespace py = pybind11;

namespace ascend::python {
namespace {

/// A thread of acl.util.start_thread.
struct Thread {
    Thread(const py::object& to_call, const py::object& argument)
        : function(to_call), arguments(argument) {
        sem_init(&ended, 0, 0);
    }
    ~Thread() { sem_destroy(&ended); }
    Thread(const Thread&) = delete;
    Thread& operator=(const Thread&) = delete;

    Held function, arguments;
    Held exception;  ///< what it raised
    sem_t ended{};   ///< posted when Python has left it
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
        call_python(function, py::make_tuple(arguments));
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
    sem_post(&(*thread)->ended);
    return nullptr;
}

py::object start(const py::function& function, const py::object& arguments) {
    auto thread = std::make_shared<Thread>(function, arguments);
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

/// Waits for the end in such a way that signals of the program, Ctrl-C above all, are handled
/// meanwhile: what their handlers raise ends the wait.
void await_end(Thread& thread) {
    while (without_interpreter([&] { return sem_wait(&thread.ended) == 0 ? 0 : errno; }) == EINTR)
        if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    sem_post(&thread.ended);  // for others that wait for the same thread
}

aclError stop(std::uint64_t number) {
    const auto id = static_cast<pthread_t>(number);
    const auto found = threads().find(id);
    if (found == threads().end() || pthread_equal(id, pthread_self()) != 0)
        return ACL_ERROR_INVALID_PARAM;
    const std::shared_ptr<Thread> thread = found->second;
    await_end(*thread);
    const auto left = threads().find(id);
    if (left == threads().end() || left->second != thread)
        return ACL_ERROR_INVALID_PARAM;  // another thread has joined it meanwhile
    threads().erase(left);
    without_interpreter([&] { return pthread_join(id, nullptr); });
    if (thread->exception) rethrow(*thread);
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
