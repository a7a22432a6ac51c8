// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "acl/acl_rt.h"
#include "sim/device/task.h"

namespace ascend::runtime {

class Context;
struct Caller;

/// Bytes that a program describes with aclrtCreateBinary, and keeps.
struct BinaryBytes {
    const void* data = nullptr;
    std::size_t length = 0;
};

/// A function symbol of a device binary.
struct KernelSymbol {
    std::string name;
    std::uint64_t offset = 0, bytes = 0;  ///< of its code, in the binary
};

/// The function symbols of an ELF object. Throws Failure{107000} for other bytes.
std::vector<KernelSymbol> read_kernel_symbols(const std::byte* data, std::size_t length);

/// A device binary in the memory of a device. Its functions are found and described; their code is
/// not executed: what a launch does is said by KernelTimes.
class KernelBinary {
  public:
    /// Takes device memory for the bytes. Throws Failure: 107000 no ELF object, 107002, 207001.
    KernelBinary(Caller& caller, const void* data, std::size_t length);

    /// The kernel of that name, also one that was built for both kinds of core. Throws
    /// Failure{507027}.
    const KernelSymbol& find(std::string_view name) const;
    /// The kernel whose name ends in the entry's number. Throws Failure{507027}.
    const KernelSymbol& find_entry(std::uint64_t entry) const;
    std::uint64_t address() const { return address_; }
    std::size_t bytes() const { return bytes_; }
    /// Gives its memory back.
    void unload(Caller& caller);

  private:
    std::vector<KernelSymbol> symbols_;
    std::uint64_t address_ = 0;
    std::size_t bytes_ = 0;
};

/// A kernel of a binary, as an aclrtFuncHandle stands for it.
struct KernelFunction {
    std::shared_ptr<KernelBinary> binary;
    aclrtBinHandle binary_handle = nullptr;
    KernelSymbol symbol;
};

/// Throws Failure: 100000 for null, 107017 when unloaded or foreign.
std::shared_ptr<KernelBinary> find_binary(Caller& caller, aclrtBinHandle handle);
std::shared_ptr<KernelFunction> find_function(Caller& caller, aclrtFuncHandle handle);

}  // namespace ascend::runtime
