// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "acl/acl_op_compiler.h"
#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

constexpr const char* kType = "Add";

aclError choose_wide(int inputs, const aclTensorDesc* const*, int outputs,
                     const aclTensorDesc* const*, const aclopAttr*, aclopKernelDesc* desc) {
    EXPECT_EQ(inputs, 2);
    EXPECT_EQ(outputs, 1);
    const std::int32_t arguments[] = {1, 2};
    std::size_t workspace = 64;
    EXPECT_EQ(aclopSetKernelArgs(desc, "wide", 8, arguments, sizeof arguments), ACL_SUCCESS);
    EXPECT_EQ(aclopSetKernelArgs(desc, "wide", 8, nullptr, 4), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclopSetKernelArgs(nullptr, "wide", 8, nullptr, 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclopSetKernelWorkspaceSizes(desc, 1, &workspace), ACL_SUCCESS);
    EXPECT_EQ(aclopSetKernelWorkspaceSizes(desc, -1, &workspace), ACL_ERROR_INVALID_PARAM);
    return ACL_SUCCESS;
}

aclError choose_nothing(int, const aclTensorDesc* const*, int, const aclTensorDesc* const*,
                        const aclopAttr*, aclopKernelDesc*) {
    return 42;
}

int freed = 0;
void count_freed(void*, size_t size) {
    freed += static_cast<int>(size);
}

class OperatorKernel : public AclTest {
  protected:
    void SetUp() override {
        AclTest::SetUp();
        const std::int64_t dims[] = {16, 16};
        for (auto& desc : descs_) desc = aclCreateTensorDesc(ACL_FLOAT16, 2, dims, ACL_FORMAT_ND);
    }
    void TearDown() override {
        for (const aclTensorDesc* desc : descs_) aclDestroyTensorDesc(desc);
        aclopUnregisterCompileFunc(kType);
        AclTest::TearDown();
    }
    aclError update() { return aclopUpdateParams(kType, 2, descs_, 1, descs_ + 2, nullptr); }
    aclError create(const char* id, int size = 4) {
        return aclopCreateKernel(kType, id, "kernel_0", binary_, size, ACL_ENGINE_AICORE,
                                 count_freed);
    }
    const aclTensorDesc* descs_[3] = {};
    char binary_[4] = {};
};

TEST_F(OperatorKernel, IsChosenByTheTypesFunction) {
    EXPECT_EQ(update(), ACL_ERROR_BIN_SELECTOR_NOT_REGISTERED);
    ASSERT_EQ(aclopRegisterCompileFunc(kType, choose_wide), ACL_SUCCESS);
    EXPECT_EQ(aclopRegisterCompileFunc(kType, choose_wide),
              ACL_ERROR_BIN_SELECTOR_ALREADY_REGISTERED);
    EXPECT_EQ(update(), ACL_ERROR_KERNEL_NOT_FOUND);
    ASSERT_EQ(create("wide"), ACL_SUCCESS);
    EXPECT_EQ(freed, 4) << "nothing runs the binary";
    EXPECT_EQ(create("wide"), ACL_ERROR_KERNEL_ALREADY_REGISTERED);
    EXPECT_EQ(freed, 4) << "a refused one stays the caller's";
    EXPECT_EQ(update(), ACL_SUCCESS);
    ASSERT_EQ(aclopUnregisterCompileFunc(kType), ACL_SUCCESS);
    EXPECT_EQ(update(), ACL_ERROR_BIN_SELECTOR_NOT_REGISTERED);
}

TEST_F(OperatorKernel, ThatIsNotChosenSaysWhy) {
    ASSERT_EQ(aclopRegisterCompileFunc(kType, choose_nothing), ACL_SUCCESS);
    EXPECT_EQ(update(), 42);
}

TEST_F(OperatorKernel, MakesItsOperatorExecutable) {
    void* memory = nullptr;
    ASSERT_EQ(aclrtMalloc(&memory, 512, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
    aclDataBuffer* buffer = aclCreateDataBuffer(memory, 512);
    const aclDataBuffer* const inputs[] = {buffer, buffer};
    const auto execute = [&] {
        return aclopExecute(kType, 2, descs_, inputs, 1, descs_ + 2, &buffer, nullptr, nullptr);
    };
    EXPECT_EQ(execute(), ACL_ERROR_OP_NOT_FOUND);
    ASSERT_EQ(aclopRegisterCompileFunc(kType, choose_wide), ACL_SUCCESS);
    ASSERT_EQ(create("wide"), ACL_SUCCESS);
    ASSERT_EQ(update(), ACL_SUCCESS);
    EXPECT_EQ(execute(), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(nullptr), ACL_SUCCESS);
    aclDestroyDataBuffer(buffer);
}

TEST_F(OperatorKernel, ArgumentsAreChecked) {
    EXPECT_EQ(aclopRegisterCompileFunc(nullptr, choose_wide), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclopRegisterCompileFunc(kType, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclopUnregisterCompileFunc(nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(create(nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(create("small", 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclopUpdateParams(nullptr, 0, nullptr, 0, nullptr, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclopUpdateParams(kType, 1, nullptr, 0, nullptr, nullptr), ACL_ERROR_INVALID_PARAM);
}

TEST_F(OperatorKernel, LoadsOnlyWhatIsAModel) {
    const std::string text = "no model";
    EXPECT_EQ(aclopLoad(nullptr, 4), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclopLoad(text.data(), 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_NE(aclopLoad(text.data(), text.size()), ACL_SUCCESS);
}

}  // namespace
}  // namespace ascend::test
