// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstring>
#include <limits>

#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

class MemoryTest : public AclTest {
  protected:
    static std::size_t free_bytes() {
        std::size_t free = 0, total = 0;
        EXPECT_EQ(aclrtGetMemInfo(ACL_DDR_MEM, &free, &total), ACL_SUCCESS);
        return free;
    }
    static void* allocate(std::size_t bytes) {
        void* memory = nullptr;
        EXPECT_EQ(aclrtMalloc(&memory, bytes, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
        return memory;
    }
};

TEST_F(MemoryTest, IsAlignedAndFreeAgainAfterwards) {
    const std::size_t before = free_bytes();
    void *small = allocate(1), *large = allocate(1 << 20);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(small) % 64, 0u);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(large) % 64, 0u);
    EXPECT_NE(small, large);
    EXPECT_LE(free_bytes(), before - (1 << 20) - 1);
    EXPECT_EQ(aclrtFree(small), ACL_SUCCESS);
    EXPECT_EQ(aclrtFree(large), ACL_SUCCESS);
    EXPECT_EQ(free_bytes(), before);
}

TEST_F(MemoryTest, TheLowestGapThatFitsIsTaken) {
    void *first = allocate(4096), *second = allocate(4096);
    ASSERT_EQ(aclrtFree(first), ACL_SUCCESS);
    void *smaller = allocate(1024), *larger = allocate(8192);
    EXPECT_EQ(smaller, first);
    EXPECT_GT(larger, second);
}

TEST_F(MemoryTest, CapacityIsExact) {
    const std::size_t capacity = free_bytes();
    void* memory = nullptr;
    EXPECT_EQ(aclrtMallocAlign32(&memory, capacity + 1, ACL_MEM_MALLOC_HUGE_FIRST),
              ACL_ERROR_RT_MEMORY_ALLOCATION);
    EXPECT_EQ(aclrtMallocAlign32(&memory, capacity, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
    EXPECT_EQ(free_bytes(), 0u);
    void* more = nullptr;
    EXPECT_EQ(aclrtMalloc(&more, 1, ACL_MEM_MALLOC_HUGE_FIRST), ACL_ERROR_RT_MEMORY_ALLOCATION);
    EXPECT_EQ(aclrtFree(memory), ACL_SUCCESS);
}

TEST_F(MemoryTest, HoldsRealBytes) {
    auto* memory = static_cast<char*>(allocate(3 << 20));
    std::memset(memory, 7, 3 << 20);
    EXPECT_EQ(memory[(3 << 20) - 1], 7);
}

TEST_F(MemoryTest, ArgumentsAreChecked) {
    void* memory = nullptr;
    constexpr std::size_t kHuge = std::numeric_limits<std::size_t>::max();
    EXPECT_EQ(aclrtMalloc(nullptr, 1, ACL_MEM_MALLOC_HUGE_FIRST), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtMalloc(&memory, 0, ACL_MEM_MALLOC_HUGE_FIRST), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtMalloc(&memory, kHuge, ACL_MEM_MALLOC_HUGE_FIRST), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtMallocCached(&memory, 0, ACL_MEM_MALLOC_HUGE_FIRST), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtMallocHost(&memory, 0), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtMallocHost(nullptr, 1), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtFree(nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtFreeHost(nullptr), ACL_ERROR_INVALID_PARAM);
}

TEST_F(MemoryTest, WrongFreesAreRefused) {
    auto* memory = static_cast<char*>(allocate(4096));
    int on_the_stack = 0;
    EXPECT_EQ(aclrtFree(memory + 64), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtFree(&on_the_stack), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtFreeHost(memory), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtFree(memory), ACL_SUCCESS);
    EXPECT_EQ(aclrtFree(memory), ACL_ERROR_RT_PARAM_INVALID);
}

TEST_F(MemoryTest, InformationIsChecked) {
    std::size_t free = 0, total = 0;
    EXPECT_EQ(aclrtGetMemInfo(enum_of<aclrtMemAttr>(12), &free, &total),
              ACL_ERROR_RT_INVALID_MEMORY_TYPE);
    EXPECT_EQ(aclrtGetMemInfo(ACL_DDR_MEM, nullptr, &total), ACL_ERROR_INVALID_PARAM);
    ASSERT_EQ(aclrtResetDevice(0), ACL_SUCCESS);
    EXPECT_EQ(aclrtGetMemInfo(ACL_DDR_MEM, &free, &total), ACL_ERROR_RT_CONTEXT_NULL);
    void* memory = nullptr;
    EXPECT_EQ(aclrtMalloc(&memory, 1, ACL_MEM_MALLOC_HUGE_FIRST), ACL_ERROR_RT_CONTEXT_NULL);
}

TEST_F(MemoryTest, DevicesHaveTheirOwn) {
    void* here = allocate(4096);
    ASSERT_EQ(aclrtSetDevice(1), ACL_SUCCESS);
    void* there = allocate(4096);
    EXPECT_NE(here, there);
    EXPECT_EQ(aclrtFree(here), ACL_SUCCESS);
    EXPECT_EQ(aclrtFree(there), ACL_SUCCESS);
}

}  // namespace
}  // namespace ascend::test
