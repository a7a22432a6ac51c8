// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <string>

#include "ascend_sim/ascend_sim.h"
#include "tests/runtime/acl/acl_fixture.h"

/// Values in device memory, cache operations, fills with words, pinned memory and keys.
namespace ascend::test {
namespace {

class MemoryTask : public AclTest {
  protected:
    void SetUp() override {
        AclTest::SetUp();
        ASSERT_EQ(aclrtMalloc(&memory_, 4096, {}), ACL_SUCCESS);
        ASSERT_EQ(aclrtMemset(memory_, 4096, 0, 4096), ACL_SUCCESS);
        ASSERT_EQ(aclrtCreateStream(&a_), ACL_SUCCESS);
        ASSERT_EQ(aclrtCreateStream(&b_), ACL_SUCCESS);
    }
    std::uint64_t word(std::size_t offset) const {
        std::uint64_t value = 0;
        const char* from = static_cast<char*>(memory_) + offset;
        EXPECT_EQ(aclrtMemcpy(&value, 8, from, 8, ACL_MEMCPY_DEVICE_TO_HOST), ACL_SUCCESS);
        return value;
    }
    char* at(std::size_t offset) const { return static_cast<char*>(memory_) + offset; }
    void* memory_ = nullptr;
    aclrtStream a_ = nullptr, b_ = nullptr;
};

TEST_F(MemoryTask, AWaitHoldsItsStreamUntilTheValueIsWritten) {
    EXPECT_EQ(aclrtValueWait(memory_, 5, 1, b_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(b_, 1), ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
    EXPECT_EQ(aclrtValueWrite(memory_, 4, 0, a_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(b_, 1), ACL_ERROR_RT_STREAM_SYNC_TIMEOUT);
    EXPECT_EQ(aclrtValueWrite(memory_, 5, 0, a_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(b_), ACL_SUCCESS);
    EXPECT_EQ(word(0), 5u);
}

TEST_F(MemoryTask, WaitsCompareInFourWays) {
    constexpr std::uint64_t kAll = ~std::uint64_t{0};
    ASSERT_EQ(aclrtValueWrite(memory_, 6, 0, a_), ACL_SUCCESS);
    ASSERT_EQ(aclrtSynchronizeStream(a_), ACL_SUCCESS);
    const auto passes = [&](std::uint64_t value, std::uint32_t flag) {
        aclrtStream stream = nullptr;
        aclrtCreateStream(&stream);
        EXPECT_EQ(aclrtValueWait(memory_, value, flag, stream), ACL_SUCCESS);
        const bool passed = aclrtSynchronizeStreamWithTimeout(stream, 1) == ACL_SUCCESS;
        aclrtDestroyStreamForce(stream);
        return passed;
    };
    EXPECT_TRUE(passes(6, 0) && passes(5, 0) && passes(kAll, 0)) << "the difference is signed";
    EXPECT_FALSE(passes(7, 0));
    EXPECT_TRUE(passes(6, 1));
    EXPECT_FALSE(passes(4, 1));
    EXPECT_TRUE(passes(2, 2));
    EXPECT_FALSE(passes(9, 2));
    EXPECT_TRUE(passes(1, 3));
    EXPECT_FALSE(passes(~std::uint64_t{6}, 3));
}

TEST_F(MemoryTask, ACopyFromTheHostLetsAWaitPass) {
    EXPECT_EQ(aclrtValueWait(memory_, 9, 1, b_), ACL_SUCCESS);
    const std::uint64_t value = 9;
    EXPECT_EQ(aclrtMemcpy(memory_, 8, &value, 8, ACL_MEMCPY_HOST_TO_DEVICE), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(b_, 10), ACL_SUCCESS);
}

TEST_F(MemoryTask, ValuesLieInAlignedDeviceMemory) {
    std::uint64_t host = 0;
    EXPECT_EQ(aclrtValueWrite(nullptr, 1, 0, a_), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtValueWrite(at(4), 1, 0, a_), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtValueWrite(&host, 1, 0, a_), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtValueWrite(memory_, 1, 1, a_), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtValueWait(nullptr, 1, 0, a_), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtValueWait(at(4), 1, 0, a_), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtValueWait(&host, 1, 0, a_), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtValueWait(memory_, 1, 4, a_), ACL_ERROR_RT_PARAM_INVALID);
}

TEST_F(MemoryTask, CacheOperationsAreTasksOfAStream) {
    for (const auto type : {ACL_RT_CMO_TYPE_PREFETCH, ACL_RT_CMO_TYPE_WRITEBACK,
                            ACL_RT_CMO_TYPE_INVALID, ACL_RT_CMO_TYPE_FLUSH})
        EXPECT_EQ(aclrtCmoAsync(memory_, 4096, type, a_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(a_), ACL_SUCCESS);
    EXPECT_EQ(aclrtDeviceL2CacheFlush(nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclrtDeviceL2CacheFlush(memory_), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtCmoAsync(nullptr, 64, ACL_RT_CMO_TYPE_PREFETCH, a_), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtCmoAsync(memory_, 0, ACL_RT_CMO_TYPE_PREFETCH, a_), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtCmoAsync(memory_, 64, enum_of<aclrtCmoType>(4), a_), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtCmoAsync(memory_, std::size_t{1} << 40, ACL_RT_CMO_TYPE_PREFETCH, a_),
              ACL_ERROR_RT_PARAM_INVALID);
}

TEST_F(MemoryTask, FillsWithWords) {
    EXPECT_EQ(aclrtMemsetD32(memory_, 4096, 0x01020304, 2), ACL_SUCCESS);
    EXPECT_EQ(word(0), 0x0102030401020304u);
    EXPECT_EQ(word(8), 0u);
    EXPECT_EQ(aclrtMemsetD32Async(at(16), 8, 0xA0B0C0D0, 2, a_), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(a_), ACL_SUCCESS);
    EXPECT_EQ(word(16), 0xA0B0C0D0A0B0C0D0u);
    EXPECT_EQ(aclrtMemsetD32(memory_, 4, 0, 2), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtMemsetD32(nullptr, 8, 0, 2), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtMemsetD32(memory_, 8, 0, ~std::size_t{0}), ACL_ERROR_INVALID_PARAM);
    std::uint32_t host = 0;
    EXPECT_EQ(aclrtMemsetD32Async(&host, 4, 0, 1, a_), ACL_ERROR_RT_PARAM_INVALID);
}

TEST_F(MemoryTask, RegisteredHostMemoryHasADeviceAddress) {
    std::uint64_t values[8] = {};
    void* device = nullptr;
    EXPECT_EQ(aclrtHostGetDevicePointer(values, &device, 0), ACL_ERROR_HOST_MEMORY_NOT_REGISTERED);
    ASSERT_EQ(aclrtHostRegisterV2(values, sizeof values, 0), ACL_SUCCESS);
    EXPECT_EQ(aclrtHostRegisterV2(values, sizeof values, 0),
              ACL_ERROR_HOST_MEMORY_ALREADY_REGISTERED);
    EXPECT_EQ(aclrtHostGetDevicePointer(values, &device, 0), ACL_SUCCESS);
    EXPECT_EQ(device, values);
    EXPECT_EQ(aclrtHostUnregister(values), ACL_SUCCESS);
    EXPECT_EQ(aclrtHostRegisterV2(nullptr, 8, 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtHostRegisterV2(values, 0, 0), ACL_ERROR_INVALID_PARAM);
}

TEST_F(MemoryTask, KeysNameMemoryOfTheProcess) {
    char key[65];
    void* imported = nullptr;
    ASSERT_EQ(aclrtIpcMemGetExportKey(memory_, 4096, key, sizeof key, 0), ACL_SUCCESS);
    EXPECT_EQ(aclrtIpcMemImportByKey(&imported, key, 0), ACL_SUCCESS);
    EXPECT_EQ(imported, memory_);
    std::int32_t pid = 1;
    EXPECT_EQ(aclrtIpcMemSetImportPid(key, &pid, 1), ACL_SUCCESS);
    EXPECT_EQ(aclrtIpcMemSetImportPid(key, nullptr, 1), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtIpcMemClose(key), ACL_SUCCESS);
    EXPECT_EQ(aclrtIpcMemGetExportKey(memory_, 4096, key, 64, 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtIpcMemGetExportKey(&pid, 4, key, 65, 0), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtIpcMemImportByKey(&imported, "nonsense", 0), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtIpcMemImportByKey(&imported, nullptr, 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtIpcMemImportByKey(&imported, "ascend-sim:1:memory:10", 0),
              ACL_ERROR_RT_IPC_ERROR);
}

TEST_F(MemoryTask, KeysNameNotifiesToo) {
    char key[65];
    aclrtNotify notify = nullptr, imported = nullptr;
    ASSERT_EQ(aclrtCreateNotify(&notify, 0), ACL_SUCCESS);
    ASSERT_EQ(aclrtNotifyGetExportKey(notify, key, sizeof key, 0), ACL_SUCCESS);
    EXPECT_EQ(aclrtNotifyImportByKey(&imported, key, 0), ACL_SUCCESS);
    EXPECT_EQ(imported, notify);
    std::int32_t pid = 1;
    EXPECT_EQ(aclrtNotifySetImportPid(notify, &pid, 1), ACL_SUCCESS);
    ASSERT_EQ(aclrtRecordNotify(notify, a_), ACL_SUCCESS);
    ASSERT_EQ(aclrtSynchronizeStream(a_), ACL_SUCCESS);
    EXPECT_EQ(aclrtNotifyBatchReset(&notify, 1), ACL_SUCCESS);
    EXPECT_EQ(aclrtWaitAndResetNotify(notify, a_, 0), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStreamWithTimeout(a_, 1), ACL_ERROR_RT_STREAM_SYNC_TIMEOUT)
        << "the record was reset";
    EXPECT_EQ(aclrtNotifyBatchReset(nullptr, 1), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtDestroyNotify(notify), ACL_SUCCESS);
    EXPECT_EQ(aclrtNotifyImportByKey(&imported, key, 0), ACL_ERROR_RT_INVALID_HANDLE);
    EXPECT_EQ(aclrtNotifyGetExportKey(notify, key, 65, 0), ACL_ERROR_RT_INVALID_HANDLE);
}

TEST_F(MemoryTask, AllFreeBytesServeOneAllocation) {
    std::size_t free = 0, total = 0;
    void *first = nullptr, *middle = nullptr, *last = nullptr, *large = nullptr;
    ASSERT_EQ(aclrtGetMemInfo(ACL_HBM_MEM, &free, &total), ACL_SUCCESS);
    const std::size_t third = free / 3 / 4096 * 4096 - 4096;
    ASSERT_EQ(aclrtMalloc(&first, third, {}), ACL_SUCCESS);
    ASSERT_EQ(aclrtMalloc(&middle, third, {}), ACL_SUCCESS);
    ASSERT_EQ(aclrtMalloc(&last, third, {}), ACL_SUCCESS);
    ASSERT_EQ(aclrtFree(first), ACL_SUCCESS);
    ASSERT_EQ(aclrtFree(last), ACL_SUCCESS);
    EXPECT_EQ(aclrtMalloc(&large, 2 * third, {}), ACL_SUCCESS) << "pages need not be neighbours";
    EXPECT_EQ(aclrtMalloc(&first, third, {}), ACL_ERROR_RT_MEMORY_ALLOCATION);
}

}  // namespace
}  // namespace ascend::test
