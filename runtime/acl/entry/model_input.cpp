// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstring>

#include "acl/acl_mdl.h"
#include "runtime/acl/dataset.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::models::GearKind;
using ascend::sim::HostSpec;

// A program chooses the gear of the next execution by what it writes into an extra input of the
// model: numbers of 32 bits in device memory.
namespace {

constexpr auto kNoSuchGear = static_cast<aclError>(ACL_ERROR_GE_DYNAMIC_BATCH_SIZE_INVALID);
constexpr auto kBadLength = static_cast<aclError>(ACL_ERROR_GE_DYNAMIC_INPUT_LENGTH_INVALID);
constexpr auto kBadAddress = static_cast<aclError>(ACL_ERROR_GE_DYNAMIC_INPUT_ADDR_INVALID);

/// Throws Failure: 100000 for a null data set, a bad index or a buffer without data.
const aclDataBuffer& buffer_at(const aclmdlDataset* dataset, size_t index) {
    require_argument(dataset, "dataset");
    require(index < dataset->entries.size(), ACL_ERROR_INVALID_PARAM, "index is out of range");
    const aclDataBuffer* buffer = dataset->entries[index].buffer;
    require_argument(buffer, "the buffer of the data set");
    require_argument(buffer->data, "the data of the buffer");
    return *buffer;
}

void check_gear(const ModelDescription& model, GearKind kind,
                const std::vector<std::int64_t>& numbers) {
    if (model.gears.kind != kind)
        throw Failure(kNoSuchGear, "the model was not compiled with gears of this kind");
    if (!model.find_gear(kind, numbers))
        throw Failure(kNoSuchGear, fmt::format("[{}] is no gear of the model: it has {}",
                                               fmt::join(numbers, ", "), model.gears.values));
}

void check_index(const ModelDescription& model, size_t index) {
    const std::size_t input = *model.find_input(ascend::models::kGearInput);
    if (index != input)
        throw Failure(ACL_ERROR_INVALID_PARAM,
                      fmt::format("index {}: gears are chosen with input {} ({})", index, input,
                                  ACL_DYNAMIC_TENSOR_NAME));
}

void write(Caller& caller, const Model& model, const aclDataBuffer& buffer,
           const std::vector<std::int64_t>& numbers) {
    const std::vector<std::int32_t> words(numbers.begin(), numbers.end());
    const std::size_t bytes = words.size() * sizeof(std::int32_t);
    if (buffer.size < bytes)
        throw Failure(kBadLength,
                      fmt::format("a buffer of {} bytes: the gear needs {}", buffer.size, bytes));
    const auto address = reinterpret_cast<std::uint64_t>(buffer.data);
    const auto range = caller.simulator.memory(model.device()).find(address);
    if (!range || bytes > range->begin + range->bytes - address)
        throw Failure(kBadAddress, fmt::format("{:#x} is not {} bytes of the model's device memory",
                                               address, bytes));
    std::memcpy(buffer.data, words.data(), bytes);
}

void choose(Caller& caller, uint32_t model_id, aclmdlDataset* dataset, size_t index, GearKind kind,
            const std::vector<std::int64_t>& numbers) {
    const aclDataBuffer& buffer = buffer_at(dataset, index);
    const auto model = caller.simulator.models.find(model_id);
    check_gear(model->description(), kind, numbers);
    check_index(model->description(), index);
    write(caller, *model, buffer, numbers);
    model->choose_gear(*model->description().find_gear(kind, numbers));
}

std::vector<std::int64_t> open_dims(Caller& caller, uint32_t model_id, const aclmdlIODims& dims) {
    const auto model = caller.simulator.models.find(model_id);
    if (model->description().gears.kind != GearKind::kDims)
        throw Failure(kNoSuchGear, "the model was not compiled with gears of dimensions");
    const std::size_t count = std::min<std::size_t>(dims.dimCount, ACL_MAX_DIM_CNT);
    const auto open = model->description().open_dims({dims.dims, dims.dims + count});
    if (!open)
        throw Failure(kBadLength, fmt::format("[{}] are not the dimensions of all inputs",
                                              fmt::join(dims.dims, dims.dims + count, ", ")));
    return *open;
}

}  // namespace

aclError aclmdlSetDynamicBatchSize(uint32_t modelId, aclmdlDataset* dataset, size_t index,
                                   uint64_t batchSize) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require(batchSize > 0, ACL_ERROR_INVALID_PARAM, "batchSize is 0");
        choose(caller, modelId, dataset, index, GearKind::kBatch,
               {static_cast<std::int64_t>(batchSize)});
    });
}

aclError aclmdlSetDynamicHWSize(uint32_t modelId, aclmdlDataset* dataset, size_t index,
                                uint64_t height, uint64_t width) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require(height > 0 && width > 0, ACL_ERROR_INVALID_PARAM, "height or width is 0");
        choose(caller, modelId, dataset, index, GearKind::kImage,
               {static_cast<std::int64_t>(height), static_cast<std::int64_t>(width)});
    });
}

aclError aclmdlSetInputDynamicDims(uint32_t modelId, aclmdlDataset* dataset, size_t index,
                                   const aclmdlIODims* dims) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(dims, "dims");
        buffer_at(dataset, index);
        choose(caller, modelId, dataset, index, GearKind::kDims, open_dims(caller, modelId, *dims));
    });
}
