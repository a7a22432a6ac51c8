// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <memory>

#include "acl/acl_rt_allocator.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/python_call.h"

namespace py = pybind11;

namespace ascend::python {
namespace {

/// An allocator written in Python: what C knows as its object. Touched with the interpreter lock
/// only; streams may use it after its description ended, so it stays for ever.
struct Allocator {
    Held object, allocate, allocate_near, release, address_of;
};

/// What C knows as a block: the number that the Python function called it.
struct Block {
    Allocator* allocator;
    std::uint64_t number;
};

/// By description.
Allocator& allocator_of(std::uint64_t desc) {
    static auto& allocators = *new std::map<std::uint64_t, std::unique_ptr<Allocator>>;
    auto& allocator = allocators[desc];
    if (allocator == nullptr) allocator = std::make_unique<Allocator>();
    return *allocator;
}

py::object argument(const Held& held) {
    return held.get();
}

py::object argument(std::uint64_t number) {
    return py::int_(number);
}

/// Calls one of its functions, which answers a number; 0 when it raised.
template <class... Arguments>
std::uint64_t ask(const Held& function, const Arguments&... arguments) {
    std::uint64_t answer = 0;
    with_interpreter(function, [&] {
        const py::object said = call_python(function.get(), py::make_tuple(argument(arguments)...));
        if (said.is_none()) return;
        answer = said.cast<std::uint64_t>();
    });
    return answer;
}

void* new_block(Allocator& allocator, std::uint64_t number) {
    return number == 0 ? nullptr : new Block{&allocator, number};
}

void* allocate(void* object, std::size_t size) {
    auto& allocator = *static_cast<Allocator*>(object);
    return new_block(allocator, ask(allocator.allocate, allocator.object, size));
}

void* allocate_near(void* object, std::size_t size, void* address) {
    auto& allocator = *static_cast<Allocator*>(object);
    return new_block(allocator, ask(allocator.allocate_near, allocator.object, size,
                                    reinterpret_cast<std::uint64_t>(address)));
}

void release(void* object, void* pointer) {
    auto& allocator = *static_cast<Allocator*>(object);
    const std::unique_ptr<Block> block(static_cast<Block*>(pointer));
    ask(allocator.release, allocator.object, block->number);
}

void* address_of(void* pointer) {
    const auto& block = *static_cast<Block*>(pointer);
    return reinterpret_cast<void*>(ask(block.allocator->address_of, block.number));
}

void keep(Held& place, const py::object& given) {
    if (place) place.drop();
    place = Held(given);
}

aclError set_object(std::uint64_t desc, const py::object& object) {
    Allocator& allocator = allocator_of(desc);
    const aclError code = aclrtAllocatorSetObjToDesc(reinterpret_cast<void*>(desc), &allocator);
    if (code == ACL_SUCCESS) keep(allocator.object, object);
    return code;
}

template <auto set, auto trampoline, Held Allocator::*place>
aclError set_function(std::uint64_t desc, const py::function& function) {
    Allocator& allocator = allocator_of(desc);
    void* handle = reinterpret_cast<void*>(desc);
    // The trampolines find the functions through the object, whether Python has set one or not.
    aclError code = aclrtAllocatorSetObjToDesc(handle, &allocator);
    if (code == ACL_SUCCESS) code = set(handle, trampoline);
    if (code == ACL_SUCCESS) keep(allocator.*place, function);
    return code;
}

constexpr Function kFunctions[] = {
    {"allocator_create_desc", acts<aclrtAllocatorCreateDesc>},
    {"allocator_destroy_desc", acts<aclrtAllocatorDestroyDesc>},
    {"allocator_register", acts<aclrtAllocatorRegister>},
    {"allocator_unregister", acts<aclrtAllocatorUnregister>},
    {"allocator_set_obj_to_desc", native<set_object>},
    {"allocator_set_alloc_func_to_desc",
     native<set_function<aclrtAllocatorSetAllocFuncToDesc, allocate, &Allocator::allocate>>},
    {"allocator_set_free_func_to_desc",
     native<set_function<aclrtAllocatorSetFreeFuncToDesc, release, &Allocator::release>>},
    {"allocator_set_alloc_advise_func_to_desc",
     native<set_function<aclrtAllocatorSetAllocAdviseFuncToDesc, allocate_near,
                         &Allocator::allocate_near>>},
    {"allocator_set_get_addr_from_block_func_to_desc",
     native<set_function<aclrtAllocatorSetGetAddrFromBlockFuncToDesc, address_of,
                         &Allocator::address_of>>},
};

}  // namespace

void define_rt_allocator(py::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
