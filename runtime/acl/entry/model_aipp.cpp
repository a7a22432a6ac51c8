// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "acl/acl_mdl.h"
#include "runtime/acl/aipp_block.h"
#include "runtime/acl/dataset.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::models::Aipp;
using ascend::models::kAippInput;
using ascend::sim::HostSpec;

// Pre-processing of a loaded model's images: fixed when it was compiled, or written into an extra
// input before each execution.
namespace {

constexpr auto kNoAipp = static_cast<aclError>(ACL_ERROR_GE_AIPP_NOT_EXIST);
constexpr auto kBadLength = static_cast<aclError>(ACL_ERROR_GE_DYNAMIC_INPUT_LENGTH_INVALID);
constexpr auto kBadAddress = static_cast<aclError>(ACL_ERROR_GE_DYNAMIC_INPUT_ADDR_INVALID);
constexpr auto kBadMode = static_cast<aclError>(ACL_ERROR_GE_AIPP_MODE_INVALID);

std::shared_ptr<Model> model_with_input(Caller& caller, uint32_t model_id, size_t index) {
    auto model = caller.simulator.models.find(model_id);
    require(index < model->description().inputs.size(), ACL_ERROR_INVALID_PARAM,
            "index is out of range");
    return model;
}

/// Images of the largest gear.
std::size_t images_of(const ModelDescription& model) {
    const std::size_t bytes =
        static_cast<std::size_t>(model.inputs[*model.find_input(kAippInput)].port.bytes.count());
    constexpr std::size_t kHead = sizeof(aclmdlAIPP::Header);
    return bytes < kHead ? 0 : (bytes - kHead) / sizeof(aclmdlAIPP::Image);
}

void check_parameters(const ModelDescription& model, const aclmdlAIPP& aipp) {
    const auto& header = aipp.header;
    require(header.input_format != 0, ACL_ERROR_INVALID_PARAM,
            "call aclmdlSetAIPPInputFormat first");
    require(header.source_width > 0 && header.source_height > 0, ACL_ERROR_INVALID_PARAM,
            "call aclmdlSetAIPPSrcImageSize first");
    if (aipp.images.size() > images_of(model))
        throw Failure(ACL_ERROR_INVALID_PARAM,
                      fmt::format("parameters of {} images: the model takes {}", aipp.images.size(),
                                  images_of(model)));
    for (const Aipp& each : model.aipp) {
        const auto bytes = ascend::models::source_bytes(
            static_cast<ascend::models::AippFormat>(header.input_format), header.batch,
            header.source_height, header.source_width);
        if (each.dynamic && bytes.count() > each.max_source_bytes)
            throw Failure(ACL_ERROR_INVALID_PARAM,
                          fmt::format("images of {} bytes: the model takes {}", bytes.count(),
                                      each.max_source_bytes));
    }
}

void write(Caller& caller, const Model& model, const aclDataBuffer& buffer,
           const aclmdlAIPP& aipp) {
    constexpr std::size_t kHead = sizeof(aclmdlAIPP::Header);
    const std::size_t images = aipp.images.size() * sizeof(aclmdlAIPP::Image);
    if (buffer.size < kHead + images)
        throw Failure(kBadLength, fmt::format("a buffer of {} bytes: the parameters need {}",
                                              buffer.size, kHead + images));
    const auto address = reinterpret_cast<std::uint64_t>(buffer.data);
    const auto range = caller.simulator.memory(model.device()).find(address);
    if (!range || kHead + images > range->begin + range->bytes - address)
        throw Failure(kBadAddress, fmt::format("{:#x} is not {} bytes of the model's device memory",
                                               address, kHead + images));
    std::memcpy(buffer.data, &aipp.header, kHead);
    std::memcpy(static_cast<std::byte*>(buffer.data) + kHead, aipp.images.data(), images);
}

/// Throws Failure: 145003 unknown model, 145015 when it has no dynamic AIPP, 100000 for a null or
/// bad data set, index or parameter.
void set_parameters(Caller& caller, uint32_t model_id, const aclmdlDataset* dataset, size_t index,
                    const aclmdlAIPP* aipp) {
    require_argument(aipp, "aippParmsSet");
    require_argument(dataset, "dataset");
    const auto model = caller.simulator.models.find(model_id);
    require(index < dataset->entries.size(), ACL_ERROR_INVALID_PARAM, "index is out of range");
    const auto input = model->description().find_input(kAippInput);
    require(input.has_value(), kNoAipp, "the model has no dynamic AIPP");
    require(index == *input, ACL_ERROR_INVALID_PARAM, "index is not that of the AIPP input");
    const aclDataBuffer* buffer = dataset->entries[index].buffer;
    require_argument(buffer, "the buffer of the data set");
    require_argument(buffer->data, "the data of the buffer");
    check_parameters(model->description(), *aipp);
    write(caller, *model, *buffer, *aipp);
}

void fill(const Aipp& from, aclAippInfo& to) {
    to.inputFormat = static_cast<aclAippInputFormat>(from.format);
    to.srcImageSizeW = from.source_width;
    to.srcImageSizeH = from.source_height;
    to.cropSwitch = from.crop;
    to.loadStartPosW = from.crop_x;
    to.loadStartPosH = from.crop_y;
    to.cropSizeW = from.crop_width;
    to.cropSizeH = from.crop_height;
    to.resizeSwitch = from.resize;
    to.resizeOutputW = from.resize_width;
    to.resizeOutputH = from.resize_height;
    to.paddingSwitch = from.padding;
    to.leftPaddingSize = from.left;
    to.rightPaddingSize = from.right;
    to.topPaddingSize = from.top;
    to.bottomPaddingSize = from.bottom;
    to.cscSwitch = from.csc;
    to.rbuvSwapSwitch = from.rbuv_swap;
    to.axSwapSwitch = from.ax_swap;
    int32_t* const matrix[] = {&to.matrixR0C0, &to.matrixR0C1, &to.matrixR0C2,
                               &to.matrixR1C0, &to.matrixR1C1, &to.matrixR1C2,
                               &to.matrixR2C0, &to.matrixR2C1, &to.matrixR2C2};
    for (std::size_t i = 0; i < from.matrix.size(); ++i) *matrix[i] = from.matrix[i];
    int32_t* const biases[] = {&to.outputBias0, &to.outputBias1, &to.outputBias2,
                               &to.inputBias0,  &to.inputBias1,  &to.inputBias2};
    for (std::size_t i = 0; i < 3; ++i) {
        *biases[i] = from.output_bias[i];
        *biases[i + 3] = from.input_bias[i];
    }
    int32_t* const mean[] = {&to.meanChn0, &to.meanChn1, &to.meanChn2, &to.meanChn3};
    float* const least[] = {&to.minChn0, &to.minChn1, &to.minChn2, &to.minChn3};
    float* const reciprocal[] = {&to.varReciChn0, &to.varReciChn1, &to.varReciChn2,
                                 &to.varReciChn3};
    for (std::size_t i = 0; i < from.mean.size(); ++i) {
        *mean[i] = from.mean[i];
        *least[i] = from.least[i];
        *reciprocal[i] = from.reciprocal[i];
    }
}

void fill_dims(const std::string& name, const ascend::models::Shape& shape, aclmdlIODims& dims) {
    std::strncpy(dims.name, name.c_str(), ACL_MAX_TENSOR_NAME_LEN - 1);
    dims.dimCount = std::min<std::size_t>(shape.size(), ACL_MAX_DIM_CNT);
    std::copy_n(shape.begin(), dims.dimCount, dims.dims);
}

/// What goes into AIPP and comes out of it, for each gear. It computes binary16.
void fill_shapes(const ModelDescription& model, std::size_t input, const Aipp& aipp,
                 aclAippInfo& to) {
    const auto& port = model.inputs[input];
    for (const auto& inputs : model.gear_inputs) {
        ascend::models::Shape source = port.port.shape, network = port.dims_v2;
        const std::int64_t batch = inputs[input].shape.front();
        source.front() = network.front() = batch;
        aclAippDims& dims = to.outDims[to.shapeCount++];
        fill_dims(port.port.name, source, dims.srcDims);
        dims.srcSize = static_cast<std::size_t>(
            source_bytes(aipp.format, batch, aipp.source_height, aipp.source_width).count());
        fill_dims(port.port.name, network, dims.aippOutdims);
        dims.aippOutSize = static_cast<std::size_t>(
            bytes_of(ascend::DataType::kFloat16, ascend::models::element_count(network)).count());
    }
}

}  // namespace

aclError aclmdlSetInputAIPP(uint32_t modelId, aclmdlDataset* dataset, size_t index,
                            const aclmdlAIPP* aippParmsSet) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        set_parameters(caller, modelId, dataset, index, aippParmsSet);
    });
}

aclError aclmdlSetAIPPByInputIndex(uint32_t modelId, aclmdlDataset* dataset, size_t index,
                                   const aclmdlAIPP* aippParmsSet) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(aippParmsSet, "aippParmsSet");
        require_argument(dataset, "dataset");
        const auto model = model_with_input(caller, modelId, index);
        const Aipp* aipp = model->description().aipp_of(index);
        require(aipp != nullptr, kNoAipp, "the input has no AIPP");
        require(aipp->dynamic, kBadMode, "the input's AIPP is static");
        set_parameters(caller, modelId, dataset, *model->description().find_input(kAippInput),
                       aippParmsSet);
    });
}

aclError aclmdlGetAippType(uint32_t modelId, size_t index, aclmdlInputAippType* type,
                           size_t* dynamicAttachedDataIndex) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(type, "type");
        require_argument(dynamicAttachedDataIndex, "dynamicAttachedDataIndex");
        const auto model = model_with_input(caller, modelId, index);
        const ModelDescription& described = model->description();
        const Aipp* aipp = described.aipp_of(index);
        *type = ACL_DATA_WITHOUT_AIPP;
        *dynamicAttachedDataIndex = ACL_INVALID_NODE_INDEX;
        if (described.inputs[index].port.name == kAippInput) {
            *type = ACL_DYNAMIC_AIPP_NODE;
        } else if (aipp != nullptr && aipp->dynamic) {
            *type = ACL_DATA_WITH_DYNAMIC_AIPP;
            *dynamicAttachedDataIndex = *described.find_input(kAippInput);
        } else if (aipp != nullptr) {
            *type = ACL_DATA_WITH_STATIC_AIPP;
        }
    });
}

aclError aclmdlGetFirstAippInfo(uint32_t modelId, size_t index, aclAippInfo* aippInfo) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(aippInfo, "aippInfo");
        const auto model = model_with_input(caller, modelId, index);
        const Aipp* aipp = model->description().aipp_of(index);
        require(aipp != nullptr && !aipp->dynamic, ACL_ERROR_NOT_STATIC_AIPP,
                "the input has no static AIPP");
        std::memset(aippInfo, 0, sizeof *aippInfo);
        fill(*aipp, *aippInfo);
        aippInfo->srcFormat = ACL_FORMAT_NHWC;
        aippInfo->srcDatatype = ACL_UINT8;
        aippInfo->srcDimNum = 4;
        fill_shapes(model->description(), index, *aipp, *aippInfo);
    });
}
