// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dlfcn.h>

#include <algorithm>
#include <atomic>
#include <cstddef>

namespace ascend::shim {

template <std::size_t N>
struct Name {
    char text[N];
    constexpr Name(const char (&name)[N]) { std::copy_n(name, N, text); }
};

/// The function of that name that the program would have called without us. Condition variables
/// have an older version of the same names, which dlsym() may prefer.
template <Name name, class Function>
Function* real() {
    static constinit std::atomic<Function*> found{nullptr};
    Function* function = found.load(std::memory_order_relaxed);
    if (function != nullptr) return function;
    void* symbol = dlvsym(RTLD_NEXT, name.text, "GLIBC_2.3.2");
    if (symbol == nullptr) symbol = dlsym(RTLD_NEXT, name.text);
    function = reinterpret_cast<Function*>(symbol);
    found.store(function, std::memory_order_relaxed);
    return function;
}

}  // namespace ascend::shim

/// Calls the function that `name` stands for without us.
#define ASCEND_SIM_REAL(name) (::ascend::shim::real<#name, decltype(::name)>())
/// A definition that takes the place of libc's.
#define ASCEND_SIM_INTERPOSE extern "C" __attribute__((visibility("default")))
