// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <random>

#include "models/om/om_reader.h"
#include "models/om/om_writer.h"
#include "tests/models/om/om_file_builder.h"

namespace ascend::models::om {
namespace {

bool is_refusal(ErrorCode code) {
    return code == ErrorCode::kMalformed || code == ErrorCode::kUnsupported;
}

/// Reading either works or refuses; anything else escapes and fails the test.
void read_or_refuse(const std::vector<std::byte>& bytes) {
    try {
        read_om(bytes, "f.om");
    } catch (const Error& error) {
        EXPECT_TRUE(is_refusal(error.code())) << error.what();
        EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
    }
}

std::vector<std::byte> our_file() {
    const OmModel model = read_om(image_file(), "f.om");
    return write_om(model.graph, {model.inputs[0].port}, {model.outputs[0].port}, {});
}

TEST(OmReader, RefusesEveryTruncation) {
    for (const auto& file : {image_file(), our_file()})
        for (std::size_t size = 0; size < file.size(); ++size) {
            const std::vector<std::byte> part(file.begin(),
                                              file.begin() + static_cast<std::ptrdiff_t>(size));
            ASSERT_EQ(thrown_by([&] { read_om(part, "f.om"); }).code, ErrorCode::kMalformed)
                << size;
        }
}

TEST(OmReader, SurvivesRandomBytes) {
    std::mt19937 random(1);
    for (int round = 0; round < 2000; ++round) {
        std::vector<std::byte> bytes(random() % 600);
        for (std::byte& byte : bytes) byte = std::byte(random() & 0xff);
        if (round % 2 == 0 && bytes.size() > 4)
            for (std::size_t i = 0; i < 4; ++i) bytes[i] = std::byte("IMOD"[i]);
        EXPECT_EQ(thrown_by([&] { read_om(bytes, "f.om"); }).code, ErrorCode::kMalformed);
    }
}

TEST(OmReader, SurvivesChangedBytes) {
    std::mt19937 random(2);
    for (const auto& file : {image_file(), our_file()})
        for (int round = 0; round < 4000; ++round) {
            auto bytes = file;
            for (auto changes = random() % 4 + 1; changes > 0; --changes)
                bytes[random() % bytes.size()] = std::byte(random() & 0xff);
            read_or_refuse(bytes);
        }
}

std::int64_t odd_number(std::mt19937& random) {
    constexpr std::int64_t kNumbers[] = {-(std::int64_t{1} << 62),
                                         -3,
                                         -2,
                                         -1,
                                         0,
                                         1,
                                         2,
                                         15,
                                         17,
                                         255,
                                         std::int64_t{1} << 31,
                                         std::int64_t{1} << 47,
                                         std::int64_t{1} << 62};
    return kNumbers[random() % std::size(kNumbers)];
}

void spoil(TensorDesc& desc, std::mt19937& random) {
    switch (random() % 5) {
        case 0:
            desc.dims.push_back(odd_number(random));
            break;
        case 1:
            if (!desc.dims.empty()) desc.dims.pop_back();
            break;
        case 2:
            desc.type = random() % 2 == 0 ? DataType::kUndefined : DataType::kInt4;
            break;
        case 3:
            desc.attributes.set("origin_shape", std::vector<std::int64_t>(4, odd_number(random)));
            break;
        default:
            if (!desc.dims.empty()) desc.dims[random() % desc.dims.size()] = odd_number(random);
    }
}

void spoil(OpDef& op, std::mt19937& random) {
    constexpr const char* kNumbers[] = {"strides", "pads", "dilations", "groups", "index"};
    constexpr const char* kTypes[] = {"MatMulV2", "ConcatD",   "SplitD",   "SoftmaxV2",
                                      "TopKV2",   "LayerNorm", "GatherV2", "Transpose",
                                      "PadV3D",   "MaxPoolV3"};
    switch (random() % 5) {
        case 0:
            if (!op.input_descs.empty())
                return spoil(op.input_descs[random() % op.input_descs.size()], random);
            break;
        case 1:
            if (!op.output_descs.empty())
                return spoil(op.output_descs[random() % op.output_descs.size()], random);
            break;
        case 2:
            op.attributes.set(kNumbers[random() % std::size(kNumbers)],
                              std::vector<std::int64_t>(random() % 6, odd_number(random)));
            break;
        case 3:
            op.type = kTypes[random() % std::size(kTypes)];
            break;
        default:
            if (!op.inputs.empty()) op.inputs[random() % op.inputs.size()] = "conv:0";
    }
}

TEST(OmReader, SurvivesSpoiledDefinitions) {
    std::mt19937 random(3);
    for (int round = 0; round < 4000; ++round) {
        std::vector<OpDef> ops = image_model();
        for (auto changes = random() % 3 + 1; changes > 0; --changes)
            spoil(ops[random() % ops.size()], random);
        read_or_refuse(file_of(ops, kernel_tasks({1, 2, 5})));
    }
}

TEST(OmReader, WantsAModelDefinition) {
    const auto file = image_file();
    auto renamed = file;
    renamed[256 + 8] = std::byte{11};
    const Thrown thrown = thrown_by([&] { read_om(renamed, "f.om"); });
    EXPECT_EQ(thrown.code, ErrorCode::kMalformed);
    EXPECT_TRUE(thrown.mentions("MODEL_DEF")) << thrown.message;
}

}  // namespace
}  // namespace ascend::models::om
