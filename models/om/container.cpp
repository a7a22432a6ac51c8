// SPDX-License-Identifier: Apache-2.0
#include "models/om/container.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "models/om/byte_stream.h"
#include "traces/error.h"

namespace ascend::models::om {

namespace {

/// Model types of the header that hold one network for the whole device.
constexpr std::uint8_t kIrModel = 0, kStandardModel = 1, kLastModelType = 5;

void check_identity(const Header& header, const ByteReader& at) {
    if (header.magic() != Header::kMagic)
        at.fail(fmt::format("magic number {:#010x}, expected {:#010x} (\"IMOD\")", header.magic(),
                            Header::kMagic));
    if (header.header_size() != Header::kSize)
        at.fail(fmt::format("a header of {} bytes at byte 4, expected {}", header.header_size(),
                            Header::kSize));
    if (header.version() != Header::kFirstGeneration &&
        header.version() != Header::kSecondGeneration)
        at.fail(fmt::format("version {:#010x} at byte 8, expected {:#010x} or {:#010x}",
                            header.version(), Header::kFirstGeneration, Header::kSecondGeneration));
}

void check_contents(const Header& header, const ByteReader& at) {
    if (header.encrypted()) at.fail("the encryption flag at byte 80 is set, expected 0");
    if (header.checksum_wanted() && header.checksum_present())
        at.fail("bytes 12..75 hold a checksum, expected zeros: its algorithm is not public");
    if (header.model_type() > kLastModelType)
        at.fail(fmt::format("model type {} at byte 82, expected 0..{}", header.model_type(),
                            kLastModelType));
    if (header.model_type() != kIrModel && header.model_type() != kStandardModel)
        throw Error(ErrorCode::kUnsupported,
                    fmt::format("{}: byte 82: model type {} (2 tiny, 3 flow, 4 lite, 5 bundle), "
                                "only 0 and 1 are modelled",
                                at.origin(), header.model_type()));
}

struct Row {
    PartitionType type;
    std::uint64_t offset = 0, size = 0;
};

Row read_row(ByteReader& reader, bool wide) {
    Row row{PartitionType{reader.read<std::uint32_t>("a partition type")}};
    if (wide) {
        reader.read<std::uint32_t>("padding");
        row.offset = reader.read<std::uint64_t>("a partition offset");
        row.size = reader.read<std::uint64_t>("a partition size");
    } else {
        row.offset = reader.read<std::uint32_t>("a partition offset");
        row.size = reader.read<std::uint32_t>("a partition size");
    }
    return row;
}

std::vector<Row> read_table(ByteReader& reader, bool wide) {
    const auto count = reader.read<std::uint32_t>("the partition count");
    if (wide) reader.read<std::uint32_t>("padding");
    const std::uint64_t row_bytes = wide ? 24 : 12;
    ByteReader table =
        reader.part(count * row_bytes, fmt::format("a table of {} partitions", count));
    std::vector<Row> rows;
    while (table.remaining() > 0) rows.push_back(read_row(table, wide));
    return rows;
}

/// Loaders walk the sizes and ignore the offsets, so the two must agree.
ModelPartitions read_model(ByteReader& reader, bool wide) {
    ModelPartitions model;
    std::uint64_t expected = 0;
    for (const Row& row : read_table(reader, wide)) {
        const std::string name = name_of(row.type);
        if (row.offset != expected)
            reader.fail(fmt::format("{} is said to start {} bytes behind the table, expected {}",
                                    name, row.offset, expected));
        if (model.find(row.type) != nullptr)
            reader.fail(fmt::format("{} comes twice, expected one of each", name));
        const std::size_t offset = reader.offset();
        model.partitions.push_back({row.type, reader.take(row.size, name), offset});
        expected += row.size;
    }
    return model;
}

void write_table(ByteWriter& writer, const ModelPartitions& model, bool wide) {
    writer.write(static_cast<std::uint32_t>(model.partitions.size()));
    if (wide) writer.write(std::uint32_t{0});
    std::uint64_t offset = 0;
    for (const Partition& partition : model.partitions) {
        writer.write(static_cast<std::uint32_t>(partition.type));
        if (wide) {
            writer.write(std::uint32_t{0});
            writer.write(offset);
            writer.write(std::uint64_t{partition.data.size()});
        } else {
            writer.write(static_cast<std::uint32_t>(offset));
            writer.write(static_cast<std::uint32_t>(partition.data.size()));
        }
        offset += partition.data.size();
    }
}

}  // namespace

std::string name_of(PartitionType type) {
    static constexpr std::pair<PartitionType, const char*> kNames[] = {
        {PartitionType::kModelDef, "MODEL_DEF"},
        {PartitionType::kWeightsData, "WEIGHTS_DATA"},
        {PartitionType::kTaskInfo, "TASK_INFO"},
        {PartitionType::kTbeKernels, "TBE_KERNELS"},
        {PartitionType::kCustomAiCpuKernels, "CUST_AICPU_KERNELS"},
        {PartitionType::kSoBins, "SO_BINS"},
        {PartitionType::kFlowModel, "FLOW_MODEL"},
        {PartitionType::kFlowSubmodel, "FLOW_SUBMODEL"},
        {PartitionType::kModelInoutInfo, "MODEL_INOUT_INFO"},
        {PartitionType::kStaticTaskDesc, "STATIC_TASK_DESC"},
        {PartitionType::kDynamicTaskDesc, "DYNAMIC_TASK_DESC"},
        {PartitionType::kTaskParam, "TASK_PARAM"},
        {PartitionType::kTilingData, "TILING_DATA"},
        {PartitionType::kPreModelDesc, "PRE_MODEL_DESC"},
        {PartitionType::kPreModelSqe, "PRE_MODEL_SQE"},
        {PartitionType::kPreKernelArgs, "PRE_KERNEL_ARGS"},
        {PartitionType::kPreModelDescExtend, "PRE_MODEL_DESC_EXTEND"},
        {PartitionType::kBundleModelInfo, "BUNDLE_MODEL_INFO"},
        {PartitionType::kBundleModelVarInfo, "BUNDLE_MODEL_VAR_INFO"},
        {PartitionType::kCustomOps, "CUSTOM_OPS"},
    };
    for (const auto& [known, name] : kNames)
        if (known == type) return name;
    return fmt::format("partition {}", static_cast<std::uint32_t>(type));
}

const Partition* ModelPartitions::find(PartitionType type) const {
    const auto found = std::find_if(partitions.begin(), partitions.end(),
                                    [&](const Partition& p) { return p.type == type; });
    return found == partitions.end() ? nullptr : &*found;
}

bool looks_like_om(std::span<const std::byte> bytes) {
    return bytes.size() >= 4 && std::memcmp(bytes.data(), "IMOD", 4) == 0;
}

Container decode_container(std::span<const std::byte> bytes, const std::string& origin) {
    ByteReader reader(bytes, origin);
    const ByteReader start = reader;
    const Header header(reader.take(Header::kSize, "the header").first<Header::kSize>());
    check_identity(header, start);
    check_contents(header, start);
    if (header.length() != reader.remaining())
        start.fail(fmt::format("the header says that {} bytes follow it, {} do", header.length(),
                               reader.remaining()));
    Container container{header, {}};
    for (std::uint32_t i = 0; i < header.model_count(); ++i)
        container.models.push_back(read_model(reader, header.wide_tables()));
    reader.expect_end("the last partition");
    return container;
}

std::vector<std::byte> encode_container(const Container& container) {
    const bool wide = container.header.wide_tables();
    ByteWriter body;
    for (const ModelPartitions& model : container.models) {
        write_table(body, model, wide);
        for (const Partition& partition : model.partitions) body.write(partition.data);
    }
    Header header = container.header;
    header.set_length(body.size());
    header.set_model_count(static_cast<std::uint32_t>(container.models.size()));
    ByteWriter file;
    file.write(std::span<const std::byte>(header.bytes()));
    file.write(body.take());
    return file.take();
}

}  // namespace ascend::models::om
