// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <type_traits>

#include "runtime/python/binding.h"

namespace ascend::python {

namespace detail {

template <class P>
using AsAddress = std::conditional_t<std::is_pointer_v<P>, void*, P>;

template <auto function, class Signature = decltype(function)>
struct AddressCall;

template <auto function, class Result, class... P>
struct AddressCall<function, Result (*)(P...)> {
    static Result call(AsAddress<P>... arguments) { return function(cast<P>(arguments)...); }

  private:
    template <class Wanted, class Given>
    static Wanted cast(Given given) {
        if constexpr (std::is_pointer_v<Wanted>) {
            return static_cast<Wanted>(given);
        } else {
            return given;
        }
    }
};

}  // namespace detail

/// A function whose pointers, whatever they point to, are addresses of memory that the caller laid
/// out: ints.
template <auto function>
constexpr auto by_address = acts<&detail::AddressCall<function>::call>;

}  // namespace ascend::python
