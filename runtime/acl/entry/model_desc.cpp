// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/model_desc.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::models::TensorPort;
using ascend::sim::HostSpec;

namespace {

using Ports = std::vector<TensorPort> ModelPorts::*;

/// Null for a null description or a bad index.
const TensorPort* find_port(const aclmdlDesc* desc, Ports ports, size_t index) {
    if (desc == nullptr || index >= (desc->ports.*ports).size()) return nullptr;
    return &(desc->ports.*ports)[index];
}

size_t count_of(const aclmdlDesc* desc, Ports ports) {
    return desc == nullptr ? 0 : (desc->ports.*ports).size();
}

size_t size_of(const aclmdlDesc* desc, Ports ports, size_t index) {
    const TensorPort* port = find_port(desc, ports, index);
    return port == nullptr ? 0 : static_cast<size_t>(port->bytes.count());
}

const char* name_of(const aclmdlDesc* desc, Ports ports, size_t index) {
    const TensorPort* port = find_port(desc, ports, index);
    return port == nullptr ? "" : port->name.c_str();
}

aclDataType type_of(const aclmdlDesc* desc, Ports ports, size_t index) {
    const TensorPort* port = find_port(desc, ports, index);
    return port == nullptr ? ACL_DT_UNDEFINED : static_cast<aclDataType>(port->type);
}

aclFormat format_of(const aclmdlDesc* desc, Ports ports, size_t index) {
    const TensorPort* port = find_port(desc, ports, index);
    if (port == nullptr) return ACL_FORMAT_UNDEFINED;
    if (port->format == "NCHW") return ACL_FORMAT_NCHW;
    if (port->format == "NHWC") return ACL_FORMAT_NHWC;
    return ACL_FORMAT_ND;
}

/// Names and dims beyond ACL's limits are cut, as the struct has no room for them.
void fill_dims(const aclmdlDesc* desc, Ports ports, size_t index, aclmdlIODims* dims) {
    require_argument(desc, "modelDesc");
    require_argument(dims, "dims");
    const TensorPort* port = find_port(desc, ports, index);
    require(port != nullptr, ACL_ERROR_INVALID_PARAM, "index is out of range");
    *dims = {};
    std::strncpy(dims->name, port->name.c_str(), ACL_MAX_TENSOR_NAME_LEN - 1);
    dims->dimCount = std::min<size_t>(port->shape.size(), ACL_MAX_DIM_CNT);
    std::copy_n(port->shape.begin(), dims->dimCount, dims->dims);
}

void find_index(const aclmdlDesc* desc, Ports ports, const char* name, size_t* index) {
    require_argument(desc, "modelDesc");
    require_argument(name, "name");
    require_argument(index, "index");
    const auto& all = desc->ports.*ports;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const TensorPort& port) { return port.name == name; });
    if (found == all.end())
        throw Failure(ACL_ERROR_INVALID_PARAM,
                      std::string("the model has no tensor named ") + name);
    *index = static_cast<size_t>(found - all.begin());
}

constexpr Ports kInputs = &ModelPorts::inputs, kOutputs = &ModelPorts::outputs;

}  // namespace

aclmdlDesc* aclmdlCreateDesc() {
    return new (std::nothrow) aclmdlDesc;
}

aclError aclmdlDestroyDesc(aclmdlDesc* modelDesc) {
    return guard_host(__func__, [&] {
        require_argument(modelDesc, "modelDesc");
        delete modelDesc;
    });
}

aclError aclmdlGetDesc(aclmdlDesc* modelDesc, uint32_t modelId) {
    return guard_model(__func__, &HostSpec::call_us, [&](Caller& caller) {
        require_argument(modelDesc, "modelDesc");
        modelDesc->ports = {};
        modelDesc->ports = caller.simulator.models.find(modelId)->ports();
    });
}

size_t aclmdlGetNumInputs(aclmdlDesc* modelDesc) {
    return count_of(modelDesc, kInputs);
}

size_t aclmdlGetNumOutputs(aclmdlDesc* modelDesc) {
    return count_of(modelDesc, kOutputs);
}

size_t aclmdlGetInputSizeByIndex(aclmdlDesc* modelDesc, size_t index) {
    return size_of(modelDesc, kInputs, index);
}

size_t aclmdlGetOutputSizeByIndex(aclmdlDesc* modelDesc, size_t index) {
    return size_of(modelDesc, kOutputs, index);
}

aclError aclmdlGetInputDims(const aclmdlDesc* modelDesc, size_t index, aclmdlIODims* dims) {
    return guard_host(__func__, [&] { fill_dims(modelDesc, kInputs, index, dims); });
}

aclError aclmdlGetInputDimsV2(const aclmdlDesc* modelDesc, size_t index, aclmdlIODims* dims) {
    return guard_host(__func__, [&] { fill_dims(modelDesc, kInputs, index, dims); });
}

aclError aclmdlGetOutputDims(const aclmdlDesc* modelDesc, size_t index, aclmdlIODims* dims) {
    return guard_host(__func__, [&] { fill_dims(modelDesc, kOutputs, index, dims); });
}

aclError aclmdlGetCurOutputDims(const aclmdlDesc* modelDesc, size_t index, aclmdlIODims* dims) {
    return guard_host(__func__, [&] { fill_dims(modelDesc, kOutputs, index, dims); });
}

const char* aclmdlGetInputNameByIndex(const aclmdlDesc* modelDesc, size_t index) {
    return name_of(modelDesc, kInputs, index);
}

const char* aclmdlGetOutputNameByIndex(const aclmdlDesc* modelDesc, size_t index) {
    return name_of(modelDesc, kOutputs, index);
}

aclFormat aclmdlGetInputFormat(const aclmdlDesc* modelDesc, size_t index) {
    return format_of(modelDesc, kInputs, index);
}

aclFormat aclmdlGetOutputFormat(const aclmdlDesc* modelDesc, size_t index) {
    return format_of(modelDesc, kOutputs, index);
}

aclDataType aclmdlGetInputDataType(const aclmdlDesc* modelDesc, size_t index) {
    return type_of(modelDesc, kInputs, index);
}

aclDataType aclmdlGetOutputDataType(const aclmdlDesc* modelDesc, size_t index) {
    return type_of(modelDesc, kOutputs, index);
}

aclError aclmdlGetInputIndexByName(const aclmdlDesc* modelDesc, const char* name, size_t* index) {
    return guard_host(__func__, [&] { find_index(modelDesc, kInputs, name, index); });
}

aclError aclmdlGetOutputIndexByName(const aclmdlDesc* modelDesc, const char* name, size_t* index) {
    return guard_host(__func__, [&] { find_index(modelDesc, kOutputs, name, index); });
}
