// SPDX-License-Identifier: Apache-2.0
#include <cstring>

#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

constexpr std::size_t kPage = 2u << 20;

aclrtPhysicalMemProp huge_pages(std::uint32_t device = 0) {
    aclrtPhysicalMemProp properties{};
    properties.memAttr = ACL_HBM_MEM_HUGE;
    properties.location = {device, ACL_MEM_LOCATION_TYPE_DEVICE};
    return properties;
}

class VirtualMemory : public AclTest {
  protected:
    void SetUp() override {
        AclTest::SetUp();
        const auto properties = huge_pages();
        ASSERT_EQ(aclrtMallocPhysical(&physical_, kPage, &properties, 0), ACL_SUCCESS);
        ASSERT_EQ(aclrtReserveMemAddress(&address_, 4 * kPage, 0, nullptr, 1), ACL_SUCCESS);
    }
    void* at(std::size_t page) { return static_cast<char*>(address_) + page * kPage; }
    aclrtDrvMemHandle physical_ = nullptr;
    void* address_ = nullptr;
};

TEST_F(VirtualMemory, BytesFollowThePhysicalMemoryToAnotherAddress) {
    char byte = 5, seen = 0;
    ASSERT_EQ(aclrtMapMem(at(0), kPage, 0, physical_, 0), ACL_SUCCESS);
    ASSERT_EQ(aclrtMemcpy(at(0), 1, &byte, 1, ACL_MEMCPY_HOST_TO_DEVICE), ACL_SUCCESS);
    ASSERT_EQ(aclrtUnmapMem(at(0)), ACL_SUCCESS);
    ASSERT_EQ(aclrtMapMem(at(2), kPage, 0, physical_, 0), ACL_SUCCESS);
    ASSERT_EQ(aclrtMemcpy(&seen, 1, at(2), 1, ACL_MEMCPY_DEVICE_TO_HOST), ACL_SUCCESS);
    EXPECT_EQ(seen, 5);
}

TEST_F(VirtualMemory, AddressesWithoutMemoryAreRefused) {
    char byte = 5;
    EXPECT_EQ(aclrtMemcpy(at(1), 1, &byte, 1, ACL_MEMCPY_HOST_TO_DEVICE),
              ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtUnmapMem(at(1)), ACL_ERROR_RT_PARAM_INVALID);
}

TEST_F(VirtualMemory, MapsOnlyWhereItFits) {
    EXPECT_EQ(aclrtMapMem(at(0), 2 * kPage, 0, physical_, 0), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtMapMem(at(4), kPage, 0, physical_, 0), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtMapMem(at(0), kPage, kPage, physical_, 0), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtMapMem(nullptr, kPage, 0, physical_, 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtMapMem(at(0), 0, 0, physical_, 0), ACL_ERROR_INVALID_PARAM);
    ASSERT_EQ(aclrtMapMem(at(0), kPage, 0, physical_, 0), ACL_SUCCESS);
    EXPECT_EQ(aclrtMapMem(at(0), kPage, 0, physical_, 0), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtReleaseMemAddress(address_), ACL_ERROR_RT_PARAM_INVALID);
    ASSERT_EQ(aclrtUnmapMem(at(0)), ACL_SUCCESS);
    EXPECT_EQ(aclrtReleaseMemAddress(address_), ACL_SUCCESS);
    EXPECT_EQ(aclrtReleaseMemAddress(address_), ACL_ERROR_RT_PARAM_INVALID);
}

TEST_F(VirtualMemory, CountsAgainstTheCapacity) {
    std::size_t before = 0, after = 0, total = 0;
    const auto properties = huge_pages();
    aclrtDrvMemHandle more = nullptr;
    ASSERT_EQ(aclrtGetMemInfo(ACL_DDR_MEM, &before, &total), ACL_SUCCESS);
    ASSERT_EQ(aclrtMallocPhysical(&more, 3 * kPage, &properties, 0), ACL_SUCCESS);
    ASSERT_EQ(aclrtGetMemInfo(ACL_DDR_MEM, &after, &total), ACL_SUCCESS);
    EXPECT_EQ(after, before - 3 * kPage);
    EXPECT_EQ(aclrtMallocPhysical(&more, total / kPage * kPage, &properties, 0),
              ACL_ERROR_RT_MEMORY_ALLOCATION);
}

TEST_F(VirtualMemory, FreedWhileMappedItLivesUntilItIsUnmapped) {
    std::size_t before = 0, after = 0, total = 0;
    ASSERT_EQ(aclrtMapMem(at(0), kPage, 0, physical_, 0), ACL_SUCCESS);
    ASSERT_EQ(aclrtFreePhysical(physical_), ACL_SUCCESS);
    EXPECT_EQ(aclrtFreePhysical(physical_), ACL_ERROR_RT_INVALID_HANDLE);
    ASSERT_EQ(aclrtGetMemInfo(ACL_DDR_MEM, &before, &total), ACL_SUCCESS);
    EXPECT_EQ(aclrtMemset(at(0), kPage, 1, kPage), ACL_SUCCESS);
    ASSERT_EQ(aclrtUnmapMem(at(0)), ACL_SUCCESS);
    ASSERT_EQ(aclrtGetMemInfo(ACL_DDR_MEM, &after, &total), ACL_SUCCESS);
    EXPECT_EQ(after, before + kPage);
}

TEST_F(VirtualMemory, PhysicalMemoryIsChecked) {
    aclrtPhysicalMemProp properties = huge_pages();
    aclrtDrvMemHandle handle = nullptr;
    EXPECT_EQ(aclrtMallocPhysical(&handle, kPage + 1, &properties, 0), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtMallocPhysical(&handle, 0, &properties, 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtMallocPhysical(&handle, kPage, nullptr, 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtMallocPhysical(&handle, kPage, &properties, 1), ACL_ERROR_RT_PARAM_INVALID);
    properties.location.id = 9;
    EXPECT_EQ(aclrtMallocPhysical(&handle, kPage, &properties, 0), ACL_ERROR_RT_INVALID_DEVICEID);
}

TEST_F(VirtualMemory, GranularityIsThePage) {
    aclrtPhysicalMemProp properties = huge_pages();
    std::size_t bytes = 0;
    EXPECT_EQ(
        aclrtMemGetAllocationGranularity(&properties, ACL_RT_MEM_ALLOC_GRANULARITY_MINIMUM, &bytes),
        ACL_SUCCESS);
    EXPECT_EQ(bytes, kPage);
    properties.memAttr = ACL_HBM_MEM_HUGE1G;
    EXPECT_EQ(aclrtMemGetAllocationGranularity(&properties,
                                               ACL_RT_MEM_ALLOC_GRANULARITY_RECOMMENDED, &bytes),
              ACL_SUCCESS);
    EXPECT_EQ(bytes, std::size_t{1} << 30);
    EXPECT_EQ(
        aclrtMemGetAllocationGranularity(&properties, ACL_RT_MEM_ALLOC_GRANULARITY_UNDEF, &bytes),
        ACL_ERROR_INVALID_PARAM);
}

TEST_F(VirtualMemory, AnImportedHandleIsTheSameMemory) {
    std::uint64_t key = 0;
    aclrtDrvMemHandle other = nullptr;
    std::int32_t pid = 0;
    ASSERT_EQ(aclrtMemExportToShareableHandle(physical_, ACL_MEM_HANDLE_TYPE_NONE, 0, &key),
              ACL_SUCCESS);
    EXPECT_EQ(aclrtDeviceGetBareTgid(&pid), ACL_SUCCESS);
    EXPECT_EQ(aclrtMemSetPidToShareableHandle(key, &pid, 1), ACL_SUCCESS);
    ASSERT_EQ(aclrtMemImportFromShareableHandle(key, 0, &other), ACL_SUCCESS);
    ASSERT_EQ(aclrtMapMem(at(0), kPage, 0, physical_, 0), ACL_SUCCESS);
    ASSERT_EQ(aclrtMapMem(at(1), kPage, 0, other, 0), ACL_SUCCESS);
    ASSERT_EQ(aclrtMemset(at(0), kPage, 6, kPage), ACL_SUCCESS);
    EXPECT_EQ(*static_cast<char*>(at(1)), 6);
    EXPECT_EQ(aclrtMemImportFromShareableHandle(1234, 0, &other), ACL_ERROR_RT_PARAM_INVALID);
}

TEST_F(VirtualMemory, ReservedRangesAreChecked) {
    void* address = nullptr;
    EXPECT_EQ(aclrtReserveMemAddress(&address, 0, 0, nullptr, 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtReserveMemAddress(nullptr, kPage, 0, nullptr, 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtReserveMemAddress(&address, kPage, 7, nullptr, 0), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtReserveMemAddress(&address, kPage, 0, address_, 0), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtReserveMemAddress(&address, kPage, 0, nullptr, 2), ACL_ERROR_RT_PARAM_INVALID);
}

}  // namespace
}  // namespace ascend::test
