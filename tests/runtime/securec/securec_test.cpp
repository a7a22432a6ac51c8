// SPDX-License-Identifier: Apache-2.0
#include "securec.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>

namespace {

TEST(SecureMemory, CopiesWhatFits) {
    char to[4] = {1, 1, 1, 1};
    const char from[2] = {7, 8};
    EXPECT_EQ(memcpy_s(to, 4, from, 2), EOK);
    EXPECT_EQ(to[1], 8);
    EXPECT_EQ(to[2], 1);
}

TEST(SecureMemory, ClearsTheDestinationWhenItDoesNotFit) {
    char to[4] = {1, 1, 1, 1};
    const char from[8] = {7};
    EXPECT_EQ(memcpy_s(to, 4, from, 5), ERANGE_AND_RESET);
    EXPECT_EQ(std::string(to, 4), std::string(4, '\0'));
    EXPECT_EQ(memmove_s(to, 4, nullptr, 1), EINVAL_AND_RESET);
    EXPECT_EQ(memcpy_s(nullptr, 4, from, 1), EINVAL);
    EXPECT_EQ(memcpy_s(to, 0, from, 1), ERANGE);
    EXPECT_EQ(memcpy_s(to, std::size_t{1} << 31, from, 1), ERANGE);
}

TEST(SecureMemory, OverlapIsForMemmoveOnly) {
    char bytes[8] = {0, 1, 2, 3, 4, 5, 6, 7};
    EXPECT_EQ(memmove_s(bytes + 1, 7, bytes, 4), EOK);
    EXPECT_EQ(bytes[4], 3);
    EXPECT_EQ(memcpy_s(bytes + 1, 7, bytes, 4), EOVERLAP_AND_RESET);
    EXPECT_EQ(bytes[1], 0);
}

TEST(SecureMemory, FillsNoMoreThanThereIs) {
    char bytes[4] = {};
    EXPECT_EQ(memset_s(bytes, 4, 5, 9), ERANGE_AND_RESET);
    EXPECT_EQ(bytes[3], 5);
    EXPECT_EQ(memset_s(bytes, 4, 6, 2), EOK);
    EXPECT_EQ(bytes[2], 5);
}

TEST(SecureString, CopyNeedsRoomForTheTerminator) {
    char to[4] = "old";
    EXPECT_EQ(strcpy_s(to, 4, "abc"), EOK);
    EXPECT_STREQ(to, "abc");
    EXPECT_EQ(strcpy_s(to, 4, "abcd"), ERANGE_AND_RESET);
    EXPECT_STREQ(to, "");
    EXPECT_EQ(strncpy_s(to, 4, "abcdef", 3), EOK);
    EXPECT_STREQ(to, "abc");
    EXPECT_EQ(strcpy_s(to, 4, nullptr), EINVAL_AND_RESET);
    EXPECT_EQ(strcpy_s(to, 4, to + 1), EOVERLAP_AND_RESET);
}

TEST(SecureString, AppendsBehindTheTerminator) {
    char to[8] = "ab";
    EXPECT_EQ(strcat_s(to, 8, "cd"), EOK);
    EXPECT_EQ(strncat_s(to, 8, "efgh", 2), EOK);
    EXPECT_STREQ(to, "abcdef");
    EXPECT_EQ(strcat_s(to, 8, "gh"), ERANGE_AND_RESET);
    char full[2] = {'a', 'b'};
    EXPECT_EQ(strcat_s(full, 2, "c"), EINVAL_AND_RESET);
}

TEST(SecureString, TokensAreFoundOneByOne) {
    char text[] = " one  two ";
    char* rest = nullptr;
    EXPECT_STREQ(strtok_s(text, " ", &rest), "one");
    EXPECT_STREQ(strtok_s(nullptr, " ", &rest), "two");
    EXPECT_EQ(strtok_s(nullptr, " ", &rest), nullptr);
    EXPECT_EQ(strtok_s(text, " ", nullptr), nullptr);
}

TEST(SecureFormat, WritesWhatFits) {
    char to[8] = "old";
    EXPECT_EQ(sprintf_s(to, 8, "%d", 1234567), 7);
    EXPECT_EQ(sprintf_s(to, 8, "%d", 12345678), -1);
    EXPECT_STREQ(to, "");
    EXPECT_EQ(snprintf_s(to, 8, 4, "%s", "abc"), 3);
    EXPECT_EQ(snprintf_s(to, 8, 3, "%s", "abcdef"), -1);
    EXPECT_STREQ(to, "abc");
    EXPECT_EQ(snprintf_s(to, 8, 7, "%s", "abcdefgh"), -1);
    EXPECT_STREQ(to, "");
}

}  // namespace
