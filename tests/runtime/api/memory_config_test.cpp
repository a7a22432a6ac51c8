// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <vector>

#define ENABLE_DVPP_INTERFACE
#include "acl/dvpp/hi_media_common.h"
#include "acl/ops/acl_dvpp.h"
#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

using MemoryConfig = AclTest;

aclrtPtrAttributes attributes_of(const void* pointer) {
    aclrtPtrAttributes attributes{};
    EXPECT_EQ(aclrtPointerGetAttributes(pointer, &attributes), ACL_SUCCESS);
    return attributes;
}

TEST_F(MemoryConfig, NamesTheDevice) {
    aclrtMallocAttribute attribute{};
    attribute.attr = ACL_RT_MEM_ATTR_DEVICE_ID;
    attribute.value.deviceId = 1;
    aclrtMallocConfig config{&attribute, 1};
    void* memory = nullptr;
    ASSERT_EQ(aclrtMallocWithCfg(&memory, 64, ACL_MEM_MALLOC_HUGE_FIRST, &config), ACL_SUCCESS);
    EXPECT_EQ(attributes_of(memory).location.type, ACL_MEM_LOCATION_TYPE_DEVICE);
    EXPECT_EQ(attributes_of(memory).location.id, 1u);
    EXPECT_EQ(aclrtFree(memory), ACL_SUCCESS);
    attribute.value.deviceId = 77;
    EXPECT_EQ(aclrtMallocWithCfg(&memory, 64, ACL_MEM_MALLOC_HUGE_FIRST, &config),
              ACL_ERROR_RT_INVALID_DEVICEID);
    config.attrs = nullptr;
    EXPECT_EQ(aclrtMallocForTaskScheduler(&memory, 64, ACL_MEM_MALLOC_HUGE_FIRST, &config),
              ACL_ERROR_INVALID_PARAM);
}

TEST_F(MemoryConfig, NullIsTheCurrentDevice) {
    void *device = nullptr, *host = nullptr;
    ASSERT_EQ(aclrtMallocWithCfg(&device, 64, ACL_MEM_MALLOC_HUGE_FIRST, nullptr), ACL_SUCCESS);
    ASSERT_EQ(aclrtMallocHostWithCfg(&host, 64, nullptr), ACL_SUCCESS);
    EXPECT_EQ(attributes_of(device).location.id, 0u);
    EXPECT_EQ(attributes_of(host).location.type, ACL_MEM_LOCATION_TYPE_HOST);
    EXPECT_EQ(aclrtFreeWithDevSync(device), ACL_SUCCESS);
    EXPECT_EQ(aclrtFreeWithDevSync(device), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtFreeHostWithDevSync(host), ACL_SUCCESS);
    EXPECT_EQ(aclrtFreeHostWithDevSync(host), ACL_ERROR_RT_PARAM_INVALID);
}

TEST_F(MemoryConfig, RegisteredMemoryIsPinned) {
    std::vector<char> own(4096);
    void *mapped = nullptr, *device = nullptr;
    aclrtStream stream = nullptr;
    ASSERT_EQ(aclrtCreateStream(&stream), ACL_SUCCESS);
    ASSERT_EQ(aclrtMalloc(&device, own.size(), ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
    EXPECT_EQ(aclrtMemcpyAsyncWithCondition(device, own.size(), own.data(), own.size(),
                                            ACL_MEMCPY_HOST_TO_DEVICE, stream),
              ACL_ERROR_RT_PARAM_INVALID);
    ASSERT_EQ(aclrtHostRegister(own.data(), own.size(), ACL_HOST_REGISTER_MAPPED, &mapped),
              ACL_SUCCESS);
    EXPECT_EQ(mapped, own.data());
    EXPECT_EQ(aclrtHostRegister(own.data() + 8, 8, ACL_HOST_REGISTER_MAPPED, &mapped),
              ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtMemcpyAsyncWithCondition(device, own.size(), own.data(), own.size(),
                                            ACL_MEMCPY_HOST_TO_DEVICE, stream),
              ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(stream), ACL_SUCCESS);
    EXPECT_EQ(aclrtFreeHost(own.data()), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtHostUnregister(own.data()), ACL_SUCCESS);
    EXPECT_EQ(aclrtHostUnregister(own.data()), ACL_ERROR_RT_PARAM_INVALID);
}

TEST_F(MemoryConfig, RangeAroundAnAddressIsItsAllocation) {
    void *device = nullptr, *base = nullptr;
    std::size_t bytes = 0;
    ASSERT_EQ(aclrtMalloc(&device, 1000, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
    EXPECT_EQ(aclrtMemGetAddressRange(static_cast<char*>(device) + 500, &base, &bytes),
              ACL_SUCCESS);
    EXPECT_EQ(base, device);
    EXPECT_GE(bytes, 1000u);
    EXPECT_EQ(aclrtMemGetAddressRange(&base, &base, &bytes), ACL_ERROR_RT_PARAM_INVALID);
}

TEST_F(MemoryConfig, NoMemoryIsDamaged) {
    std::vector<aclrtMemUceInfo> damaged(4);
    std::size_t count = 9;
    EXPECT_EQ(aclrtGetMemUceInfo(0, damaged.data(), damaged.size(), &count), ACL_SUCCESS);
    EXPECT_EQ(count, 0u);
    EXPECT_EQ(aclrtGetMemUceInfo(9, damaged.data(), 4, &count), ACL_ERROR_RT_INVALID_DEVICEID);
    EXPECT_EQ(aclrtMemUceRepair(0, damaged.data(), 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtMemUceRepair(0, damaged.data(), 129), ACL_ERROR_INVALID_PARAM);
}

TEST_F(MemoryConfig, ImageMemoryIsDeviceMemory) {
    void *first = nullptr, *second = nullptr;
    EXPECT_EQ(acldvppMalloc(nullptr, 64), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(acldvppMalloc(&first, 0), ACL_ERROR_INVALID_PARAM);
    ASSERT_EQ(acldvppMalloc(&first, 64), ACL_SUCCESS);
    ASSERT_EQ(hi_mpi_dvpp_malloc(1, &second, 64), ACL_SUCCESS);
    EXPECT_EQ(attributes_of(first).location.id, 0u);
    EXPECT_EQ(attributes_of(second).location.id, 1u);
    EXPECT_EQ(acldvppFree(first), ACL_SUCCESS);
    EXPECT_EQ(acldvppFree(first), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(hi_mpi_dvpp_free(second), ACL_SUCCESS);
}

}  // namespace
}  // namespace ascend::test
