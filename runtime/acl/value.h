// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "acl/acl_base.h"

namespace ascend::runtime {

class Stream;
struct Caller;

/// When aclrtValueWait passes. source: facts 2.10
bool value_passes(std::uint64_t memory, std::uint64_t value, std::uint32_t flag);

/// Queue a write of, or a wait for, a 64-bit word. Throws Failure{107000} for what is no device
/// memory, or not at a multiple of 8; for flags beyond 3.
void write_value(Caller& caller, const Stream& stream, void* address, std::uint64_t value);
void await_value(Caller& caller, const Stream& stream, const void* address, std::uint64_t value,
                 std::uint32_t flag);

}  // namespace ascend::runtime
