// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "acl/acl.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"
#include "runtime/python/memory_probe.h"

namespace ascend::python {
namespace {

using Dims = std::vector<std::int64_t>;
using Ranges = std::vector<std::array<std::int64_t, 2>>;

int count_of(const Dims& dims) {
    return static_cast<int>(dims.size());
}

aclTensorDesc* create(aclDataType type, const Dims& dims, aclFormat format) {
    return aclCreateTensorDesc(type, count_of(dims), dims.data(), format);
}

using SetShape = aclError (*)(aclTensorDesc*, int, const std::int64_t*);

template <SetShape set>
aclError shape(aclTensorDesc* desc, const Dims& dims) {
    return set(desc, count_of(dims), dims.data());
}

using SetRanges = aclError (*)(aclTensorDesc*, std::size_t, std::int64_t (*)[2]);

template <SetRanges set>
aclError ranges(aclTensorDesc* desc, const Ranges& given) {
    std::vector<std::int64_t> flat;
    for (const auto& [low, high] : given) flat.insert(flat.end(), {low, high});
    return set(desc, given.size(), reinterpret_cast<std::int64_t(*)[2]>(flat.data()));
}

/// Lowest and highest length of a dimension.
constexpr std::size_t kMostRangeNumbers = 2;

/// Nothing when the function failed.
pybind11::object dim_range(std::uint64_t desc, std::size_t index, std::size_t length) {
    std::vector<std::int64_t> range(std::min(length, kMostRangeNumbers));
    const aclError code = aclGetTensorDescDimRange(
        HandleRegistry::instance().find<aclTensorDesc>(desc), index, range.size(), range.data());
    if (code != ACL_SUCCESS) return pybind11::make_tuple(pybind11::none(), code);
    return pybind11::make_tuple(range, code);
}

aclError constant(aclTensorDesc* desc, void* data, std::size_t size) {
    if (!has_memory(data, size)) return ACL_ERROR_INVALID_PARAM;
    return aclSetTensorConst(desc, data, size);
}

constexpr Function kFunctions[] = {
    {"create_tensor_desc", creates<create>},
    {"set_tensor_shape", local<shape<aclSetTensorShape>>},
    {"set_tensor_origin_shape", local<shape<aclSetTensorOriginShape>>},
    {"set_tensor_storage_shape", local<shape<aclSetTensorStorageShape>>},
    {"set_tensor_shape_range", local<ranges<aclSetTensorShapeRange>>},
    {"set_tensor_value_range", local<ranges<aclSetTensorValueRange>>},
    {"get_tensor_desc_dim_range", native<dim_range>},
    {"destroy_tensor_desc", destroys<aclDestroyTensorDesc>},
    {"get_tensor_desc_address", local<aclGetTensorDescAddress>},
    {"get_tensor_desc_by_index", borrows<aclGetTensorDescByIndex>},
    {"get_tensor_desc_dim", local<aclGetTensorDescDim>},
    {"get_tensor_desc_dim_v2", local<aclGetTensorDescDimV2>},
    {"get_tensor_desc_element_count", local<aclGetTensorDescElementCount>},
    {"get_tensor_desc_format", local<aclGetTensorDescFormat>},
    {"get_tensor_desc_name", local<aclGetTensorDescName>},
    {"get_tensor_desc_num_dims", local<aclGetTensorDescNumDims>},
    {"get_tensor_desc_size", local<aclGetTensorDescSize>},
    {"get_tensor_desc_type", local<aclGetTensorDescType>},
    {"set_tensor_const", local<constant>},
    {"set_tensor_desc_name", local<aclSetTensorDescName>},
    {"set_tensor_dynamic_input", local<aclSetTensorDynamicInput>},
    {"set_tensor_format", local<aclSetTensorFormat>},
    {"set_tensor_origin_format", local<aclSetTensorOriginFormat>},
    {"set_tensor_place_ment", local<aclSetTensorPlaceMent>},
    {"set_tensor_storage_format", local<aclSetTensorStorageFormat>},
    {"trans_tensor_desc_format", local<aclTransTensorDescFormat>},
};

}  // namespace

void define_tensor_desc(pybind11::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
