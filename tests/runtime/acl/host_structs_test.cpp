// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "acl/acl.h"

namespace ascend::test {
namespace {

TEST(DataBuffer, KeepsWhatItIsGiven) {
    int value = 0;
    aclDataBuffer* buffer = aclCreateDataBuffer(&value, (std::size_t{1} << 32) + 5);
    EXPECT_EQ(aclGetDataBufferAddr(buffer), &value);
    EXPECT_EQ(aclGetDataBufferSizeV2(buffer), (std::size_t{1} << 32) + 5);
    EXPECT_EQ(aclGetDataBufferSize(buffer), 5u);
    EXPECT_EQ(aclUpdateDataBuffer(buffer, nullptr, 0), ACL_SUCCESS);
    EXPECT_EQ(aclGetDataBufferAddr(buffer), nullptr);
    EXPECT_EQ(aclDestroyDataBuffer(buffer), ACL_SUCCESS);
}

TEST(DataBuffer, NullIsHarmless) {
    EXPECT_EQ(aclGetDataBufferAddr(nullptr), nullptr);
    EXPECT_EQ(aclGetDataBufferSizeV2(nullptr), 0u);
    EXPECT_EQ(aclUpdateDataBuffer(nullptr, nullptr, 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclDestroyDataBuffer(nullptr), ACL_ERROR_INVALID_PARAM);
}

TEST(Dataset, ListsBuffersInOrder) {
    aclmdlDataset* set = aclmdlCreateDataset();
    aclDataBuffer *first = aclCreateDataBuffer(nullptr, 1),
                  *second = aclCreateDataBuffer(nullptr, 2);
    EXPECT_EQ(aclmdlAddDatasetBuffer(set, first), ACL_SUCCESS);
    EXPECT_EQ(aclmdlAddDatasetBuffer(set, second), ACL_SUCCESS);
    EXPECT_EQ(aclmdlAddDatasetBuffer(set, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlGetDatasetNumBuffers(set), 2u);
    EXPECT_EQ(aclmdlGetDatasetBuffer(set, 1), second);
    EXPECT_EQ(aclmdlGetDatasetBuffer(set, 2), nullptr);
    EXPECT_EQ(aclmdlSetDatasetTensorDesc(set, nullptr, 2), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclmdlDestroyDataset(set), ACL_SUCCESS);
    EXPECT_EQ(aclGetDataBufferSizeV2(second), 2u);
    aclDestroyDataBuffer(first);
    aclDestroyDataBuffer(second);
}

TEST(TensorDesc, CountsElementsAndBytes) {
    const std::int64_t dims[] = {2, 3, 4};
    aclTensorDesc* desc = aclCreateTensorDesc(ACL_FLOAT16, 3, dims, ACL_FORMAT_ND);
    EXPECT_EQ(aclGetTensorDescElementCount(desc), 24u);
    EXPECT_EQ(aclGetTensorDescSize(desc), 48u);
    EXPECT_EQ(aclGetTensorDescNumDims(desc), 3u);
    EXPECT_EQ(aclGetTensorDescDim(desc, 2), 4);
    std::int64_t dim = 0;
    EXPECT_EQ(aclGetTensorDescDimV2(desc, 3, &dim), ACL_ERROR_INVALID_PARAM);
    const std::int64_t open[] = {-1, 3};
    EXPECT_EQ(aclSetTensorShape(desc, 2, open), ACL_SUCCESS);
    EXPECT_EQ(aclGetTensorDescElementCount(desc), 0u);
    aclSetTensorDescName(desc, "x");
    EXPECT_EQ(std::string(aclGetTensorDescName(desc)), "x");
    aclDestroyTensorDesc(desc);
}

TEST(TensorDesc, AScalarHasOneElement) {
    aclTensorDesc* desc = aclCreateTensorDesc(ACL_INT64, 0, nullptr, ACL_FORMAT_ND);
    EXPECT_EQ(aclGetTensorDescSize(desc), 8u);
    aclDestroyTensorDesc(desc);
    EXPECT_EQ(aclCreateTensorDesc(ACL_INT64, -1, nullptr, ACL_FORMAT_ND), nullptr);
    EXPECT_EQ(aclCreateTensorDesc(ACL_INT64, 2, nullptr, ACL_FORMAT_ND), nullptr);
}

TEST(DataType, SizesAreThoseOfTheElements) {
    EXPECT_EQ(aclDataTypeSize(ACL_FLOAT), 4u);
    EXPECT_EQ(aclDataTypeSize(ACL_BF16), 2u);
    EXPECT_EQ(aclDataTypeSize(ACL_BOOL), 1u);
    EXPECT_EQ(aclDataTypeSize(ACL_COMPLEX128), 16u);
    EXPECT_EQ(aclDataTypeSize(ACL_COMPLEX32), 4u);
    EXPECT_EQ(aclDataTypeSize(ACL_INT4), 0u);
    EXPECT_EQ(aclDataTypeSize(ACL_STRING), 0u);
    EXPECT_EQ(aclDataTypeSize(ACL_DT_UNDEFINED), 0u);
}

}  // namespace
}  // namespace ascend::test
