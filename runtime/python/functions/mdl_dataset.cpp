// SPDX-License-Identifier: Apache-2.0
#include "acl/acl_mdl.h"
#include "runtime/python/binding.h"
#include "runtime/python/functions/modules.h"

namespace ascend::python {
namespace {

pybind11::object add_buffer(std::uint64_t dataset, std::uint64_t buffer) {
    const HandleRegistry& registry = HandleRegistry::instance();
    const aclError code = aclmdlAddDatasetBuffer(registry.find<aclmdlDataset>(dataset),
                                                 registry.find<aclDataBuffer>(buffer));
    return pybind11::make_tuple(dataset, code);
}

pybind11::object set_tensor_desc(std::uint64_t dataset, std::uint64_t desc, std::size_t index) {
    const HandleRegistry& registry = HandleRegistry::instance();
    const aclError code = aclmdlSetDatasetTensorDesc(registry.find<aclmdlDataset>(dataset),
                                                     registry.find<aclTensorDesc>(desc), index);
    return pybind11::make_tuple(dataset, code);
}

constexpr Function kFunctions[] = {
    {"add_dataset_buffer", native<add_buffer>},
    {"set_dataset_tensor_desc", native<set_tensor_desc>},
    {"create_dataset", creates<aclmdlCreateDataset>},
    {"destroy_dataset", destroys<aclmdlDestroyDataset>},
    {"get_dataset_buffer", borrows<aclmdlGetDatasetBuffer>},
    {"get_dataset_num_buffers", local<aclmdlGetDatasetNumBuffers>},
    {"get_dataset_tensor_desc", borrows<aclmdlGetDatasetTensorDesc>},
};

}  // namespace

void define_mdl_dataset(pybind11::module_& module) {
    define_all(module, kFunctions);
}

}  // namespace ascend::python
