// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <bit>
#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include "runtime/python/handle_registry.h"
#include "runtime/python/struct_dict.h"
#include "runtime/python/text.h"

/// How one parameter of a C function meets Python. A Parameter<P> either is an input (it has a type
/// `Python`, load() takes the argument) or an output (result() gives what the function wrote);
/// argument() is what the C function gets.
namespace ascend::python {

/// What a function does to the structures it handles.
enum class Effect { kNone, kCreates, kDestroys, kBorrows };

template <class P>
struct Parameter;

template <class P>
concept Input = requires {
    typename Parameter<P>::Python;
};

/// Numbers are themselves: one that does not fit the C type is a TypeError.
template <class P>
requires std::is_arithmetic_v<P>
struct Parameter<P> {
    using Python = P;
    P value{};
    void load(Python given, Effect) { value = given; }
    P argument() { return value; }
};

/// Enumerations are 32-bit numbers, known or not: the C function refuses what it does not know.
template <class P>
requires std::is_enum_v<P>
struct Parameter<P> {
    using Python = std::int64_t;
    static_assert(sizeof(P) == sizeof(std::uint32_t));
    std::uint32_t value = 0;
    void load(Python given, Effect) {
        if (given < std::numeric_limits<std::int32_t>::min() ||
            given > std::numeric_limits<std::uint32_t>::max())
            throw pybind11::type_error("an enumeration value does not fit 32 bits");
        value = static_cast<std::uint32_t>(given);
    }
    P argument() { return std::bit_cast<P>(value); }
};

/// Addresses and opaque handles are ints; so are arrays of numbers that the caller lays out.
template <class P>
concept Address = std::is_same_v<P, void*> || std::is_same_v<P, const void*> ||
    (std::is_pointer_v<P>&& std::is_const_v<std::remove_pointer_t<P>>&&
         std::is_arithmetic_v<std::remove_pointer_t<P>> &&
     !std::is_same_v<P, const char*>);

template <Address P>
struct Parameter<P> {
    using Python = std::uint64_t;
    Python value = 0;
    void load(Python given, Effect) { value = given; }
    P argument() { return reinterpret_cast<P>(value); }
};

template <>
struct Parameter<const char*> {
    using Python = Text;
    Text value;
    void load(Python given, Effect) { value = std::move(given); }
    const char* argument() { return value.text.c_str(); }
};

template <class T>
struct Parameter<const std::vector<T>&> {
    using Python = std::vector<T>;
    Python value;
    void load(Python given, Effect) { value = std::move(given); }
    const Python& argument() { return value; }
};

/// What a pointer points to, const or not.
template <class P>
using Pointee = std::remove_const_t<std::remove_pointer_t<P>>;

/// Structures that Python knows as handles.
template <class P>
concept HandlePointer =
    std::is_pointer_v<P> && std::is_class_v<Pointee<P>> && !DictStruct<Pointee<P>>;

template <HandlePointer P>
struct Parameter<P> {
    using Python = std::uint64_t;
    using Struct = Pointee<P>;
    Struct* value = nullptr;
    void load(Python given, Effect effect) {
        HandleRegistry& registry = HandleRegistry::instance();
        value = effect == Effect::kDestroys ? registry.take<Struct>(given)
                                            : registry.find<Struct>(given);
    }
    P argument() { return value; }
    const void* owner() const { return value; }
};

/// Lists of handles.
template <class Struct>
class HandleList {
  public:
    void add(Struct* structure) { structures_.push_back(structure); }
    int size() const { return static_cast<int>(structures_.size()); }
    Struct** data() const { return structures_.data(); }

  private:
    mutable std::vector<Struct*> structures_;
};

template <class Struct>
struct Parameter<const HandleList<Struct>&> {
    using Python = std::vector<std::uint64_t>;
    HandleList<Struct> value;
    void load(const Python& given, Effect) {
        for (const std::uint64_t each : given)
            value.add(HandleRegistry::instance().find<Struct>(each));
    }
    const HandleList<Struct>& argument() { return value; }
};

/// Structures that the caller gives as dicts.
template <class P>
requires std::is_pointer_v<P> && ReadFromDict<Pointee<P>> &&
    (!WrittenToDict<Pointee<P>> || std::is_const_v<std::remove_pointer_t<P>>)struct Parameter<P> {
    using Python = pybind11::dict;
    StructFromDict<Pointee<P>> value;
    void load(const Python& given, Effect) { value.load(given); }
    P argument() { return value.get(); }
};

template <class Struct>
requires(WrittenToDict<Struct> && !std::is_const_v<Struct>) struct Parameter<Struct*> {
    Struct value{};
    Struct* argument() { return &value; }
    /// Empty when the function failed.
    pybind11::object result(Effect, const void*, bool failed) const {
        return failed ? pybind11::dict() : to_dict(value);
    }
};

/// A value that C returns, or writes through a pointer, as Python sees it.
template <class Value>
pybind11::object to_python(const Value& value, Effect effect, const void* owner) {
    if constexpr (std::is_enum_v<Value>) {
        return pybind11::int_(static_cast<std::int64_t>(std::bit_cast<std::int32_t>(value)));
    } else if constexpr (std::is_arithmetic_v<Value>) {
        return pybind11::cast(value);
    } else if constexpr (std::is_same_v<Value, const char*>) {
        if (value == nullptr) return pybind11::none();
        return to_text(value);
    } else if constexpr (HandlePointer<Value>) {
        HandleRegistry& registry = HandleRegistry::instance();
        if (effect == Effect::kCreates) return pybind11::int_(registry.adopt(value));
        if (effect == Effect::kBorrows) return pybind11::int_(registry.borrow(value, owner));
        return pybind11::int_(reinterpret_cast<std::uint64_t>(value));
    } else {
        return pybind11::int_(reinterpret_cast<std::uint64_t>(value));
    }
}

/// What a function writes through a pointer.
template <class Value>
requires(!std::is_const_v<Value> && !std::is_void_v<Value> && !std::is_class_v<Value> &&
         !std::is_function_v<Value> && !std::is_same_v<Value, char>) struct Parameter<Value*> {
    Value value{};
    Value* argument() { return &value; }
    pybind11::object result(Effect effect, const void* owner, bool) const {
        return to_python(value, effect, owner);
    }
};

}  // namespace ascend::python
