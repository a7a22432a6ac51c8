// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "acl/acl_mdl.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/memory_probe.h"
#include "runtime/python/text_result.h"

namespace ascend::python {
namespace {

/// At most this many gears has a model.
constexpr std::size_t kMostGears = 128;

/// Inputs of gears have no index of their own: programs say -1.
aclError dynamic_sizes(const aclmdlDesc* desc, std::int64_t index, aclmdlHW* sizes) {
    return aclmdlGetDynamicHW(desc, static_cast<std::size_t>(index), sizes);
}

aclError gear_count(const aclmdlDesc* desc, std::int64_t index, std::size_t* count) {
    return aclmdlGetInputDynamicGearCount(desc, static_cast<std::size_t>(index), count);
}

pybind11::object dynamic_dims(std::uint64_t desc, std::int64_t index, std::size_t gears) {
    std::vector<aclmdlIODims> dims(std::min(gears, kMostGears));
    const aclError code =
        aclmdlGetInputDynamicDims(HandleRegistry::instance().find<aclmdlDesc>(desc),
                                  static_cast<std::size_t>(index), dims.data(), dims.size());
    pybind11::list list;
    if (code == ACL_SUCCESS)
        for (const aclmdlIODims& each : dims) list.append(to_dict(each));
    return pybind11::make_tuple(list, code);
}

pybind11::object op_desc(std::uint32_t device, std::uint32_t stream, std::uint32_t task,
                         std::size_t name_length) {
    std::vector<char> name(name_length == 0 ? 1 : std::min(name_length, kLongestText) + 1);
    aclTensorDesc *inputs = nullptr, *outputs = nullptr;
    std::size_t input_count = 0, output_count = 0;
    const aclError code = without_interpreter([&] {
        return aclmdlCreateAndGetOpDesc(device, stream, task, name.data(), name.size() - 1, &inputs,
                                        &input_count, &outputs, &output_count);
    });
    HandleRegistry& registry = HandleRegistry::instance();
    return pybind11::make_tuple(to_text(name.data()), registry.adopt(inputs), input_count,
                                registry.adopt(outputs), output_count, code);
}

aclError desc_of_memory(aclmdlDesc* desc, const void* model, std::size_t size) {
    if (!has_memory(model, size)) return ACL_ERROR_INVALID_PARAM;
    return aclmdlGetDescFromMem(desc, model, size);
}

constexpr Function kFunctions[] = {
    {"get_input_dynamic_dims", native<dynamic_dims>},
    {"create_and_get_op_desc", native<op_desc>},
    {"create_desc", creates<aclmdlCreateDesc>},
    {"destroy_desc", destroys<aclmdlDestroyDesc>},
    {"get_cur_output_dims", acts<aclmdlGetCurOutputDims>},
    {"get_desc", acts<aclmdlGetDesc>},
    {"get_desc_from_file", acts<aclmdlGetDescFromFile>},
    {"get_desc_from_mem", acts<desc_of_memory>},
    {"get_dynamic_batch", local<aclmdlGetDynamicBatch>},
    {"get_dynamic_hw", local<dynamic_sizes>},
    {"get_input_data_type", local<aclmdlGetInputDataType>},
    {"get_input_dims", local<aclmdlGetInputDims>},
    {"get_input_dims_range", local<aclmdlGetInputDimsRange>},
    {"get_input_dims_v2", local<aclmdlGetInputDimsV2>},
    {"get_input_dynamic_gear_count", local<gear_count>},
    {"get_input_format", local<aclmdlGetInputFormat>},
    {"get_input_index_by_name", local<aclmdlGetInputIndexByName>},
    {"get_input_name_by_index", local<aclmdlGetInputNameByIndex>},
    {"get_input_size_by_index", local<aclmdlGetInputSizeByIndex>},
    {"get_num_inputs", local<aclmdlGetNumInputs>},
    {"get_num_outputs", local<aclmdlGetNumOutputs>},
    {"get_op_attr", local<aclmdlGetOpAttr>},
    {"get_output_data_type", local<aclmdlGetOutputDataType>},
    {"get_output_dims", local<aclmdlGetOutputDims>},
    {"get_output_format", local<aclmdlGetOutputFormat>},
    {"get_output_index_by_name", local<aclmdlGetOutputIndexByName>},
    {"get_output_name_by_index", local<aclmdlGetOutputNameByIndex>},
    {"get_output_size_by_index", local<aclmdlGetOutputSizeByIndex>},
    {"get_tensor_real_name", local<aclmdlGetTensorRealName>},
};

}  // namespace

void define_mdl_desc(pybind11::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
