// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <vector>

#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

using Settings = AclTest;
/// One and two units of a 310P's limits: 2^31 ns each.
constexpr std::uint32_t kUnitUs = 2147483, kTwoUnitsUs = 4294967;

TEST_F(Settings, AnOptionThatWasNeverSetIsRefused) {
    std::int64_t value = 0;
    EXPECT_EQ(aclrtGetSysParamOpt(ACL_OPT_DETERMINISTIC, &value), ACL_ERROR_RT_SYSPARAMOPT_NOT_SET);
    EXPECT_EQ(aclrtSetSysParamOpt(ACL_OPT_DETERMINISTIC, 1), ACL_SUCCESS);
    EXPECT_EQ(aclrtGetSysParamOpt(ACL_OPT_DETERMINISTIC, &value), ACL_SUCCESS);
    EXPECT_EQ(value, 1);
    EXPECT_EQ(aclrtSetSysParamOpt(enum_of<aclSysParamOpt>(7), 1), ACL_ERROR_INVALID_PARAM);
}

TEST_F(Settings, OptionsOfAContextAreItsOwn) {
    std::int64_t value = 0;
    ASSERT_EQ(aclrtCtxSetSysParamOpt(ACL_OPT_ENABLE_DEBUG_KERNEL, 5), ACL_SUCCESS);
    EXPECT_EQ(aclrtCtxGetSysParamOpt(ACL_OPT_ENABLE_DEBUG_KERNEL, &value), ACL_SUCCESS);
    EXPECT_EQ(value, 5);
    aclrtContext other = nullptr;
    ASSERT_EQ(aclrtCreateContext(&other, 0), ACL_SUCCESS);
    EXPECT_EQ(aclrtCtxGetSysParamOpt(ACL_OPT_ENABLE_DEBUG_KERNEL, &value),
              ACL_ERROR_RT_SYSPARAMOPT_NOT_SET);
}

TEST_F(Settings, TimeLimitsRoundUpToUnits) {
    std::uint64_t interval = 0, actual = 0;
    std::uint32_t ms = 0;
    EXPECT_EQ(aclrtGetOpTimeOutInterval(&interval), ACL_SUCCESS);
    EXPECT_EQ(interval, kUnitUs);
    EXPECT_EQ(aclrtSetOpExecuteTimeOutV2(1, &actual), ACL_SUCCESS);
    EXPECT_EQ(actual, kUnitUs);
    EXPECT_EQ(aclrtSetOpExecuteTimeOutV2(kUnitUs + 1, &actual), ACL_SUCCESS);
    EXPECT_EQ(actual, kTwoUnitsUs);
    EXPECT_EQ(aclrtSetOpExecuteTimeOutV2(0, &actual), ACL_SUCCESS);
    EXPECT_EQ(actual / 1000000, 545u);
    EXPECT_EQ(aclrtSetOpExecuteTimeOut(1), ACL_SUCCESS);
    EXPECT_EQ(aclrtGetOpExecuteTimeout(&ms), ACL_SUCCESS);
    EXPECT_EQ(ms, kUnitUs / 1000);
    EXPECT_EQ(aclrtSetOpExecuteTimeOutWithMs(3000), ACL_SUCCESS);
    EXPECT_EQ(aclrtGetOpExecuteTimeout(&ms), ACL_SUCCESS);
    EXPECT_EQ(ms, kTwoUnitsUs / 1000);
}

TEST_F(Settings, OverflowModeBelongsToTheDevice) {
    aclrtFloatOverflowMode mode = ACL_RT_OVERFLOW_MODE_UNDEF;
    EXPECT_EQ(aclrtGetDeviceSatMode(&mode), ACL_SUCCESS);
    EXPECT_EQ(mode, ACL_RT_OVERFLOW_MODE_SATURATION);
    EXPECT_EQ(aclrtSetDeviceSatMode(ACL_RT_OVERFLOW_MODE_INFNAN), ACL_SUCCESS);
    EXPECT_EQ(aclrtGetDeviceSatMode(&mode), ACL_SUCCESS);
    EXPECT_EQ(mode, ACL_RT_OVERFLOW_MODE_INFNAN);
    EXPECT_EQ(aclrtSetDeviceSatMode(ACL_RT_OVERFLOW_MODE_UNDEF), ACL_ERROR_INVALID_PARAM);
}

TEST_F(Settings, OverflowStatusIsZero) {
    void* status = nullptr;
    ASSERT_EQ(aclrtMalloc(&status, 64, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
    ASSERT_EQ(aclrtMemset(status, 64, 1, 64), ACL_SUCCESS);
    EXPECT_EQ(aclrtResetOverflowStatus(nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclrtGetOverflowStatus(status, 64, nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(nullptr), ACL_SUCCESS);
    EXPECT_EQ(*static_cast<char*>(status), 0);
    EXPECT_EQ(aclrtGetOverflowStatus(status, 0, nullptr), ACL_ERROR_INVALID_PARAM);
}

TEST_F(Settings, ThereIsOneGroupOfAllCores) {
    std::uint32_t count = 0;
    std::int32_t cores = 0;
    std::size_t bytes = 0;
    EXPECT_EQ(aclrtGetGroupCount(&count), ACL_SUCCESS);
    EXPECT_EQ(count, 1u);
    EXPECT_EQ(aclrtSetGroup(0), ACL_SUCCESS);
    EXPECT_EQ(aclrtSetGroup(1), ACL_ERROR_RT_GROUP_NOT_CREATE);
    aclrtGroupInfo* info = aclrtCreateGroupInfo();
    const auto detail = [&](std::int32_t index, std::size_t length) {
        return aclrtGetGroupInfoDetail(info, index, ACL_GROUP_AICORE_INT, &cores, length, &bytes);
    };
    EXPECT_EQ(detail(0, 4), ACL_ERROR_INVALID_PARAM);
    ASSERT_EQ(aclrtGetAllGroupInfo(info), ACL_SUCCESS);
    EXPECT_EQ(detail(-1, 4), ACL_SUCCESS);
    EXPECT_EQ(cores, 8);
    EXPECT_EQ(bytes, 4u);
    EXPECT_EQ(detail(1, 4), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(detail(0, 3), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtDestroyGroupInfo(info), ACL_SUCCESS);
}

TEST_F(Settings, ADeviceTellsWhatItIs) {
    std::int64_t value = 0;
    EXPECT_EQ(aclGetDeviceCapability(0, ACL_DEVICE_INFO_AI_CORE_NUM, &value), ACL_SUCCESS);
    EXPECT_EQ(value, 8);
    EXPECT_EQ(aclGetDeviceCapability(0, ACL_DEVICE_INFO_L2_SIZE, &value), ACL_SUCCESS);
    EXPECT_GT(value, 1 << 20);
    EXPECT_EQ(aclGetDeviceCapability(9, ACL_DEVICE_INFO_L2_SIZE, &value),
              ACL_ERROR_RT_INVALID_DEVICEID);
    EXPECT_EQ(aclGetDeviceCapability(0, ACL_DEVICE_INFO_UNDEFINED, &value),
              ACL_ERROR_INVALID_PARAM);
    aclrtDeviceStatus status = ACL_RT_DEVICE_STATUS_END;
    EXPECT_EQ(aclrtQueryDeviceStatus(1, &status), ACL_SUCCESS);
    EXPECT_EQ(status, ACL_RT_DEVICE_STATUS_NORMAL);
    aclrtUtilizationInfo load{};
    EXPECT_EQ(aclrtGetDeviceUtilizationRate(0, &load), ACL_SUCCESS);
    EXPECT_EQ(load.cubeUtilization, 0);
}

TEST_F(Settings, AttributesOfTheSoftwareAreListed) {
    const aclCannAttr* list = nullptr;
    std::size_t count = 0;
    std::int32_t value = 9;
    ASSERT_EQ(aclGetCannAttributeList(&list, &count), ACL_SUCCESS);
    ASSERT_EQ(count, 3u);
    for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(aclGetCannAttribute(list[i], &value), 0);
    EXPECT_EQ(aclGetCannAttribute(ACL_CANN_ATTR_BF16, &value), ACL_SUCCESS);
    EXPECT_EQ(value, 0);
    EXPECT_EQ(aclGetCannAttribute(ACL_CANN_ATTR_UNDEFINED, &value), ACL_ERROR_INVALID_PARAM);
}

TEST_F(Settings, VersionIsThatOfTheInterface) {
    aclCANNPackageVersion version;
    ASSERT_EQ(aclsysGetCANNVersion(ACL_PKG_NAME_RUNTIME, &version), ACL_SUCCESS);
    EXPECT_STREQ(version.version, "8.1.RC1");
    EXPECT_STREQ(version.majorVersion, "8");
    EXPECT_STREQ(version.minorVersion, "1");
    EXPECT_EQ(aclsysGetCANNVersion(enum_of<aclCANNPackageName>(99), &version),
              ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclsysGetCANNVersion(ACL_PKG_NAME_RUNTIME, nullptr), ACL_ERROR_INVALID_PARAM);
}

TEST_F(Settings, PrimaryContextIsActiveWhileTheDeviceIsSet) {
    std::int32_t active = 9;
    std::uint32_t flags = 9;
    EXPECT_EQ(aclrtGetPrimaryCtxState(0, &flags, &active), ACL_SUCCESS);
    EXPECT_EQ(active, 1);
    EXPECT_EQ(flags, 0u);
    EXPECT_EQ(aclrtGetPrimaryCtxState(1, nullptr, &active), ACL_SUCCESS);
    EXPECT_EQ(active, 0);
}

TEST_F(Settings, DefaultStreamHasAHandleToo) {
    aclrtStream stream = nullptr;
    std::int32_t named = 0, by_null = 1;
    ASSERT_EQ(aclrtCtxGetCurrentDefaultStream(&stream), ACL_SUCCESS);
    ASSERT_EQ(aclrtStreamGetId(stream, &named), ACL_SUCCESS);
    ASSERT_EQ(aclrtStreamGetId(nullptr, &by_null), ACL_SUCCESS);
    EXPECT_EQ(named, by_null);
    EXPECT_EQ(aclrtDestroyStream(stream), ACL_ERROR_RT_PARAM_INVALID);
}

}  // namespace
}  // namespace ascend::test
