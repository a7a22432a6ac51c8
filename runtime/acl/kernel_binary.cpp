// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/kernel_binary.h"

#include <elf.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <span>

#include "runtime/acl/allocation.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

namespace ascend::runtime {
namespace {

/// Suffixes of the two halves of a kernel that is built for both kinds of core.
constexpr std::string_view kHalves[] = {"_mix_aic", "_mix_aiv"};

/// A view of bytes from which structures are copied; nothing beyond its end is read.
class Bytes {
  public:
    Bytes(const std::byte* data, std::size_t length) : bytes_(data, length) {}

    template <class Value>
    std::optional<Value> read(std::uint64_t offset) const {
        if (offset > bytes_.size() || bytes_.size() - offset < sizeof(Value)) return std::nullopt;
        Value value;
        std::memcpy(&value, bytes_.data() + offset, sizeof value);
        return value;
    }

    std::string text(std::uint64_t offset, std::uint64_t end) const {
        end = std::min<std::uint64_t>(end, bytes_.size());
        std::string text;
        for (; offset < end && bytes_[offset] != std::byte{0}; ++offset)
            text += static_cast<char>(bytes_[offset]);
        return text;
    }

  private:
    std::span<const std::byte> bytes_;
};

bool is_elf(const Elf64_Ehdr& header) {
    return std::memcmp(header.e_ident, ELFMAG, SELFMAG) == 0 &&
           header.e_ident[EI_CLASS] == ELFCLASS64 && header.e_ident[EI_DATA] == ELFDATA2LSB;
}

std::optional<Elf64_Shdr> section(const Bytes& file, const Elf64_Ehdr& header, std::size_t index) {
    if (index >= header.e_shnum) return std::nullopt;
    return file.read<Elf64_Shdr>(header.e_shoff + index * sizeof(Elf64_Shdr));
}

void add_symbols(const Bytes& file, const Elf64_Ehdr& header, const Elf64_Shdr& table,
                 std::vector<KernelSymbol>& symbols) {
    const auto names = section(file, header, table.sh_link);
    if (!names) return;
    for (std::uint64_t at = 0; at + sizeof(Elf64_Sym) <= table.sh_size; at += sizeof(Elf64_Sym)) {
        const auto symbol = file.read<Elf64_Sym>(table.sh_offset + at);
        if (!symbol) return;
        if (ELF64_ST_TYPE(symbol->st_info) != STT_FUNC) continue;
        symbols.push_back(
            {file.text(names->sh_offset + symbol->st_name, names->sh_offset + names->sh_size),
             symbol->st_value, symbol->st_size});
    }
}

}  // namespace

std::vector<KernelSymbol> read_kernel_symbols(const std::byte* data, std::size_t length) {
    const Bytes file(data, length);
    const auto header = file.read<Elf64_Ehdr>(0);
    require(header.has_value() && is_elf(*header), ACL_ERROR_RT_PARAM_INVALID,
            "the binary is no 64-bit ELF object");
    std::vector<KernelSymbol> symbols;
    for (std::size_t index = 0; index < header->e_shnum; ++index) {
        const auto table = section(file, *header, index);
        if (table && table->sh_type == SHT_SYMTAB) add_symbols(file, *header, *table, symbols);
    }
    return symbols;
}

KernelBinary::KernelBinary(Caller& caller, const void* data, std::size_t length)
    : symbols_(read_kernel_symbols(static_cast<const std::byte*>(data), length)), bytes_(length) {
    void* memory = nullptr;
    allocate_device_memory(caller, &memory, length, Padding::kNone);
    std::memcpy(memory, data, length);
    address_ = reinterpret_cast<std::uint64_t>(memory);
}

void KernelBinary::unload(Caller& caller) {
    release_device_memory(caller, reinterpret_cast<void*>(address_));
}

const KernelSymbol& KernelBinary::find(std::string_view name) const {
    for (const KernelSymbol& symbol : symbols_) {
        if (symbol.name == name) return symbol;
        for (const std::string_view half : kHalves)
            if (symbol.name == std::string(name) + std::string(half)) return symbol;
    }
    throw Failure(
        ACL_ERROR_RT_KERNEL_LOOKUP,
        fmt::format("the binary has no kernel \"{}\"; it has {} functions", name, symbols_.size()));
}

const KernelSymbol& KernelBinary::find_entry(std::uint64_t entry) const {
    const std::string suffix = fmt::format("_{}", entry);
    for (const KernelSymbol& symbol : symbols_) {
        std::string_view name = symbol.name;
        for (const std::string_view half : kHalves)
            if (name.ends_with(half)) name.remove_suffix(half.size());
        if (name.ends_with(suffix)) return symbol;
    }
    throw Failure(ACL_ERROR_RT_KERNEL_LOOKUP,
                  fmt::format("the binary has no kernel whose name ends in {}", suffix));
}

std::shared_ptr<KernelBinary> find_binary(Caller& caller, aclrtBinHandle handle) {
    require_argument(handle, "binHandle");
    auto binary = caller.simulator.kernel_binaries.find(handle);
    require(binary != nullptr, ACL_ERROR_RT_INVALID_HANDLE,
            "the binary was unloaded, or the handle is none");
    return binary;
}

std::shared_ptr<KernelFunction> find_function(Caller& caller, aclrtFuncHandle handle) {
    require_argument(handle, "funcHandle");
    auto function = caller.simulator.kernel_functions.find(handle);
    require(function != nullptr, ACL_ERROR_RT_INVALID_HANDLE,
            "the function's binary was unloaded, or the handle is none");
    return function;
}

}  // namespace ascend::runtime
