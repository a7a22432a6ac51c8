// SPDX-License-Identifier: Apache-2.0
#include "tests/runtime/acl/model_sets.h"

namespace ascend::test {
namespace {

void add_buffer(aclmdlDataset* set, std::size_t size) {
    void* memory = nullptr;
    EXPECT_EQ(aclrtMalloc(&memory, size, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
    EXPECT_EQ(aclmdlAddDatasetBuffer(set, aclCreateDataBuffer(memory, size)), ACL_SUCCESS);
}

void destroy(aclmdlDataset* set) {
    for (std::size_t i = 0; i < aclmdlGetDatasetNumBuffers(set); ++i) {
        aclDataBuffer* buffer = aclmdlGetDatasetBuffer(set, i);
        aclrtFree(aclGetDataBufferAddr(buffer));
        aclDestroyDataBuffer(buffer);
    }
    aclmdlDestroyDataset(set);
}

}  // namespace

LoadedSets::LoadedSets(const std::string& bytes) {
    EXPECT_EQ(aclmdlLoadFromMem(bytes.data(), bytes.size(), &id_), ACL_SUCCESS)
        << aclGetRecentErrMsg();
    EXPECT_EQ(aclmdlGetDesc(desc_, id_), ACL_SUCCESS);
    for (std::size_t i = 0; i < aclmdlGetNumInputs(desc_); ++i)
        add_buffer(inputs_, aclmdlGetInputSizeByIndex(desc_, i));
    for (std::size_t i = 0; i < aclmdlGetNumOutputs(desc_); ++i)
        add_buffer(outputs_, aclmdlGetOutputSizeByIndex(desc_, i));
}

LoadedSets::~LoadedSets() {
    aclmdlUnload(id_);
    destroy(inputs_);
    destroy(outputs_);
    aclmdlDestroyDesc(desc_);
}

void* LoadedSets::input(std::size_t index) const {
    return aclGetDataBufferAddr(aclmdlGetDatasetBuffer(inputs_, index));
}

void* LoadedSets::output(std::size_t index) const {
    return aclGetDataBufferAddr(aclmdlGetDatasetBuffer(outputs_, index));
}

std::size_t LoadedSets::input_index(const char* name) const {
    std::size_t index = ~std::size_t{0};
    aclmdlGetInputIndexByName(desc_, name, &index);
    return index;
}

std::vector<std::int64_t> LoadedSets::input_dims(std::size_t index) const {
    aclmdlIODims dims;
    EXPECT_EQ(aclmdlGetInputDims(desc_, index, &dims), ACL_SUCCESS);
    return dims_of(dims);
}

std::vector<std::int64_t> LoadedSets::output_dims(std::size_t index) const {
    aclmdlIODims dims;
    EXPECT_EQ(aclmdlGetOutputDims(desc_, index, &dims), ACL_SUCCESS);
    return dims_of(dims);
}

std::vector<std::int64_t> LoadedSets::current_output_dims(std::size_t index) const {
    aclmdlIODims dims;
    EXPECT_EQ(aclmdlGetCurOutputDims(desc_, index, &dims), ACL_SUCCESS);
    return dims_of(dims);
}

std::vector<std::int64_t> dims_of(const aclmdlIODims& dims) {
    return {dims.dims, dims.dims + dims.dimCount};
}

}  // namespace ascend::test
