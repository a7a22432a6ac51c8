// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include "runtime/python/interpreter.h"

namespace ascend::python {

/// Calls a Python function in a thread of ours, with the interpreter lock. When the interpreter
/// shuts down meanwhile, CPython unwinds the thread: that stops here, before it reaches C++ objects
/// that would drop their references without the lock.
inline pybind11::object call_python(const pybind11::object& function,
                                    const pybind11::tuple& arguments) {
    PyObject* result = nullptr;
    try {
        result = PyObject_CallObject(function.ptr(), arguments.ptr());
    } catch (abi::__forced_unwind&) {
        sleep_until_exit();
    }
    if (result == nullptr) throw pybind11::error_already_set();
    return pybind11::reinterpret_steal<pybind11::object>(result);
}

}  // namespace ascend::python
