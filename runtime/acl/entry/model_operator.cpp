// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <charconv>
#include <cstring>
#include <memory>
#include <string_view>

#include "acl/acl_mdl.h"
#include "models/om/element_type.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/tensor_desc.h"

using namespace ascend::runtime;
using ascend::sim::HostSpec;
using ascend::traces::TensorInfo;

namespace {

aclDataType type_of(std::string_view name) {
    for (int number = ACL_FLOAT; number <= ACL_BF16; ++number)
        if (ascend::name_of(static_cast<ascend::DataType>(number)) == name)
            return static_cast<aclDataType>(number);
    return ACL_DT_UNDEFINED;
}

std::vector<std::int64_t> dims_of(std::string_view text) {
    std::vector<std::int64_t> dims;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(','), text.size());
        std::int64_t extent = 0;
        std::from_chars(text.data(), text.data() + end, extent);
        dims.push_back(extent);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return dims;
}

/// An array that aclDestroyTensorDesc gives back; null for none.
std::unique_ptr<aclTensorDesc[]> descs_of(const std::vector<TensorInfo>& tensors) {
    if (tensors.empty()) return nullptr;
    auto descs = std::make_unique<aclTensorDesc[]>(tensors.size());
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        descs[i].type = type_of(tensors[i].data_type);
        descs[i].format =
            static_cast<aclFormat>(ascend::models::om::format_number(tensors[i].format));
        descs[i].dims = dims_of(tensors[i].shape);
    }
    return descs;
}

}  // namespace

aclError aclmdlCreateAndGetOpDesc(uint32_t deviceId, uint32_t streamId, uint32_t taskId,
                                  char* opName, size_t opNameLen, aclTensorDesc** inputDesc,
                                  size_t* numInputs, aclTensorDesc** outputDesc,
                                  size_t* numOutputs) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(opName, "opName");
        require_argument(inputDesc, "inputDesc");
        require_argument(numInputs, "numInputs");
        require_argument(outputDesc, "outputDesc");
        require_argument(numOutputs, "numOutputs");
        const auto task = caller.simulator.models.find_task(deviceId, streamId, taskId);
        if (task == nullptr)
            throw Failure(
                ACL_ERROR_GE_FAILURE,
                fmt::format("task {} of stream {} on device {} is no operator of a loaded "
                            "model",
                            taskId, streamId, deviceId));
        require(opNameLen > task->name.size(), ACL_ERROR_INVALID_PARAM,
                "opNameLen is too small for the operator's name");
        auto inputs = descs_of(task->inputs), outputs = descs_of(task->outputs);
        std::memcpy(opName, task->name.c_str(), task->name.size() + 1);
        *numInputs = task->inputs.size();
        *numOutputs = task->outputs.size();
        *inputDesc = inputs.release();
        *outputDesc = outputs.release();
    });
}
