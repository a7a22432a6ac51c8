// SPDX-License-Identifier: Apache-2.0
#include "runtime/python/memory_probe.h"

#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

#include "runtime/python/refusal.h"

namespace ascend::python {
namespace {

/// No call of the kernel moves more at once.
constexpr std::size_t kLargestRead = std::size_t{1} << 30;

void* at(std::uint64_t address) {
    return reinterpret_cast<void*>(address);
}

bool can_read_byte(std::uint64_t address) {
    std::byte byte;
    return read_memory(address, {&byte, 1});
}

}  // namespace

bool read_memory(std::uint64_t address, std::span<std::byte> target) {
    while (!target.empty()) {
        const iovec local{target.data(), std::min(target.size(), kLargestRead)};
        const iovec remote{at(address), local.iov_len};
        const ssize_t moved = process_vm_readv(getpid(), &local, 1, &remote, 1, 0);
        if (moved < 0 && (errno == ENOSYS || errno == EPERM)) {
            // A sandbox does not let us ask: as everywhere else, the caller is trusted.
            std::memcpy(target.data(), at(address), target.size());
            return true;
        }
        if (moved <= 0) return false;
        const auto bytes = static_cast<std::size_t>(moved);
        target = target.subspan(bytes);
        address += bytes;
    }
    return true;
}

bool is_mapped(std::uint64_t address, std::size_t bytes) {
    if (bytes == 0) return true;
    std::uint64_t last = 0;
    if (__builtin_add_overflow(address, bytes - 1, &last)) return false;
    if (!can_read_byte(address) || !can_read_byte(last)) return false;
    const std::uint64_t page = address - address % static_cast<std::uint64_t>(getpagesize());
    return msync(at(page), last - page + 1, MS_ASYNC) == 0;
}

bool has_memory(const void* address, std::size_t bytes) {
    const auto number = reinterpret_cast<std::uint64_t>(address);
    if (address == nullptr || is_mapped(number, bytes)) return true;
    note_refusal("the process has no " + std::to_string(bytes) + " bytes at address " +
                 std::to_string(number));
    return false;
}

}  // namespace ascend::python
