// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/dump_file.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "acl/acl_base.h"
#include "dump_data.pb.h"
#include "runtime/acl/dump_statistics.h"
#include "traces/error.h"

namespace ascend::runtime {
namespace {

/// 2026-01-01, in seconds since 1970: the instant of traces::kRunStamp.
constexpr std::int64_t kEpochSeconds = 1767225600;

std::int64_t microseconds_since_1970(Picoseconds time) {
    return kEpochSeconds * 1'000'000 + time.count() / 1'000'000;
}

/// Numbers of element types in dump files. source: facts acl_semantics.md 7.4
constexpr std::array<std::pair<std::string_view, int>, 16> kTypeNumbers = {{
    {"FLOAT", 1},
    {"FLOAT16", 2},
    {"INT8", 3},
    {"UINT8", 4},
    {"INT16", 5},
    {"UINT16", 6},
    {"INT32", 7},
    {"INT64", 8},
    {"UINT32", 9},
    {"UINT64", 10},
    {"BOOL", 11},
    {"DOUBLE", 12},
    {"COMPLEX64", 16},
    {"COMPLEX128", 17},
    {"DT_BF16", 27},
    {"INT4", 28},
}};

/// Formats are numbered as aclFormat.
constexpr std::array<std::pair<std::string_view, int>, 6> kFormatNumbers = {{
    {"NCHW", ACL_FORMAT_NCHW},
    {"NHWC", ACL_FORMAT_NHWC},
    {"ND", ACL_FORMAT_ND},
    {"NC1HWC0", ACL_FORMAT_NC1HWC0},
    {"FRACTAL_Z", ACL_FORMAT_FRACTAL_Z},
    {"FRACTAL_NZ", ACL_FORMAT_FRACTAL_NZ},
}};

template <class Table>
int number_of(const Table& table, std::string_view name, int unknown) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [name](const auto& each) { return each.first == name; });
    return found == table.end() ? unknown : found->second;
}

template <class Message>
void describe(const DumpTensor& tensor, Message& message) {
    message.set_data_type(number_of(kTypeNumbers, tensor.data_type, 0));
    message.set_format(number_of(kFormatNumbers, tensor.format, ACL_FORMAT_ND));
    for (const std::uint64_t extent : tensor.shape) {
        message.mutable_shape()->add_dim(extent);
        message.mutable_original_shape()->add_dim(extent);
    }
    message.set_size(tensor.bytes);
}

std::string binary_head(const DumpOperator& op, Picoseconds time) {
    dump::DumpData data;
    data.set_version("2.0");
    data.set_dump_time(static_cast<std::uint64_t>(microseconds_since_1970(time)));
    data.set_op_name(op.name);
    for (const DumpTensor& each : op.inputs) describe(each, *data.add_input());
    for (const DumpTensor& each : op.outputs) describe(each, *data.add_output());
    const std::string message = data.SerializeAsString();
    const std::uint64_t length = message.size();
    std::string head(sizeof(length), '\0');
    std::memcpy(head.data(), &length, sizeof(length));
    return head + message;
}

std::uint64_t bytes_of(const DumpOperator& op) {
    std::uint64_t bytes = 0;
    for (const auto* tensors : {&op.inputs, &op.outputs})
        for (const DumpTensor& each : *tensors) bytes += each.bytes;
    return bytes;
}

/// Names of models and operators become parts of a file name, of which a folder's entry holds 255
/// bytes; the numbers beside them tell shortened ones apart.
constexpr std::size_t kLongestPart = 96;

std::string as_file_name(std::string name) {
    if (name.empty()) name += '_';
    if (name.size() > kLongestPart) name.resize(kLongestPart);
    for (char& each : name)
        if (std::string_view("/\\. ").find(each) != std::string_view::npos) each = '_';
    return name;
}

std::filesystem::path path_of(const DumpedExecution& execution, const DumpOperator& op,
                              Picoseconds time) {
    const DumpPlan& plan = *execution.plan;
    auto folder = plan.configuration->path / plan.started / fmt::to_string(execution.device);
    if (execution.model)
        folder = folder / as_file_name(plan.model_name) / fmt::to_string(*execution.model) /
                 fmt::to_string(execution.step);
    return folder / fmt::format("{}.{}.{}.{}.{}{}", as_file_name(op.type), as_file_name(op.name),
                                op.task, op.stream, microseconds_since_1970(time),
                                plan.configuration->statistics ? ".csv" : "");
}

}  // namespace

std::string dump_time_text(Picoseconds time) {
    const std::time_t seconds = microseconds_since_1970(time) / 1'000'000;
    return fmt::format("{:%Y%m%d%H%M%S}", fmt::gmtime(seconds));
}

DumpFile::DumpFile(const DumpedExecution& execution, const DumpOperator& op, Picoseconds time)
    : path_(path_of(execution, op, time)) {
    const DumpConfiguration& configuration = *execution.plan->configuration;
    if (configuration.statistics) {
        head_ = dump_statistics_table(op, configuration.statistic_names);
    } else {
        head_ = binary_head(op, time);
        zeros_ = bytes_of(op);
    }
}

void DumpFile::read(std::uint64_t offset, std::span<std::byte> target) const {
    const std::uint64_t begin = std::min<std::uint64_t>(offset, head_.size());
    const std::size_t from_head = std::min<std::size_t>(target.size(), head_.size() - begin);
    std::memcpy(target.data(), head_.data() + begin, from_head);
    std::fill(target.begin() + static_cast<std::ptrdiff_t>(from_head), target.end(), std::byte{});
}

void DumpFile::write() const {
    std::error_code error;
    std::filesystem::create_directories(path_.parent_path(), error);
    std::ofstream file(path_, std::ios::binary);
    file.write(head_.data(), static_cast<std::streamsize>(head_.size()));
    file.close();
    if (file) std::filesystem::resize_file(path_, size(), error);
    if (!file || error)
        throw Error(ErrorCode::kIo, fmt::format("{}: cannot be written", path_.string()));
}

}  // namespace ascend::runtime
