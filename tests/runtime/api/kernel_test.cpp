// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "ascend_sim/ascend_sim.h"
#include "tests/runtime/acl/acl_fixture.h"
#include "tests/runtime/acl/small_model.h"

// Kernels of a device binary: this program is an ELF object that has them.
extern "C" {
__attribute__((used, noinline)) void add_custom() {}
__attribute__((used, noinline)) void tiled_12_mix_aic() {}
}

namespace ascend::test {
namespace {

constexpr const char* kBinary = "/proc/self/exe";

class Kernels : public ::testing::Test {
  protected:
    static void start(const std::string& times) {
        const TemporaryFile file(".json", times);
        const std::string configuration =
            R"({"devices": ["Ascend910B2"], "out": "", "kernels": ")" + file.path() + "\"}";
        ASSERT_EQ(ascend_sim_configure(configuration.c_str()), ACL_SUCCESS) << ascend_sim_error();
        ASSERT_EQ(aclrtSetDevice(0), ACL_SUCCESS);
    }
    void SetUp() override {
        start(R"({"kernels": {"add_custom": {"block_us": 100, "core": "vector_core"}}})");
        ASSERT_EQ(aclrtBinaryLoadFromFile(kBinary, nullptr, &binary_), ACL_SUCCESS);
        ASSERT_EQ(aclrtBinaryGetFunction(binary_, "add_custom", &function_), ACL_SUCCESS);
        ASSERT_EQ(aclrtCreateStream(&stream_), ACL_SUCCESS);
    }
    aclError launch(std::uint32_t blocks) {
        const std::uint64_t argument = 1;
        return aclrtLaunchKernel(function_, blocks, &argument, sizeof argument, stream_);
    }
    double launched_us(std::uint32_t blocks) {
        EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
        const std::uint64_t before = ascend_sim_clock_ps();
        EXPECT_EQ(launch(blocks), ACL_SUCCESS);
        EXPECT_EQ(aclrtSynchronizeStream(stream_), ACL_SUCCESS);
        return static_cast<double>(ascend_sim_clock_ps() - before) * 1e-6;
    }
    aclrtBinHandle binary_ = nullptr;
    aclrtFuncHandle function_ = nullptr;
    aclrtStream stream_ = nullptr;
};

TEST_F(Kernels, TakeTheTimeOfTheirBlocksInWaves) {
    const double one = launched_us(1), full = launched_us(48), two_waves = launched_us(49);
    EXPECT_NEAR(one, 100, 60) << "the block, launch and host calls";
    EXPECT_LT(full - one, 50) << "48 vector cores work at once";
    EXPECT_NEAR(two_waves - full, 100, 20);
}

TEST_F(Kernels, AreRefusedByNameWhenNobodySaysHowLongTheyTake) {
    aclrtFuncHandle other = nullptr;
    ASSERT_EQ(aclrtBinaryGetFunctionByEntry(binary_, 12, &other), ACL_SUCCESS);
    const int argument = 0;
    aclGetRecentErrMsg();
    EXPECT_EQ(aclrtLaunchKernel(other, 1, &argument, 4, stream_), ACL_ERROR_API_NOT_SUPPORT);
    const std::string text = aclGetRecentErrMsg();
    EXPECT_NE(text.find("tiled_12_mix_aic"), std::string::npos) << text;
    EXPECT_NE(text.find("ASCEND_SIM_KERNELS"), std::string::npos) << text;
}

TEST_F(Kernels, ThatTheBinaryDoesNotHaveAreNotFound) {
    aclrtFuncHandle function = nullptr;
    EXPECT_EQ(aclrtBinaryGetFunction(binary_, "absent", &function), ACL_ERROR_RT_KERNEL_LOOKUP);
    EXPECT_EQ(aclrtBinaryGetFunctionByEntry(binary_, 13, &function), ACL_ERROR_RT_KERNEL_LOOKUP);
    EXPECT_EQ(aclrtBinaryGetFunction(binary_, nullptr, &function), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtBinaryGetFunction(binary_, "add_custom", nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtBinaryGetFunction(nullptr, "add_custom", &function), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtBinaryGetFunction(function_, "add_custom", &function),
              ACL_ERROR_RT_INVALID_HANDLE);
    EXPECT_EQ(aclrtBinaryGetFunction(binary_, "tiled_12", &function), ACL_SUCCESS)
        << "one half of a kernel for both kinds of core";
}

TEST_F(Kernels, DescribeThemselves) {
    char name[16] = {};
    EXPECT_EQ(aclrtGetFunctionName(function_, sizeof name, name), ACL_SUCCESS);
    EXPECT_STREQ(name, "add_custom");
    EXPECT_EQ(aclrtGetFunctionName(function_, 10, name), ACL_ERROR_RT_INSUFFICIENT_INPUT_ARRAY);
    EXPECT_EQ(aclrtGetFunctionName(function_, 16, nullptr), ACL_ERROR_INVALID_PARAM);
    aclrtBinHandle binary = nullptr;
    EXPECT_EQ(aclrtFunctionGetBinary(function_, &binary), ACL_SUCCESS);
    EXPECT_EQ(binary, binary_);
    std::size_t aic = 0, aiv = 0, bytes = 0;
    EXPECT_EQ(aclrtGetFunctionSize(function_, &aic, &aiv), ACL_SUCCESS);
    EXPECT_GT(aic, 0u);
    void *address = nullptr, *cube = nullptr, *vector = nullptr;
    EXPECT_EQ(aclrtBinaryGetDevAddress(binary_, &address, &bytes), ACL_SUCCESS);
    EXPECT_EQ(aclrtGetFunctionAddr(function_, &cube, &vector), ACL_SUCCESS);
    EXPECT_GT(cube, address);
    EXPECT_EQ(aclrtGetFunctionAddr(function_, nullptr, &vector), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtBinaryGetDevAddress(binary_, nullptr, &bytes), ACL_ERROR_INVALID_PARAM);
}

TEST_F(Kernels, GoWithTheirBinary) {
    std::size_t before = 0, after = 0, total = 0;
    aclrtGetMemInfo(ACL_HBM_MEM, &before, &total);
    EXPECT_EQ(aclrtBinaryUnLoad(binary_), ACL_SUCCESS);
    aclrtGetMemInfo(ACL_HBM_MEM, &after, &total);
    EXPECT_GT(after, before) << "its device memory is free again";
    EXPECT_EQ(aclrtBinaryUnLoad(binary_), ACL_ERROR_RT_INVALID_HANDLE);
    EXPECT_EQ(aclrtBinaryUnLoad(nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(launch(1), ACL_ERROR_RT_INVALID_HANDLE);
}

TEST_F(Kernels, LaunchChecksItsArguments) {
    const int argument = 0;
    EXPECT_EQ(aclrtLaunchKernel(function_, 0, &argument, 4, stream_), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtLaunchKernel(function_, 65536, &argument, 4, stream_),
              ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtLaunchKernel(function_, 1, nullptr, 4, stream_), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtLaunchKernel(function_, 1, &argument, 0, stream_), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtLaunchKernel(nullptr, 1, &argument, 4, stream_), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtLaunchKernel(function_, 1, &argument, 4, binary_), ACL_ERROR_RT_INVALID_HANDLE);
    EXPECT_EQ(aclrtLaunchKernelV2(function_, 1, &argument, 4, nullptr, stream_), ACL_SUCCESS);
    aclrtLaunchKernelCfg empty{nullptr, 0};
    EXPECT_EQ(aclrtLaunchKernelV2(function_, 1, &argument, 4, &empty, stream_),
              ACL_ERROR_RT_PARAM_INVALID);
}

TEST_F(Kernels, ArgumentsAreFinalizedBeforeTheyAreUsed) {
    aclrtArgsHandle arguments = nullptr;
    aclrtParamHandle value = nullptr, place = nullptr;
    ASSERT_EQ(aclrtKernelArgsInit(function_, &arguments), ACL_SUCCESS);
    std::uint32_t number = 3;
    EXPECT_EQ(aclrtKernelArgsAppend(arguments, &number, 4, &value), ACL_SUCCESS);
    EXPECT_EQ(aclrtKernelArgsAppendPlaceHolder(arguments, &place), ACL_SUCCESS);
    EXPECT_NE(value, place);
    EXPECT_EQ(aclrtLaunchKernelWithConfig(function_, 1, stream_, nullptr, arguments, nullptr),
              ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtKernelArgsFinalize(arguments), ACL_ERROR_RT_PARAM_INVALID)
        << "the place holder has no buffer";
    void* buffer = nullptr;
    EXPECT_EQ(aclrtKernelArgsGetPlaceHolderBuffer(arguments, value, 32, &buffer),
              ACL_ERROR_RT_PARAM_INVALID);
    ASSERT_EQ(aclrtKernelArgsGetPlaceHolderBuffer(arguments, place, 32, &buffer), ACL_SUCCESS);
    std::memset(buffer, 1, 32);
    EXPECT_EQ(aclrtKernelArgsGetPlaceHolderBuffer(arguments, place, 32, &buffer),
              ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtKernelArgsFinalize(arguments), ACL_SUCCESS);
    EXPECT_EQ(aclrtKernelArgsFinalize(arguments), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtKernelArgsAppend(arguments, &number, 4, &value), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtKernelArgsParaUpdate(arguments, value, &number, 4), ACL_SUCCESS);
    EXPECT_EQ(aclrtKernelArgsParaUpdate(arguments, value, &number, 2), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtKernelArgsParaUpdate(arguments, place, &number, 4), ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtLaunchKernelWithConfig(function_, 1, stream_, nullptr, arguments, nullptr),
              ACL_SUCCESS);
    EXPECT_EQ(aclrtLaunchKernelWithConfig(function_, 1, stream_, nullptr, arguments, &number),
              ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtLaunchKernelWithConfig(function_, 1, stream_, nullptr, nullptr, nullptr),
              ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtLaunchKernelWithConfig(function_, 1, stream_, nullptr, stream_, nullptr),
              ACL_ERROR_RT_INVALID_HANDLE);
}

TEST_F(Kernels, ArgumentsMayLieInMemoryOfTheProgram) {
    std::size_t handle_bytes = 0, bytes = 0;
    EXPECT_EQ(aclrtKernelArgsGetHandleMemSize(function_, &handle_bytes), ACL_SUCCESS);
    EXPECT_EQ(aclrtKernelArgsGetMemSize(function_, 13, &bytes), ACL_SUCCESS);
    EXPECT_GT(handle_bytes, 0u);
    EXPECT_EQ(bytes, 16u);
    std::vector<char> handle(handle_bytes), memory(bytes);
    aclrtParamHandle parameter = nullptr;
    int number = 5;
    ASSERT_EQ(aclrtKernelArgsInitByUserMem(function_, handle.data(), memory.data(), bytes),
              ACL_SUCCESS);
    EXPECT_EQ(aclrtKernelArgsAppend(handle.data(), &number, 4, &parameter), ACL_SUCCESS);
    EXPECT_EQ(aclrtKernelArgsFinalize(handle.data()), ACL_SUCCESS);
    EXPECT_EQ(aclrtLaunchKernelWithConfig(function_, 1, stream_, nullptr, handle.data(), nullptr),
              ACL_SUCCESS);
    EXPECT_EQ(aclrtKernelArgsInitByUserMem(function_, nullptr, memory.data(), bytes),
              ACL_ERROR_INVALID_PARAM);
}

TEST_F(Kernels, BinariesComeFromMemoryToo) {
    std::ifstream file(kBinary, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    aclrtBinary description = aclrtCreateBinary(bytes.data(), bytes.size());
    ASSERT_NE(description, nullptr);
    aclrtBinHandle binary = nullptr;
    EXPECT_EQ(aclrtBinaryLoad(description, &binary), ACL_SUCCESS);
    EXPECT_EQ(aclrtDestroyBinary(description), ACL_SUCCESS);
    EXPECT_EQ(aclrtDestroyBinary(description), ACL_ERROR_RT_INVALID_HANDLE);
    EXPECT_EQ(aclrtBinaryLoad(description, &binary), ACL_ERROR_RT_INVALID_HANDLE);
    EXPECT_EQ(aclrtBinaryLoadFromData(bytes.data(), bytes.size(), nullptr, &binary), ACL_SUCCESS);
    EXPECT_EQ(aclrtCreateBinary(nullptr, 1), nullptr);
    EXPECT_EQ(aclrtCreateBinary(bytes.data(), 0), nullptr);
}

TEST_F(Kernels, OtherFilesAreNoBinaries) {
    const TemporaryFile text(".o", "no object");
    // Every prefix of an object is cut off somewhere: none may be read beyond its end.
    std::ifstream file(kBinary, std::ios::binary);
    std::string bytes(2000, '\0');
    file.read(bytes.data(), 2000);
    aclrtBinHandle binary = nullptr;
    EXPECT_EQ(aclrtBinaryLoadFromFile(text.path().c_str(), nullptr, &binary),
              ACL_ERROR_RT_PARAM_INVALID);
    EXPECT_EQ(aclrtBinaryLoadFromFile("/absent.o", nullptr, &binary), ACL_ERROR_RT_FILE_OPEN);
    EXPECT_EQ(aclrtBinaryLoadFromFile(nullptr, nullptr, &binary), ACL_ERROR_INVALID_PARAM);
    for (std::size_t length = 1; length < bytes.size(); length += 37)
        EXPECT_EQ(aclrtBinaryLoadFromData(bytes.data(), length, nullptr, &binary),
                  length < 64 ? ACL_ERROR_RT_PARAM_INVALID : ACL_SUCCESS)
            << length;
}

TEST(KernelTimes, OfABadFileSayWhatIsWrong) {
    const auto refusal = [](const std::string& text) -> std::string {
        const TemporaryFile file(".json", text);
        const std::string configuration = R"({"kernels": ")" + file.path() + "\"}";
        return ascend_sim_configure(configuration.c_str()) == ACL_SUCCESS ? "" : ascend_sim_error();
    };
    EXPECT_NE(refusal("[]").find("\"kernels\""), std::string::npos);
    EXPECT_NE(refusal(R"({"kernels": {"a": 1}})").find("kernel \"a\" is 1"), std::string::npos);
    EXPECT_NE(refusal(R"({"kernels": {"a": {"block_us": -1}}})").find("\"block_us\" is -1"),
              std::string::npos);
    EXPECT_NE(refusal(R"({"kernels": {"a": {"block_us": 1, "core": "gpu"}}})").find("vector_core"),
              std::string::npos);
    EXPECT_NE(refusal(R"({"kernels": {"a": {"block_us": 1, "x": 1}}})").find("key \"x\""),
              std::string::npos);
}

}  // namespace
}  // namespace ascend::test
