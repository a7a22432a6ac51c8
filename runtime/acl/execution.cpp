// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/execution.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstring>
#include <string_view>

#include "runtime/acl/aipp_block.h"
#include "runtime/acl/dataset.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

namespace ascend::runtime {
namespace {

constexpr aclError kBadParameter = static_cast<aclError>(ACL_ERROR_GE_PARAM_INVALID);
/// A buffer may be this much smaller than its tensor. source: facts 6.4
constexpr std::size_t kTolerance = 64;

/// A buffer that an execution reads or writes.
struct Use {
    std::string_view side;
    std::size_t index;
    const std::string& name;
    std::size_t needed;     ///< bytes of the tensor
    bool any_size = false;  ///< the tensor's size says nothing
};

void check_count(const aclmdlDataset& set, std::string_view side, std::size_t ports) {
    if (set.entries.size() != ports)
        throw Failure(kBadParameter, fmt::format("{} {} buffers given: the model has {}",
                                                 set.entries.size(), side, ports));
}

std::uint64_t checked_address(const DeviceMemory& memory, const aclDataBuffer& buffer,
                              const Use& use) {
    if (!use.any_size && buffer.size + kTolerance < use.needed)
        throw Failure(kBadParameter,
                      fmt::format("{} {} ({}): a buffer of {} bytes, the tensor has {}", use.side,
                                  use.index, use.name, buffer.size, use.needed));
    const auto address = reinterpret_cast<std::uint64_t>(buffer.data);
    const auto range = memory.find(address);
    if (!range || std::min(buffer.size, use.needed) > range->begin + range->bytes - address)
        throw Failure(kBadParameter,
                      fmt::format("{} {} ({}): {:#x} is not {} bytes of the model's device memory",
                                  use.side, use.index, use.name, address, use.needed));
    return address;
}

std::size_t bytes_of(const models::TensorPort& port) {
    return static_cast<std::size_t>(port.bytes.count());
}

/// Throws Failure as checked_address() does.
std::vector<std::int64_t> numbers_in(const DeviceMemory& memory, const aclDataBuffer& buffer,
                                     const Use& use) {
    const std::uint64_t address = checked_address(memory, buffer, use);
    std::vector<std::int32_t> numbers(use.needed / sizeof(std::int32_t));
    require(buffer.size >= use.needed, kBadParameter, "the buffer of the gear is too small");
    std::memcpy(numbers.data(), reinterpret_cast<const void*>(address), use.needed);
    return {numbers.begin(), numbers.end()};
}

std::size_t gear_of(const DeviceMemory& memory, const ModelDescription& model,
                    const aclmdlDataset& inputs) {
    if (model.gears.kind == models::GearKind::kNone) return 0;
    const std::size_t input = *model.find_input(models::kGearInput);
    const models::TensorPort& port = model.inputs[input].port;
    const std::size_t bytes = model.gears.values.front().size() * sizeof(std::int32_t);
    const auto numbers =
        numbers_in(memory, *inputs.entries[input].buffer, {"input", input, port.name, bytes});
    const auto gear = model.find_gear(model.gears.kind, numbers);
    if (!gear)
        throw Failure(static_cast<aclError>(ACL_ERROR_GE_DYNAMIC_BATCH_SIZE_INVALID),
                      fmt::format("input {} ({}) holds [{}], which is no gear of the model: choose "
                                  "one with aclmdlSetDynamicBatchSize, aclmdlSetDynamicHWSize or "
                                  "aclmdlSetInputDynamicDims",
                                  input, port.name, fmt::join(numbers, ", ")));
    return *gear;
}

void check_dynamic_aipp(const DeviceMemory& memory, const ModelDescription& model,
                        const aclmdlDataset& inputs) {
    constexpr std::size_t kHead = sizeof(aclmdlAIPP::Header);
    const auto input = model.find_input(models::kAippInput);
    if (!input) return;
    const models::TensorPort& port = model.inputs[*input].port;
    const std::uint64_t address = checked_address(memory, *inputs.entries[*input].buffer,
                                                  {"input", *input, port.name, kHead});
    require(inputs.entries[*input].buffer->size >= kHead, kBadParameter,
            "the buffer of AIPP's parameters is too small");
    aclmdlAIPP::Header header;
    std::memcpy(&header, reinterpret_cast<const void*>(address), sizeof header);
    if (header.batch == 0)
        throw Failure(static_cast<aclError>(ACL_ERROR_GE_AIPP_BATCH_EMPTY),
                      fmt::format("input {} ({}) holds no images' parameters: set them with "
                                  "aclmdlSetInputAIPP",
                                  *input, port.name));
}

void allocate_missing(DeviceMemory& memory, aclmdlDataset& set,
                      const std::vector<models::ModelPort>& ports) {
    for (std::size_t i = 0; i < set.entries.size(); ++i) {
        aclDataBuffer& buffer = *set.entries[i].buffer;
        if (buffer.data != nullptr) continue;
        require(i < ports.size(), ACL_ERROR_INVALID_PARAM,
                "more output buffers without data than the model has outputs");
        const auto bytes = static_cast<std::uint64_t>(ports[i].port.bytes.count());
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

/// What the gear reads of an input; images that AIPP converts are as the model's description says.
std::size_t input_bytes(const ModelDescription& model, std::size_t gear, std::size_t input) {
    const models::TensorPort& port = model.gear_inputs[gear][input];
    const models::Aipp* aipp = model.aipp_of(input);
    if (aipp == nullptr) return bytes_of(port);
    return static_cast<std::size_t>(models::source_bytes(aipp->format, port.shape.front(),
                                                         aipp->source_height, aipp->source_width)
                                        .count());
}

}  // namespace

Execution::Execution(Caller& caller, const Model& model, const aclmdlDataset& inputs,
                     aclmdlDataset& outputs, bool allocate)
    : model_(model) {
    model.require_context(caller);
    DeviceMemory& memory = caller.simulator.memory(model.device());
    const ModelDescription& described = model.description();
    check_present(inputs);
    check_present(outputs);
    check_count(inputs, "input", described.inputs.size());
    if (allocate) allocate_missing(memory, outputs, described.outputs);
    check_count(outputs, "output", described.outputs.size());
    gear_ = gear_of(memory, described, inputs);
    check_dynamic_aipp(memory, described, inputs);
    for (std::size_t i = 0; i < described.gear_inputs[gear_].size(); ++i) {
        const models::Aipp* aipp = described.aipp_of(i);
        const bool any_size = aipp != nullptr && aipp->dynamic;
        segments_.push_back(
            checked_address(memory, *inputs.entries[i].buffer,
                            {"input", i, described.inputs[i].port.name,
                             any_size ? 0 : input_bytes(described, gear_, i), any_size}));
    }
    for (std::size_t i = 0; i < outputs.entries.size(); ++i) {
        const aclDataBuffer& buffer = *outputs.entries[i].buffer;
        const std::size_t needed = bytes_of(described.gear_outputs[gear_][i]);
        const std::uint64_t address =
            checked_address(memory, buffer, {"output", i, described.outputs[i].port.name, needed});
        segments_.push_back(address);
        outputs_.push_back({address, std::min<std::uint64_t>(needed, buffer.size)});
    }
}

void Execution::submit(Caller& caller, const Stream& stream) const {
    const DeviceMemory& memory = caller.simulator.memory(model_.device());
    Model::Request request{gear_, segments_, {}};
    request.effect = [&memory, outputs = outputs_] {
        // What was freed meanwhile, against the rules, may be another's.
        for (const Output& output : outputs)
            if (memory.find(output.address)) fill_with_zeros(output.address, output.bytes);
    };
    model_.submit(caller, stream, std::move(request));
}

}  // namespace ascend::runtime
