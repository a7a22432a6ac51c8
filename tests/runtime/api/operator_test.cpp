// SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

#include "acl/acl_op_compiler.h"
#include "acl/acl_rt_allocator.h"
#include "tests/runtime/acl/acl_fixture.h"

namespace ascend::test {
namespace {

/// A float16 tensor in device memory with its description and buffer.
class Operand {
  public:
    explicit Operand(std::vector<std::int64_t> dims, aclDataType type = ACL_FLOAT16)
        : desc_(aclCreateTensorDesc(type, static_cast<int>(dims.size()), dims.data(),
                                    ACL_FORMAT_ND)) {
        const std::size_t bytes = aclGetTensorDescSize(desc_);
        EXPECT_EQ(aclrtMalloc(&memory_, bytes, ACL_MEM_MALLOC_HUGE_FIRST), ACL_SUCCESS);
        EXPECT_EQ(aclrtMemset(memory_, bytes, 1, bytes), ACL_SUCCESS);
        buffer_ = aclCreateDataBuffer(memory_, bytes);
    }
    ~Operand() {
        aclDestroyDataBuffer(buffer_);
        aclDestroyTensorDesc(desc_);
        aclrtFree(memory_);
    }
    Operand(const Operand&) = delete;
    Operand& operator=(const Operand&) = delete;
    aclTensorDesc* desc() const { return desc_; }
    aclDataBuffer* buffer() const { return buffer_; }
    unsigned char first_byte() const { return *static_cast<unsigned char*>(memory_); }

  private:
    aclTensorDesc* desc_ = nullptr;
    aclDataBuffer* buffer_ = nullptr;
    void* memory_ = nullptr;
};

class Operator : public AclTest {
  protected:
    aclError run(const char* type, std::initializer_list<const Operand*> inputs,
                 const Operand& output, const aclopAttr* attributes = nullptr) {
        std::vector<const aclTensorDesc*> descs;
        std::vector<const aclDataBuffer*> buffers;
        for (const Operand* input : inputs) {
            descs.push_back(input->desc());
            buffers.push_back(input->buffer());
        }
        const aclTensorDesc* output_desc = output.desc();
        aclDataBuffer* output_buffer = output.buffer();
        return aclopCompileAndExecute(type, static_cast<int>(descs.size()), descs.data(),
                                      buffers.data(), 1, &output_desc, &output_buffer, attributes,
                                      ACL_ENGINE_SYS, ACL_COMPILE_SYS, nullptr, nullptr);
    }
    /// Simulated microseconds from an event in front to one behind.
    float timed(const std::function<void()>& work) {
        aclrtEvent start = nullptr, end = nullptr;
        float ms = 0;
        aclrtCreateEvent(&start);
        aclrtCreateEvent(&end);
        aclrtRecordEvent(start, nullptr);
        work();
        aclrtRecordEvent(end, nullptr);
        EXPECT_EQ(aclrtSynchronizeStream(nullptr), ACL_SUCCESS);
        EXPECT_EQ(aclrtEventElapsedTime(&ms, start, end), ACL_SUCCESS);
        return ms * 1000;
    }
};

TEST_F(Operator, RunsInTheStreamAndLeavesZeros) {
    const Operand a({64, 64}), b({64, 64}), c({64, 64});
    const float time = timed([&] { EXPECT_EQ(run("Add", {&a, &b}, c), ACL_SUCCESS); });
    EXPECT_GT(time, 0);
    EXPECT_EQ(c.first_byte(), 0);
    EXPECT_EQ(a.first_byte(), 1);
}

TEST_F(Operator, TakesLongerWhenThereIsMoreToDo) {
    const Operand a({128, 128}), b({128, 128}), c({128, 128});
    const Operand big_a({2048, 2048}), big_b({2048, 2048}), big_c({2048, 2048});
    const float small = timed([&] { EXPECT_EQ(run("MatMul", {&a, &b}, c), ACL_SUCCESS); });
    const float big = timed([&] {
        EXPECT_EQ(run("MatMul", {&big_a, &big_b}, big_c), ACL_SUCCESS);
    });
    EXPECT_GT(big, 10 * small);
}

TEST_F(Operator, AttributesDecide) {
    const Operand x({32, 48}), y({48, 32});
    aclopAttr* attributes = aclopCreateAttr();
    const std::int64_t swapped[] = {1, 0};
    ASSERT_EQ(aclopSetAttrListInt(attributes, "perm", 2, swapped), ACL_SUCCESS);
    EXPECT_EQ(run("TransposeD", {&x}, y, attributes), ACL_SUCCESS);
    aclopDestroyAttr(attributes);
}

TEST_F(Operator, AConstantInputIsAnAttribute) {
    const Operand x({32, 48}), y({48, 32}), perm({2}, ACL_INT64);
    std::int64_t swapped[] = {1, 0};
    ASSERT_EQ(aclSetTensorConst(perm.desc(), swapped, sizeof swapped), ACL_SUCCESS);
    EXPECT_EQ(run("Transpose", {&x, &perm}, y), ACL_SUCCESS);
}

TEST_F(Operator, RefusesWhatIsNotModelledOrDoesNotFit) {
    const Operand a({64, 64}), b({32, 8}), c({64, 64});
    EXPECT_EQ(run("Frobnicate", {&a}, c), ACL_ERROR_FEATURE_UNSUPPORTED);
    EXPECT_EQ(run("MatMul", {&a, &b}, c), static_cast<aclError>(ACL_ERROR_GE_SHAPE_INVALID));
    EXPECT_EQ(run(nullptr, {&a}, c), ACL_ERROR_INVALID_PARAM);
}

TEST_F(Operator, BuffersAreChecked) {
    const Operand a({64, 64}), b({64, 64}), c({64, 64});
    char on_host[8192];
    ASSERT_EQ(aclUpdateDataBuffer(a.buffer(), on_host, sizeof on_host), ACL_SUCCESS);
    EXPECT_EQ(run("Add", {&a, &b}, c), ACL_ERROR_OP_INPUT_NOT_MATCH);
    ASSERT_EQ(aclUpdateDataBuffer(a.buffer(), aclGetDataBufferAddr(b.buffer()), 8192), ACL_SUCCESS);
    ASSERT_EQ(aclUpdateDataBuffer(c.buffer(), aclGetDataBufferAddr(c.buffer()), 100), ACL_SUCCESS);
    EXPECT_EQ(run("Add", {&a, &b}, c), ACL_ERROR_OP_OUTPUT_NOT_MATCH);
}

TEST_F(Operator, ExecuteNeedsOneThatWasLoaded) {
    Operand a({64, 64}), b({64, 64}), c({64, 64});
    aclTensorDesc *in[] = {a.desc(), b.desc()}, *out[] = {c.desc()};
    aclDataBuffer *in_data[] = {a.buffer(), b.buffer()}, *out_data[] = {c.buffer()};
    const auto execute = [&] {
        return aclopExecuteV2("Add", 2, in, in_data, 1, out, out_data, nullptr, nullptr);
    };
    EXPECT_EQ(aclopSetModelDir("/no/such/folder"), ACL_ERROR_INVALID_FILE);
    EXPECT_EQ(execute(), ACL_ERROR_OP_NOT_FOUND);
    EXPECT_EQ(aclopSetModelDir("/tmp"), ACL_SUCCESS);
    EXPECT_EQ(execute(), ACL_SUCCESS);
    EXPECT_EQ(aclrtSynchronizeStream(nullptr), ACL_SUCCESS);
}

TEST_F(Operator, AHandleOutlivesItsDescriptions) {
    aclopHandle* handle = nullptr;
    const Operand x({100}, ACL_FLOAT), y({100}, ACL_FLOAT16);
    {
        const std::int64_t extent = 100;
        aclTensorDesc* from = aclCreateTensorDesc(ACL_FLOAT, 1, &extent, ACL_FORMAT_ND);
        aclTensorDesc* to = aclCreateTensorDesc(ACL_FLOAT16, 1, &extent, ACL_FORMAT_ND);
        EXPECT_EQ(aclopCreateHandleForCast(from, to, 2, &handle), ACL_ERROR_INVALID_PARAM);
        ASSERT_EQ(aclopCreateHandleForCast(from, to, 0, &handle), ACL_SUCCESS);
        aclDestroyTensorDesc(from);
        aclDestroyTensorDesc(to);
    }
    const aclDataBuffer* input = x.buffer();
    aclDataBuffer* output = y.buffer();
    EXPECT_EQ(aclopExecWithHandle(handle, 1, &input, 1, &output, nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclopExecWithHandle(nullptr, 1, &input, 1, &output, nullptr),
              ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtSynchronizeStream(nullptr), ACL_SUCCESS);
    aclopDestroyHandle(handle);
    EXPECT_EQ(aclopCast(x.desc(), x.buffer(), y.desc(), y.buffer(), 0, nullptr), ACL_SUCCESS);
}

TEST_F(Operator, AttributesAreChecked) {
    aclopAttr* attributes = aclopCreateAttr();
    const std::int64_t list[] = {1};
    const int count = 1;
    const std::int64_t* lists[] = {list};
    EXPECT_EQ(aclopSetAttrInt(nullptr, "a", 1), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclopSetAttrInt(attributes, nullptr, 1), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclopSetAttrString(attributes, "a", nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclopSetAttrListInt(attributes, "a", 1, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclopSetAttrListInt(attributes, "a", -1, list), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclopSetAttrListInt(attributes, "a", 0, nullptr), ACL_SUCCESS);
    EXPECT_EQ(aclopSetAttrListListInt(attributes, "b", 1, &count, lists), ACL_SUCCESS);
    EXPECT_EQ(aclopSetAttrBool(attributes, "c", 1), ACL_SUCCESS);
    aclopDestroyAttr(attributes);
    aclopDestroyAttr(nullptr);
}

TEST_F(Operator, CompileOptionsAreKept) {
    char text[32] = {};
    EXPECT_EQ(aclSetCompileopt(ACL_PRECISION_MODE, "force_fp16"), ACL_SUCCESS);
    EXPECT_EQ(aclGetCompileoptSize(ACL_PRECISION_MODE), 11u);
    EXPECT_EQ(aclGetCompileopt(ACL_PRECISION_MODE, text, sizeof text), ACL_SUCCESS);
    EXPECT_STREQ(text, "force_fp16");
    EXPECT_EQ(aclGetCompileopt(ACL_PRECISION_MODE, text, 10), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclSetCompileopt(enum_of<aclCompileOpt>(99), "x"), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclGetCompileoptSize(enum_of<aclCompileOpt>(99)), 0u);
}

TEST_F(Operator, AllocatorsAreRegisteredComplete) {
    aclrtStream stream = nullptr;
    int object = 0;
    ASSERT_EQ(aclrtCreateStream(&stream), ACL_SUCCESS);
    aclrtAllocatorDesc desc = aclrtAllocatorCreateDesc();
    EXPECT_EQ(aclrtAllocatorRegister(stream, desc), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtAllocatorSetObjToDesc(desc, nullptr), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtAllocatorSetObjToDesc(desc, &object), ACL_SUCCESS);
    EXPECT_EQ(aclrtAllocatorSetAllocFuncToDesc(
                  desc, [](aclrtAllocator, size_t) -> void* { return nullptr; }),
              ACL_SUCCESS);
    EXPECT_EQ(aclrtAllocatorSetFreeFuncToDesc(desc, [](aclrtAllocator, aclrtAllocatorBlock) {}),
              ACL_SUCCESS);
    EXPECT_EQ(aclrtAllocatorSetGetAddrFromBlockFuncToDesc(
                  desc, [](aclrtAllocatorBlock block) -> void* { return block; }),
              ACL_SUCCESS);
    EXPECT_EQ(aclrtAllocatorUnregister(stream), ACL_ERROR_INVALID_PARAM);
    EXPECT_EQ(aclrtAllocatorRegister(stream, desc), ACL_SUCCESS);
    EXPECT_EQ(aclrtAllocatorUnregister(stream), ACL_SUCCESS);
    EXPECT_EQ(aclrtAllocatorDestroyDesc(desc), ACL_SUCCESS);
    EXPECT_EQ(aclrtAllocatorDestroyDesc(desc), ACL_ERROR_INVALID_PARAM);
}

}  // namespace
}  // namespace ascend::test
