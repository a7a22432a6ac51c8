// SPDX-License-Identifier: Apache-2.0
#include "models/om/inout_info.h"

#include <fmt/format.h>

#include <limits>

#include "models/om/byte_stream.h"
#include "models/om/element_type.h"

namespace ascend::models::om {

namespace {

enum class Block : std::uint32_t {
    kInputs = 0,
    kOutputs = 1,
    kDynamicBatch = 2,
    kDynamicHw = 3,
    kDynamicDims = 4,
    kDynamicOutputs = 5,
    kInputOrder = 6,
};

constexpr std::uint64_t kNumber = sizeof(std::int64_t);

std::vector<std::int64_t> read_numbers(ByteReader reader) {
    if (reader.remaining() % kNumber != 0)
        reader.fail(
            fmt::format("a list of {} bytes, expected a multiple of 8", reader.remaining()));
    std::vector<std::int64_t> numbers;
    while (reader.remaining() > 0) numbers.push_back(reader.read<std::int64_t>("a number"));
    return numbers;
}

IoTensor read_tensor(ByteReader& reader) {
    IoTensor tensor;
    const auto size = reader.read<std::uint64_t>("a tensor size");
    if (size > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        reader.fail(fmt::format("a tensor of {} bytes, expected less than 2^63", size));
    tensor.size = static_cast<std::int64_t>(size);
    tensor.format = reader.read<std::int32_t>("a tensor format");
    tensor.type = type_of_acl(reader.read<std::int32_t>("a tensor type"));
    const auto name = reader.read<std::uint32_t>("a name length");
    const auto dims = reader.read<std::uint32_t>("a dims length");
    const auto dims_v2 = reader.read<std::uint32_t>("a dims V2 length");
    const auto range = reader.read<std::uint32_t>("a range length");
    tensor.name = reader.text(name, "a tensor name");
    tensor.dims = read_numbers(reader.part(dims, "tensor dims"));
    tensor.dims_v2 = read_numbers(reader.part(dims_v2, "tensor dims V2"));
    const auto bounds = read_numbers(reader.part(range, "a shape range"));
    if (bounds.size() % 2 != 0) reader.fail("a shape range with half a pair, expected whole pairs");
    for (std::size_t i = 0; i < bounds.size(); i += 2)
        tensor.range.emplace_back(bounds[i], bounds[i + 1]);
    return tensor;
}

std::vector<IoTensor> read_tensors(ByteReader& reader) {
    const auto count = reader.read<std::uint32_t>("a tensor count");
    std::vector<IoTensor> tensors;
    for (std::uint32_t i = 0; i < count; ++i) tensors.push_back(read_tensor(reader));
    return tensors;
}

std::vector<std::int64_t> read_list(ByteReader& reader) {
    const auto count = reader.read<std::uint32_t>("a list length");
    return read_numbers(reader.part(count * kNumber, "a list"));
}

std::vector<std::uint64_t> read_lengths(ByteReader& reader) {
    const auto count = reader.read<std::uint32_t>("a row count");
    std::vector<std::uint64_t> lengths;
    for (std::uint32_t i = 0; i < count; ++i)
        lengths.push_back(reader.read<std::uint32_t>("a row length"));
    return lengths;
}

std::vector<std::vector<std::int64_t>> read_rows(ByteReader& reader) {
    std::vector<std::vector<std::int64_t>> rows;
    for (const std::uint64_t length : read_lengths(reader))
        rows.push_back(read_numbers(reader.part(length * kNumber, "a row")));
    return rows;
}

std::vector<std::string> read_names(ByteReader& reader) {
    std::vector<std::string> names;
    for (const std::uint64_t length : read_lengths(reader))
        names.push_back(reader.text(length, "a name"));
    return names;
}

void read_block(Block type, ByteReader& block, InoutInfo& info) {
    switch (type) {
        case Block::kInputs:
            info.inputs = read_tensors(block);
            break;
        case Block::kOutputs:
            info.outputs = read_tensors(block);
            break;
        case Block::kDynamicBatch:
            info.dynamic_batch = read_list(block);
            break;
        case Block::kDynamicHw:
            info.dynamic_hw = read_rows(block);
            break;
        case Block::kDynamicDims:
            info.dynamic_dims = read_rows(block);
            break;
        case Block::kDynamicOutputs:
            info.dynamic_outputs = read_rows(block);
            break;
        case Block::kInputOrder:
            info.input_order = read_names(block);
            break;
    }
    block.expect_end("a MODEL_INOUT_INFO block");
}

std::uint32_t length_of(std::size_t size) {
    return static_cast<std::uint32_t>(size);
}

void write_numbers(ByteWriter& writer, const std::vector<std::int64_t>& numbers) {
    for (const std::int64_t number : numbers) writer.write(number);
}

void write_tensor(ByteWriter& writer, const IoTensor& tensor) {
    writer.write(tensor.size);
    writer.write(tensor.format);
    writer.write(static_cast<std::int32_t>(tensor.type));
    writer.write(length_of(tensor.name.size()));
    writer.write(length_of(tensor.dims.size() * kNumber));
    writer.write(length_of(tensor.dims_v2.size() * kNumber));
    writer.write(length_of(tensor.range.size() * 2 * kNumber));
    writer.text(tensor.name);
    write_numbers(writer, tensor.dims);
    write_numbers(writer, tensor.dims_v2);
    for (const auto& [low, high] : tensor.range) write_numbers(writer, {low, high});
}

ByteWriter tensors_block(const std::vector<IoTensor>& tensors) {
    ByteWriter writer;
    writer.write(length_of(tensors.size()));
    for (const IoTensor& tensor : tensors) write_tensor(writer, tensor);
    return writer;
}

ByteWriter rows_block(const std::vector<std::vector<std::int64_t>>& rows) {
    ByteWriter writer;
    writer.write(length_of(rows.size()));
    for (const auto& row : rows) writer.write(length_of(row.size()));
    for (const auto& row : rows) write_numbers(writer, row);
    return writer;
}

ByteWriter names_block(const std::vector<std::string>& names) {
    ByteWriter writer;
    writer.write(length_of(names.size()));
    for (const std::string& name : names) writer.write(length_of(name.size()));
    for (const std::string& name : names) writer.text(name);
    return writer;
}

void write_block(ByteWriter& writer, Block type, ByteWriter block) {
    writer.write(static_cast<std::uint32_t>(type));
    writer.write(length_of(block.size()));
    writer.write(block.take());
}

}  // namespace

InoutInfo decode_inout_info(std::span<const std::byte> bytes, const std::string& origin,
                            std::size_t offset) {
    ByteReader reader(bytes, origin, offset);
    InoutInfo info;
    while (reader.remaining() > 0) {
        const auto type = reader.read<std::uint32_t>("a block type");
        const auto length = reader.read<std::uint32_t>("a block length");
        ByteReader block = reader.part(length, fmt::format("MODEL_INOUT_INFO block {}", type));
        if (type <= static_cast<std::uint32_t>(Block::kInputOrder))
            read_block(Block{type}, block, info);
    }
    return info;
}

std::vector<std::byte> encode_inout_info(const InoutInfo& info) {
    ByteWriter writer;
    write_block(writer, Block::kInputs, tensors_block(info.inputs));
    write_block(writer, Block::kOutputs, tensors_block(info.outputs));
    if (!info.dynamic_batch.empty()) {
        ByteWriter block;
        block.write(length_of(info.dynamic_batch.size()));
        write_numbers(block, info.dynamic_batch);
        write_block(writer, Block::kDynamicBatch, std::move(block));
    }
    if (!info.dynamic_hw.empty())
        write_block(writer, Block::kDynamicHw, rows_block(info.dynamic_hw));
    if (!info.dynamic_dims.empty())
        write_block(writer, Block::kDynamicDims, rows_block(info.dynamic_dims));
    if (!info.dynamic_outputs.empty())
        write_block(writer, Block::kDynamicOutputs, rows_block(info.dynamic_outputs));
    if (!info.input_order.empty())
        write_block(writer, Block::kInputOrder, names_block(info.input_order));
    return writer.take();
}

}  // namespace ascend::models::om
