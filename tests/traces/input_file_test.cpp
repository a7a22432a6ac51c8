// SPDX-License-Identifier: Apache-2.0
#include "traces/input_file.h"

#include <gtest/gtest.h>

#include <fstream>

namespace ascend::traces {
namespace {

TEST(InputFile, KeepsEveryByte) {
    const auto path = std::filesystem::path(testing::TempDir()) / "input_file_test";
    const std::string bytes("a\0\r\n\xff", 5);
    std::ofstream(path, std::ios::binary) << bytes;
    EXPECT_EQ(read_file(path), bytes);
    std::ofstream(path, std::ios::binary | std::ios::trunc).flush();
    EXPECT_EQ(read_file(path), "");
    std::filesystem::remove(path);
}

TEST(InputFile, IsNotThereForAMissingFileOrAFolder) {
    EXPECT_EQ(read_file(std::filesystem::path(testing::TempDir()) / "no such file"), std::nullopt);
    EXPECT_EQ(read_file(testing::TempDir()), std::nullopt);
}

}  // namespace
}  // namespace ascend::traces
