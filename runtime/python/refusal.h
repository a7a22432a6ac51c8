// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <cstddef>
#include <string>

namespace ascend::python {

/// A function of pyACL that has no twin in our C library. It takes its documented arguments,
/// answers ACL_ERROR_API_NOT_SUPPORT in its documented form, and acl.get_recent_err_msg() names it.
struct Refused {
    const char* name;
    /// One letter an argument: i int, s str, l list, d dict, f callable. "*": anything.
    const char* arguments;
    /// One letter an element of the answer: r the code, i 0, s "", l [], d {}. Alone: bare.
    const char* answer;
};

void define_refused(pybind11::module_& module, const Refused& refused);

template <std::size_t count>
void define_all(pybind11::module_& module, const Refused (&refused)[count]) {
    for (const Refused& each : refused) define_refused(module, each);
}

/// Keeps a text for acl.get_recent_err_msg() in this thread. Needs no interpreter lock.
void note_refusal(std::string text);
/// The last one since the last call; None without one.
pybind11::object take_refusal();

}  // namespace ascend::python
