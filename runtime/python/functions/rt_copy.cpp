// SPDX-License-Identifier: Apache-2.0
#include <bit>
#include <initializer_list>

#include "acl/acl_rt.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/memory_probe.h"

namespace ascend::python {
namespace {

/// A range of memory that a call is about to touch.
struct Range {
    const void* begin;
    std::size_t bytes;
};

/// `rows` of `width` bytes, `pitch` apart. Empty when no address space holds them: C refuses it.
Range rows_of(const void* begin, std::size_t pitch, std::size_t width, std::size_t rows) {
    std::size_t bytes = 0;
    if (rows == 0 || __builtin_mul_overflow(pitch, rows - 1, &bytes) ||
        __builtin_add_overflow(bytes, width, &bytes))
        return {begin, 0};
    return {begin, bytes};
}

/// Calls C, unless it would touch memory that the process does not have: as an address that the
/// driver does not know.
template <class Call>
aclError checked(std::initializer_list<Range> ranges, Call call) {
    for (const Range& each : ranges)
        if (!has_memory(each.begin, each.bytes)) return ACL_ERROR_RT_PARAM_INVALID;
    return call();
}

/// What C refuses before it looks at the memory has nothing to check.
std::size_t touched(std::size_t room, std::size_t count, aclrtMemcpyKind kind) {
    constexpr std::uint32_t kLast = ACL_MEMCPY_INTER_DEVICE_TO_DEVICE;
    const bool known = std::bit_cast<std::uint32_t>(kind) <= kLast;
    return known && count <= room ? count : 0;
}

aclError copy(void* target, std::size_t room, const void* source, std::size_t count,
              aclrtMemcpyKind kind) {
    const std::size_t bytes = touched(room, count, kind);
    return checked({{target, bytes}, {source, bytes}},
                   [&] { return aclrtMemcpy(target, room, source, count, kind); });
}

template <auto function>
aclError copy_async(void* target, std::size_t room, const void* source, std::size_t count,
                    aclrtMemcpyKind kind, void* stream) {
    const std::size_t bytes = touched(room, count, kind);
    return checked({{target, bytes}, {source, bytes}},
                   [&] { return function(target, room, source, count, kind, stream); });
}

aclError copy_rows(void* target, std::size_t target_pitch, const void* source,
                   std::size_t source_pitch, std::size_t width, std::size_t rows,
                   aclrtMemcpyKind kind) {
    return checked(
        {rows_of(target, target_pitch, width, rows), rows_of(source, source_pitch, width, rows)},
        [&] {
            return aclrtMemcpy2d(target, target_pitch, source, source_pitch, width, rows, kind);
        });
}

aclError copy_rows_async(void* target, std::size_t target_pitch, const void* source,
                         std::size_t source_pitch, std::size_t width, std::size_t rows,
                         aclrtMemcpyKind kind, void* stream) {
    return checked(
        {rows_of(target, target_pitch, width, rows), rows_of(source, source_pitch, width, rows)},
        [&] {
            return aclrtMemcpy2dAsync(target, target_pitch, source, source_pitch, width, rows, kind,
                                      stream);
        });
}

aclError fill(void* target, std::size_t room, std::int32_t value, std::size_t count) {
    return checked({{target, count <= room ? count : 0}},
                   [&] { return aclrtMemset(target, room, value, count); });
}

aclError fill_async(void* target, std::size_t room, std::int32_t value, std::size_t count,
                    void* stream) {
    return checked({{target, count <= room ? count : 0}},
                   [&] { return aclrtMemsetAsync(target, room, value, count, stream); });
}

constexpr Function kFunctions[] = {
    {"memcpy", acts<copy>},
    {"memcpy_async", acts<copy_async<aclrtMemcpyAsync>>},
    {"memcpy_async_with_condition", acts<copy_async<aclrtMemcpyAsyncWithCondition>>},
    {"memcpy2d", acts<copy_rows>},
    {"memcpy2d_async", acts<copy_rows_async>},
    {"memset", acts<fill>},
    {"memset_async", acts<fill_async>},
};

}  // namespace

void define_rt_copy(pybind11::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
