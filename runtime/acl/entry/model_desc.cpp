// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/model_desc.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <optional>

#include "models/om/element_type.h"
#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"

using namespace ascend::runtime;
using ascend::models::GearKind;
using ascend::models::ModelPort;
using ascend::sim::HostSpec;

namespace {

using Ports = std::vector<ModelPort> ModelDescription::*;

constexpr Ports kInputs = &ModelDescription::inputs, kOutputs = &ModelDescription::outputs;

/// Null for a null description or a bad index.
const ModelPort* find_port(const aclmdlDesc* desc, Ports ports, size_t index) {
    if (desc == nullptr || index >= (desc->model.*ports).size()) return nullptr;
    return &(desc->model.*ports)[index];
}

size_t count_of(const aclmdlDesc* desc, Ports ports) {
    return desc == nullptr ? 0 : (desc->model.*ports).size();
}

size_t size_of(const aclmdlDesc* desc, Ports ports, size_t index) {
    const ModelPort* port = find_port(desc, ports, index);
    return port == nullptr ? 0 : static_cast<size_t>(port->port.bytes.count());
}

const char* name_of(const aclmdlDesc* desc, Ports ports, size_t index) {
    const ModelPort* port = find_port(desc, ports, index);
    return port == nullptr ? "" : port->port.name.c_str();
}

aclDataType type_of(const aclmdlDesc* desc, Ports ports, size_t index) {
    const ModelPort* port = find_port(desc, ports, index);
    return port == nullptr ? ACL_DT_UNDEFINED : static_cast<aclDataType>(port->port.type);
}

aclFormat format_of(const aclmdlDesc* desc, Ports ports, size_t index) {
    const ModelPort* port = find_port(desc, ports, index);
    if (port == nullptr) return ACL_FORMAT_UNDEFINED;
    return static_cast<aclFormat>(ascend::models::om::format_number(port->port.format));
}

const ModelPort& require_port(const aclmdlDesc* desc, Ports ports, size_t index) {
    require_argument(desc, "modelDesc");
    const ModelPort* port = find_port(desc, ports, index);
    require(port != nullptr, ACL_ERROR_INVALID_PARAM, "index is out of range");
    return *port;
}

/// Names and dims beyond ACL's limits are cut, as the struct has no room for them.
void fill_dims(const std::string& name, const ascend::models::Shape& shape, aclmdlIODims* dims) {
    require_argument(dims, "dims");
    *dims = {};
    std::strncpy(dims->name, name.c_str(), ACL_MAX_TENSOR_NAME_LEN - 1);
    dims->dimCount = std::min<size_t>(shape.size(), ACL_MAX_DIM_CNT);
    std::copy_n(shape.begin(), dims->dimCount, dims->dims);
}

void find_index(const aclmdlDesc* desc, Ports ports, const char* name, size_t* index) {
    require_argument(desc, "modelDesc");
    require_argument(name, "name");
    require_argument(index, "index");
    const auto& all = desc->model.*ports;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const ModelPort& port) { return port.port.name == name; });
    if (found == all.end())
        throw Failure(ACL_ERROR_INVALID_PARAM,
                      std::string("the model has no tensor named ") + name);
    *index = static_cast<size_t>(found - all.begin());
}

/// The gear that was chosen last for a model that is loaded.
std::optional<std::size_t> chosen_gear(const Caller& caller, const ModelDescription& model) {
    if (model.model_id == 0 || model.gears.kind == GearKind::kNone) return std::nullopt;
    return caller.simulator.models.find(model.model_id)->chosen_gear();
}

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
        modelDesc->model = {};
        modelDesc->model = caller.simulator.models.find(modelId)->description();
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
    return guard_host(__func__, [&] {
        const ModelPort& input = require_port(modelDesc, kInputs, index);
        fill_dims(input.port.name, input.port.shape, dims);
    });
}

aclError aclmdlGetInputDimsV2(const aclmdlDesc* modelDesc, size_t index, aclmdlIODims* dims) {
    return guard_host(__func__, [&] {
        const ModelPort& input = require_port(modelDesc, kInputs, index);
        fill_dims(input.port.name, input.dims_v2.empty() ? input.port.shape : input.dims_v2, dims);
    });
}

aclError aclmdlGetOutputDims(const aclmdlDesc* modelDesc, size_t index, aclmdlIODims* dims) {
    return guard_host(__func__, [&] {
        const ModelPort& output = require_port(modelDesc, kOutputs, index);
        fill_dims(output.port.name, output.port.shape, dims);
    });
}

aclError aclmdlGetCurOutputDims(const aclmdlDesc* modelDesc, size_t index, aclmdlIODims* dims) {
    return guard_model(__func__, kNoCost, [&](Caller& caller) {
        const ModelPort& output = require_port(modelDesc, kOutputs, index);
        const auto gear = chosen_gear(caller, modelDesc->model);
        fill_dims(output.port.name,
                  gear ? modelDesc->model.gear_outputs[*gear][index].shape : output.port.shape,
                  dims);
    });
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
