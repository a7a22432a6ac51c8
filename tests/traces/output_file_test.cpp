// SPDX-License-Identifier: Apache-2.0
#include "traces/output_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "traces/error.h"

namespace ascend::traces {
namespace {

namespace fs = std::filesystem;

class OutputFileTest : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::path(testing::TempDir()) /
                  testing::UnitTest::GetInstance()->current_test_info()->name();
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }
    fs::path folder_;
};

TEST_F(OutputFileTest, AppearsOnlyWhenCommitted) {
    OutputFile file(folder_ / "a.txt");
    file.write("hello");
    EXPECT_FALSE(fs::exists(folder_ / "a.txt"));
    file.commit();
    std::ifstream in(folder_ / "a.txt");
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "hello");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

TEST_F(OutputFileTest, LeavesNothingBehindWithoutCommit) {
    { OutputFile(folder_ / "a.txt").write("half"); }
    EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(OutputFileTest, NamesTheFileThatCannotBeCreated) {
    try {
        OutputFile file(folder_ / "missing" / "a.txt");
        FAIL() << "created a file in a folder that does not exist";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kIo);
        EXPECT_NE(std::string(error.what()).find("missing/a.txt"), std::string::npos);
    }
}

TEST_F(OutputFileTest, ReportsAFolderThatWentAway) {
    OutputFile file(folder_ / "a.txt");
    file.write("x");
    fs::remove_all(folder_);
    EXPECT_THROW(file.commit(), Error);
}

}  // namespace
}  // namespace ascend::traces
