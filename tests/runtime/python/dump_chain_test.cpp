// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "acl/acl_dump.h"
#include "ascend_sim/ascend_sim.h"
#include "tests/runtime/acl/acl_fixture.h"
#include "tests/runtime/acl/small_model.h"

namespace ascend::test {
namespace {

constexpr std::uint32_t kLargestChunk = 128u << 20;
/// Rows of the small model's output, whose bytes are one largest chunk: its file needs two.
constexpr std::size_t kRows = kLargestChunk / (64 * 4);

struct Chunk {
    std::uint32_t bytes, last;
    std::int64_t offset;
    std::int32_t flag, length;
};

/// What the callback saw, by file, as the C interface gives it no argument of the program's.
std::map<std::string, std::vector<Chunk>>& chunks() {
    static std::map<std::string, std::vector<Chunk>> seen;
    return seen;
}

std::int32_t note(const acldumpChunk* chunk, std::int32_t length) {
    chunks()[chunk->fileName].push_back(
        {chunk->bufLen, chunk->isLastChunk, chunk->offset, chunk->flag, length});
    return 0;
}

class DumpTest : public AclTest {
  protected:
    void SetUp() override {
        AclTest::SetUp();
        chunks().clear();
        const std::string folder = std::filesystem::temp_directory_path().string();
        const TemporaryFile file(
            ".json", R"({"dump": {"dump_list": [], "dump_path": ")" + folder + R"("}})");
        ASSERT_EQ(aclmdlInitDump(), ACL_SUCCESS);
        ASSERT_EQ(acldumpRegCallback(note, 0), ACL_SUCCESS);
        ASSERT_EQ(aclmdlSetDump(file.path().c_str()), ACL_SUCCESS);
    }
    void TearDown() override {
        acldumpUnregCallback();
        ascend_sim_set_compile_options("{}");
        AclTest::TearDown();
    }

    static aclmdlDataset* make_set(std::size_t bytes) {
        void* memory = nullptr;
        EXPECT_EQ(aclrtMalloc(&memory, bytes, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
        aclmdlDataset* set = aclmdlCreateDataset();
        EXPECT_EQ(aclmdlAddDatasetBuffer(set, aclCreateDataBuffer(memory, bytes)), ACL_SUCCESS);
        return set;
    }

    static void destroy(aclmdlDataset* set) {
        aclDestroyDataBuffer(aclmdlGetDatasetBuffer(set, 0));
        aclmdlDestroyDataset(set);
    }

    static void execute(std::size_t rows) {
        const std::string options = R"({"batch": )" + std::to_string(rows) + "}";
        ASSERT_EQ(ascend_sim_set_compile_options(options.c_str()), ACL_SUCCESS);
        const std::string bytes = small_model();
        std::uint32_t model = 0;
        ASSERT_EQ(aclmdlLoadFromMem(bytes.data(), bytes.size(), &model), ACL_SUCCESS);
        aclmdlDataset *input = make_set(rows * 32 * 4), *output = make_set(rows * 64 * 4);
        EXPECT_EQ(aclmdlExecute(model, input, output), ACL_SUCCESS);
        EXPECT_EQ(aclmdlFinalizeDump(), ACL_SUCCESS);
        destroy(input);
        destroy(output);
        EXPECT_EQ(aclmdlUnload(model), ACL_SUCCESS);
    }
};

TEST_F(DumpTest, EveryChunkSaysItsLengthAndPlace) {
    execute(4);
    EXPECT_GE(chunks().size(), 2u);
    for (const auto& [file, of_file] : chunks()) {
        ASSERT_EQ(of_file.size(), 1u) << file;
        EXPECT_EQ(of_file[0].length, static_cast<std::int32_t>(4120 + of_file[0].bytes));
        EXPECT_EQ(of_file[0].last, 1u);
        EXPECT_EQ(of_file[0].offset, -1);
        EXPECT_EQ(of_file[0].flag, 0);
    }
}

TEST_F(DumpTest, AFileBeyondTheLargestChunkComesInTwo) {
    execute(kRows);
    std::size_t large = 0;
    for (const auto& [file, of_file] : chunks()) {
        if (of_file.size() == 1) continue;
        ++large;
        ASSERT_EQ(of_file.size(), 2u) << file;
        EXPECT_EQ(of_file[0].bytes, kLargestChunk);
        EXPECT_EQ(of_file[0].last, 0u);
        EXPECT_EQ(of_file[0].length, static_cast<std::int32_t>(4120 + kLargestChunk));
        EXPECT_EQ(of_file[1].last, 1u);
        EXPECT_GT(of_file[1].bytes, 0u);
        EXPECT_LT(of_file[1].bytes, 4096u);  // as much as the head has, which came first
        EXPECT_EQ(of_file[1].offset, -1);
    }
    EXPECT_EQ(large, 1u);  // the graph's output alone has four bytes an element
}

TEST_F(DumpTest, NothingComesAfterTheCallbackIsGone) {
    acldumpUnregCallback();
    EXPECT_EQ(acldumpRegCallback(nullptr, 0), ACL_ERROR_FAILURE);
    EXPECT_EQ(acldumpRegCallback(note, 1), ACL_ERROR_FAILURE);
    EXPECT_EQ(aclmdlFinalizeDump(), ACL_SUCCESS);
    EXPECT_EQ(aclmdlFinalizeDump(), ACL_ERROR_DUMP_NOT_RUN);
    EXPECT_TRUE(chunks().empty());
}

}  // namespace
}  // namespace ascend::test
