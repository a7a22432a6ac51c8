// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The outer shell of an .om file: a header of 256 bytes, then per model a table of partitions and
/// the partitions themselves (facts: formats.md 1.1, 1.2).
namespace ascend::models::om {

enum class PartitionType : std::uint32_t {
    kModelDef = 0,
    kWeightsData = 1,
    kTaskInfo = 2,
    kTbeKernels = 3,
    kCustomAiCpuKernels = 4,
    kSoBins = 5,
    kFlowModel = 6,
    kFlowSubmodel = 7,
    kModelInoutInfo = 8,
    kStaticTaskDesc = 9,
    kDynamicTaskDesc = 10,
    kTaskParam = 11,
    kTilingData = 12,
    kPreModelDesc = 20,
    kPreModelSqe = 21,
    kPreKernelArgs = 22,
    kPreModelDescExtend = 23,
    kBundleModelInfo = 24,
    kBundleModelVarInfo = 25,
    kCustomOps = 26,
};

/// "MODEL_DEF"; "partition 99" for a number that has no name.
std::string name_of(PartitionType type);

/// The 256 bytes in front of everything, kept as they are, so that unknown fields survive.
class Header {
  public:
    static constexpr std::size_t kSize = 256;
    static constexpr std::uint32_t kMagic = 0x444F4D49;  ///< "IMOD"
    static constexpr std::uint32_t kFirstGeneration = 0x10000000, kSecondGeneration = 0x20000000;

    /// A header as ATC writes it today, for one model of this name (31 characters are kept).
    explicit Header(std::string_view model_name);
    explicit Header(std::span<const std::byte, kSize> bytes);

    std::uint32_t magic() const { return number(0x00); }
    std::uint32_t header_size() const { return number(0x04); }
    std::uint32_t version() const { return number(0x08); }
    bool first_generation() const { return version() == kFirstGeneration; }
    bool encrypted() const { return bytes_[0x50] != std::byte{0}; }
    bool checksum_wanted() const { return bytes_[0x51] == std::byte{0}; }
    bool checksum_present() const;
    std::uint8_t model_type() const { return static_cast<std::uint8_t>(bytes_[0x52]); }
    std::string model_name() const;
    /// Consecutive models; the first generation always holds one.
    std::uint32_t model_count() const;
    /// Bytes behind the header.
    std::uint64_t length() const;
    /// Offsets and sizes in the tables have 64 bits.
    bool wide_tables() const;

    void set_model_count(std::uint32_t count);
    /// In the field that this header already uses.
    void set_length(std::uint64_t bytes);
    std::span<const std::byte, kSize> bytes() const { return bytes_; }

  private:
    std::uint32_t number(std::size_t offset) const;
    std::uint64_t wide_length() const;
    void put(std::size_t offset, const void* data, std::size_t size);

    std::array<std::byte, kSize> bytes_{};
};

/// A block of the file; `data` points into the bytes that were decoded or that the writer owns.
struct Partition {
    PartitionType type = PartitionType::kModelDef;
    std::span<const std::byte> data;
    std::size_t offset = 0;  ///< of `data` from the start of the file, when decoded
};

struct ModelPartitions {
    std::vector<Partition> partitions;  ///< in file order, no type twice

    /// Null when the model has no such partition.
    const Partition* find(PartitionType type) const;
};

struct Container {
    Header header;
    std::vector<ModelPartitions> models;
};

/// True when the bytes start as an .om does.
bool looks_like_om(std::span<const std::byte> bytes);

/// Finds header, tables and partitions of both generations; copies none of the data.
///
/// Throws Error{kMalformed} with `origin` and byte offset: a wrong magic, header size, version or
/// model type; a length that is not the file's; an encrypted file; a checksum (none is known to be
/// written, so nobody knows the algorithm); a table or partition that does not fit, leaves a gap,
/// overlaps or comes twice. Throws Error{kUnsupported} for the tiny, flow, lite and bundle types.
Container decode_container(std::span<const std::byte> bytes, const std::string& origin);

/// The file: header with length and model count brought up to date, tables, partitions.
/// decode_container and encode_container undo each other byte for byte.
std::vector<std::byte> encode_container(const Container& container);

}  // namespace ascend::models::om
