// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cxxabi.h>
#include <pybind11/pybind11.h>

#include <type_traits>
#include <utility>

namespace ascend::python {

/// Sleeps until the process ends. For threads that CPython turns away while it shuts down: it ends
/// them by unwinding their stack, which must not reach the frames of libascendcl.
[[noreturn]] void sleep_until_exit();

/// Takes the interpreter lock again after PyEval_SaveThread().
void resume(PyThreadState* state);

/// Runs `call` without the interpreter lock, so that threads it may have to wait for can go on:
/// every call that enters the simulator may have to wait for its turn (host_time.md 1). `call`
/// touches no Python object.
template <class Function>
auto without_interpreter(Function call) {
    PyThreadState* state = PyEval_SaveThread();
    if constexpr (std::is_void_v<decltype(call())>) {
        call();
        resume(state);
    } else {
        auto result = call();
        resume(state);
        return result;
    }
}

/// A Python object that C++ threads hold on to without the interpreter lock. Never released by
/// itself: whoever drops it holds the lock and calls drop().
class Held {
  public:
    Held() = default;
    explicit Held(pybind11::object object) : object_(object.release()) {}
    /// None when nothing is held.
    pybind11::object get() const {
        if (!*this) return pybind11::none();
        return pybind11::reinterpret_borrow<pybind11::object>(object_);
    }
    explicit operator bool() const { return object_.ptr() != nullptr; }
    void drop() {
        object_.dec_ref();
        object_ = {};
    }

  private:
    pybind11::handle object_;
};

/// Runs `body`; an exception is reported as coming from `where`.
template <class Function>
void run_and_report(pybind11::object where, Function body) {
    try {
        body();
    } catch (pybind11::error_already_set& error) {
        error.discard_as_unraisable(std::move(where));
    } catch (const pybind11::builtin_exception& error) {
        error.set_error();
        PyErr_WriteUnraisable(where.ptr());
    }
}

/// Runs `body` in a thread that may not know Python, with the interpreter lock. An exception is
/// reported with its traceback (sys.unraisablehook), as coming from `source`, and goes no further.
/// Does nothing once the interpreter is gone.
template <class Function>
void with_interpreter(const Held& source, Function body) noexcept {
    if (Py_IsInitialized() == 0) return;
    try {
        const PyGILState_STATE state = PyGILState_Ensure();
        run_and_report(source.get(), body);
        PyGILState_Release(state);
    } catch (abi::__forced_unwind&) {
        sleep_until_exit();
    }
}

}  // namespace ascend::python
