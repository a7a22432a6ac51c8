// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/execution.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "runtime/acl/dataset.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

namespace ascend::runtime {
namespace {

constexpr aclError kBadParameter = static_cast<aclError>(ACL_ERROR_GE_PARAM_INVALID);
/// A buffer may be this much smaller than its tensor. source: facts 6.4
constexpr std::size_t kTolerance = 64;

struct Side {
    std::string_view name;
    const std::vector<models::TensorPort>& ports;
};

void check_count(const aclmdlDataset& set, const Side& side) {
    if (set.entries.size() != side.ports.size())
        throw Failure(kBadParameter, fmt::format("{} {} buffers given: the model has {}",
                                                 set.entries.size(), side.name, side.ports.size()));
}

void check_buffer(const DeviceMemory& memory, const aclDataBuffer& buffer, const Side& side,
                  std::size_t index) {
    const models::TensorPort& port = side.ports[index];
    const auto needed = static_cast<std::size_t>(port.bytes.count());
    if (buffer.size + kTolerance < needed)
        throw Failure(kBadParameter,
                      fmt::format("{} {} ({}): a buffer of {} bytes, the tensor has {}", side.name,
                                  index, port.name, buffer.size, needed));
    const auto address = reinterpret_cast<std::uint64_t>(buffer.data);
    const auto range = memory.find(address);
    if (!range || std::min(buffer.size, needed) > range->begin + range->bytes - address)
        throw Failure(kBadParameter,
                      fmt::format("{} {} ({}): {:#x} is not {} bytes of the model's device memory",
                                  side.name, index, port.name, address, needed));
}

void add_segments(const DeviceMemory& memory, const aclmdlDataset& set, const Side& side,
                  std::vector<std::uint64_t>& segments) {
    for (std::size_t i = 0; i < set.entries.size(); ++i) {
        const aclDataBuffer& buffer = *set.entries[i].buffer;
        check_buffer(memory, buffer, side, i);
        segments.push_back(reinterpret_cast<std::uint64_t>(buffer.data));
    }
}

void allocate_missing(DeviceMemory& memory, aclmdlDataset& set, const Side& side) {
    for (std::size_t i = 0; i < set.entries.size(); ++i) {
        aclDataBuffer& buffer = *set.entries[i].buffer;
        if (buffer.data != nullptr) continue;
        require(i < side.ports.size(), ACL_ERROR_INVALID_PARAM,
                "more output buffers without data than the model has outputs");
        const auto bytes = static_cast<std::uint64_t>(side.ports[i].bytes.count());
        const auto address = memory.allocate(bytes);
        require(address.has_value(), ACL_ERROR_RT_MEMORY_ALLOCATION,
                "no device memory left for an output");
        buffer.data = reinterpret_cast<void*>(*address);
        buffer.size = bytes;
    }
}

void check_present(const aclmdlDataset& set) {
    for (const auto& entry : set.entries)
        require_argument(entry.buffer, "a buffer of the data set");
}

}  // namespace

Execution::Execution(Caller& caller, const Model& model, const aclmdlDataset& inputs,
                     aclmdlDataset& outputs, bool allocate)
    : model_(model) {
    require(model.executable_in(current_context(caller)), ACL_ERROR_RT_MODEL_CONTEXT,
            "the model was loaded in another context than the current one");
    DeviceMemory& memory = caller.simulator.memory(model.device());
    const Side in{"input", model.ports().inputs}, out{"output", model.ports().outputs};
    check_present(inputs);
    check_present(outputs);
    check_count(inputs, in);
    if (allocate) allocate_missing(memory, outputs, out);
    check_count(outputs, out);
    add_segments(memory, inputs, in, segments_);
    add_segments(memory, outputs, out, segments_);
    for (std::size_t i = 0; i < outputs.entries.size(); ++i) {
        const aclDataBuffer& buffer = *outputs.entries[i].buffer;
        const auto bytes = static_cast<std::uint64_t>(out.ports[i].bytes.count());
        outputs_.push_back({reinterpret_cast<std::uint64_t>(buffer.data),
                            std::min<std::uint64_t>(bytes, buffer.size)});
    }
}

void Execution::submit(Caller& caller, const Stream& stream) const {
    model_.submit(caller, stream, segments_);
}

void Execution::zero_outputs() const {
    for (const Output& output : outputs_) fill_with_zeros(output.address, output.bytes);
}

}  // namespace ascend::runtime
