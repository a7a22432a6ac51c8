// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <memory>

#include "acl/acl.h"

namespace ascend::test {
namespace {

struct DescDeleter {
    void operator()(aclTensorDesc* desc) const { aclDestroyTensorDesc(desc); }
};
using Desc = std::unique_ptr<aclTensorDesc, DescDeleter>;

Desc image() {
    const std::int64_t dims[] = {1, 3, 8, 16};
    return Desc(aclCreateTensorDesc(ACL_FLOAT16, 4, dims, ACL_FORMAT_NCHW));
}

TEST(TensorStorage, RangesOfOpenShapes) {
    const Desc desc = image();
    std::int64_t ranges[][2] = {{1, 8}, {3, 3}};
    std::int64_t range[2] = {};
    ASSERT_EQ(aclSetTensorShapeRange(desc.get(), 2, ranges), ACL_SUCCESS);
    EXPECT_EQ(aclGetTensorDescDimRange(desc.get(), 0, 2, range), ACL_SUCCESS);
    EXPECT_EQ(range[1], 8);
    EXPECT_EQ(aclGetTensorDescDimRange(desc.get(), 3, 2, range), ACL_SUCCESS);
    EXPECT_EQ(range[0], 16);
    EXPECT_EQ(aclGetTensorDescDimRange(desc.get(), 4, 2, range), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclGetTensorDescDimRange(desc.get(), 0, 1, range), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclSetTensorShapeRange(desc.get(), 2, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclSetTensorValueRange(desc.get(), 1, ranges), ACL_SUCCESS);
}

TEST(TensorStorage, AnImageGoesBetweenNchwAndNhwc) {
    const Desc desc = image();
    aclTensorDesc* made = nullptr;
    ASSERT_EQ(aclTransTensorDescFormat(desc.get(), ACL_FORMAT_NHWC, &made), ACL_SUCCESS);
    const Desc swapped(made);
    EXPECT_EQ(aclGetTensorDescFormat(swapped.get()), ACL_FORMAT_NHWC);
    EXPECT_EQ(aclGetTensorDescDim(swapped.get(), 3), 3);
    EXPECT_EQ(aclTransTensorDescFormat(desc.get(), ACL_FORMAT_NC1HWC0, &made),
              ACL_ERROR_FEATURE_UNSUPPORTED);
}

TEST(TensorStorage, SettersRefuseNull) {
    const Desc desc = image();
    int value = 0;
    EXPECT_EQ(aclSetTensorConst(desc.get(), nullptr, 4), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclSetTensorConst(desc.get(), &value, 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclSetTensorConst(desc.get(), &value, 4), ACL_SUCCESS);
    EXPECT_EQ(aclSetTensorPlaceMent(nullptr, ACL_MEMTYPE_HOST), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclSetTensorPlaceMent(desc.get(), ACL_MEMTYPE_HOST), ACL_SUCCESS);
    EXPECT_EQ(aclSetTensorDynamicInput(desc.get(), nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclSetTensorStorageFormat(nullptr, ACL_FORMAT_ND), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclSetTensorStorageShape(desc.get(), -1, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclGetTensorDescAddress(desc.get()), nullptr);
    EXPECT_EQ(aclGetTensorDescByIndex(nullptr, 1), nullptr);
}

}  // namespace
}  // namespace ascend::test
