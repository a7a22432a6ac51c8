// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <tuple>
#include <type_traits>
#include <utility>

#include "runtime/python/interpreter.h"
#include "runtime/python/parameter.h"

/// Turns C functions into Python functions by pyACL's rules: positional arguments; what C writes
/// through pointers comes back before the code, `(ptr, ret)`; a function that returns a value
/// returns it bare. Wrong counts and types are TypeErrors.
namespace ascend::python {

/// Where a call acts: only those that stay in a structure of the host keep the interpreter lock.
enum class Reach { kHost, kSimulator };

namespace detail {

template <class P>
struct InputTuple {
    using type = std::tuple<>;
};
template <Input P>
struct InputTuple<P> {
    using type = std::tuple<typename Parameter<P>::Python>;
};

template <class P>
constexpr bool kIsOutput = !Input<P>;

template <auto function, Reach reach, Effect effect, class Signature, class Inputs>
struct Call;

template <auto function, Reach reach, Effect effect, class Result, class... P, class... In>
struct Call<function, reach, effect, Result (*)(P...), std::tuple<In...>> {
    using Parameters = std::tuple<Parameter<P>...>;

    static pybind11::object call(In... inputs) {
        Parameters parameters;
        load(parameters, std::forward_as_tuple(std::move(inputs)...),
             std::index_sequence_for<P...>());
        const auto run = [&] {
            return std::apply([](auto&... each) { return function(each.argument()...); },
                              parameters);
        };
        if constexpr (std::is_void_v<Result>) {
            invoke(run);
            return pybind11::none();
        } else {
            const Result result = invoke(run);
            return answer(parameters, result);
        }
    }

  private:
    static constexpr std::size_t kOutputs = (std::size_t{0} + ... + (kIsOutput<P> ? 1 : 0));

    template <class Run>
    static Result invoke(const Run& run) {
        if constexpr (reach == Reach::kSimulator) {
            return without_interpreter(run);
        } else {
            return run();
        }
    }

    template <class Values, std::size_t... i>
    static void load([[maybe_unused]] Parameters& parameters, [[maybe_unused]] Values values,
                     std::index_sequence<i...>) {
        (load_one<i>(parameters, values), ...);
    }

    template <std::size_t i, class Values>
    static void load_one(Parameters& parameters, [[maybe_unused]] Values& values) {
        if constexpr (Input<std::tuple_element_t<i, std::tuple<P...>>>) {
            constexpr std::size_t position = inputs_before(i);
            std::get<i>(parameters)
                .load(std::move(std::get<position>(values)),
                      position == 0 ? effect : Effect::kNone);
        }
    }

    static constexpr std::size_t inputs_before(std::size_t end) {
        std::size_t index = 0, count = 0;
        ((count += (index++ < end && Input<P>) ? 1 : 0), ...);
        return count;
    }

    template <class Value>
    static pybind11::object answer(Parameters& parameters, const Value& result) {
        const void* owner = owner_of(parameters);
        if constexpr (kOutputs == 0) {
            return to_python(result, effect, owner);
        } else {
            pybind11::tuple all(kOutputs + 1);
            std::size_t next = 0;
            std::apply(
                [&](auto&... each) { (add_output(all, next, each, owner, result != 0), ...); },
                parameters);
            all[kOutputs] = to_python(result, Effect::kNone, nullptr);
            return all;
        }
    }

    template <class Each>
    static void add_output(pybind11::tuple& all, std::size_t& next, Each& parameter,
                           const void* owner, bool failed) {
        if constexpr (requires { parameter.result(effect, owner, failed); })
            all[next++] = parameter.result(effect, owner, failed);
    }

    static const void* owner_of(Parameters& parameters) {
        if constexpr (sizeof...(P) > 0) {
            if constexpr (requires { std::get<0>(parameters).owner(); })
                return std::get<0>(parameters).owner();
        }
        return nullptr;
    }
};

template <class Signature>
struct InputsOf;
template <class Result, class... P>
struct InputsOf<Result (*)(P...)> {
    using type = decltype(std::tuple_cat(std::declval<typename InputTuple<P>::type>()...));
};

template <auto function, Reach reach, Effect effect>
void define(pybind11::module_& module, const char* name) {
    using Signature = decltype(function);
    using Bound = Call<function, reach, effect, Signature, typename InputsOf<Signature>::type>;
    module.def(name, &Bound::call);
}

}  // namespace detail

/// A row of a module's table: a name, and how it is defined.
struct Function {
    const char* name;
    void (*define)(pybind11::module_&, const char*);
};

/// The call enters the simulator.
template <auto function>
constexpr auto acts = &detail::define<function, Reach::kSimulator, Effect::kNone>;
/// It only reads or writes a structure of the host.
template <auto function>
constexpr auto local = &detail::define<function, Reach::kHost, Effect::kNone>;
/// It makes a structure of the host (that it returns, or writes through a pointer).
template <auto function>
constexpr auto creates = &detail::define<function, Reach::kHost, Effect::kCreates>;
/// It ends the structure of the host that is its first argument.
template <auto function>
constexpr auto destroys = &detail::define<function, Reach::kHost, Effect::kDestroys>;
/// It gives out a structure that belongs to its first argument.
template <auto function>
constexpr auto borrows = &detail::define<function, Reach::kHost, Effect::kBorrows>;

/// A function written for Python.
template <auto function>
void native(pybind11::module_& module, const char* name) {
    module.def(name, function);
}

template <std::size_t count>
void define_all(pybind11::module_& module, const Function (&functions)[count]) {
    for (const Function& each : functions) each.define(module, each.name);
}

}  // namespace ascend::python
