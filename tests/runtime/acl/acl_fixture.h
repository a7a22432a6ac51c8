// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>

#include "acl/acl.h"

namespace ascend::test {

/// Two Ascend310P3; aclInit and aclrtSetDevice(0) before each test, everything given back behind
/// it.
class AclTest : public ::testing::Test {
  protected:
    static void SetUpTestSuite();
    void SetUp() override;
    void TearDown() override;
};

/// An enumerator's bits as a C program may pass them: any number.
template <class Enum>
Enum enum_of(int number) {
    Enum value;
    std::memcpy(&value, &number, sizeof value);
    return value;
}

/// A stream that stands still: a blocking callback that nobody serves until release().
class BlockedStream {
  public:
    BlockedStream();
    ~BlockedStream();
    BlockedStream(const BlockedStream&) = delete;
    BlockedStream& operator=(const BlockedStream&) = delete;
    aclrtStream stream() const { return stream_; }
    /// Serves the callback: the stream goes on.
    void release();
    /// The stream is gone already.
    void abandon();

  private:
    aclrtStream stream_ = nullptr;
    bool blocked_ = true;
};

}  // namespace ascend::test
