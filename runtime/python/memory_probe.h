// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

/// Addresses are ints in Python, and any int may come. What the operating system can tell is asked
/// before memory is touched; that a mapped address belongs to somebody else it cannot tell.
namespace ascend::python {

/// Whether the process has memory at all of `bytes` bytes from `address` on: mapped without holes,
/// readable at both ends. Touches two pages, however many there are.
bool is_mapped(std::uint64_t address, std::size_t bytes);

/// The same of memory that C is about to touch; where it is missing, acl.get_recent_err_msg() says
/// so. Null counts as there: C refuses it, with its own code. Needs no interpreter lock.
bool has_memory(const void* address, std::size_t bytes);

/// Copies memory from `address` on to all of `target`; false when a part cannot be read.
bool read_memory(std::uint64_t address, std::span<std::byte> target);

}  // namespace ascend::python
