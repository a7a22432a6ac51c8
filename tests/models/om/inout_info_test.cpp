// SPDX-License-Identifier: Apache-2.0
#include "models/om/inout_info.h"

#include <gtest/gtest.h>

#include "models/om/byte_stream.h"
#include "tests/models/om/om_file_builder.h"

namespace ascend::models::om {
namespace {

InoutInfo full_info() {
    InoutInfo info;
    info.inputs = {{"image", 602112, 0, DataType::kFloat, {1, 3, 224, 224}, {1, 3, 224, 224}, {}}};
    info.outputs = {{"y:0", 4000, 2, DataType::kBf16, {-1, 1000}, {}, {{1, 8}, {1000, 1000}}},
                    {"", 0, 29, DataType::kInt64, {}, {}, {}}};
    info.dynamic_batch = {1, 2, 8};
    info.dynamic_hw = {{224, 224}, {448, 448}};
    info.dynamic_dims = {{1, 2, 3}, {}};
    info.dynamic_outputs = {{0, 0, 1000}};
    info.input_order = {"image", "", "mask"};
    return info;
}

InoutInfo decoded(std::span<const std::byte> bytes) {
    return decode_inout_info(bytes, "f.om", 0);
}

TEST(OmInoutInfo, GivesBackWhatItWrote) {
    const auto bytes = encode_inout_info(full_info());
    EXPECT_EQ(decoded(bytes), full_info());
}

TEST(OmInoutInfo, LiesAsTheFormatSays) {
    // One input and no output, as in a real file: 8 + 4 + 32 + name + dims + dims V2, then 8 + 4.
    InoutInfo info;
    info.inputs = {
        {"input_image", 1572864, 0, DataType::kFloat, {1, 3, 256, 512}, {1, 3, 256, 512}, {}}};
    const auto bytes = encode_inout_info(info);
    ASSERT_EQ(bytes.size(), 8U + 4 + 32 + 11 + 32 + 32 + 12);
    ByteReader reader(bytes, "f.om");
    EXPECT_EQ(reader.read<std::uint32_t>("type"), 0U);
    EXPECT_EQ(reader.read<std::uint32_t>("length"), 111U);
    EXPECT_EQ(reader.read<std::uint32_t>("count"), 1U);
    EXPECT_EQ(reader.read<std::uint64_t>("size"), 1572864U);
}

TEST(OmInoutInfo, SkipsBlocksThatItDoesNotKnow) {
    ByteWriter writer;
    for (const std::uint32_t number : {99U, 4U, 0xdeadbeefU}) writer.write(number);
    writer.write(encode_inout_info(full_info()));
    EXPECT_EQ(decoded(writer.take()), full_info());
}

TEST(OmInoutInfo, RefusesEveryTruncation) {
    const auto bytes = encode_inout_info(full_info());
    std::size_t whole = 0;
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const Thrown thrown = thrown_by([&] { decoded(std::span(bytes).first(size)); });
        if (thrown.code == ErrorCode::kUsage)
            ++whole;
        else
            EXPECT_EQ(thrown.code, ErrorCode::kMalformed);
    }
    // Only where one of the seven blocks ends.
    EXPECT_EQ(whole, 7U);
}

TEST(OmInoutInfo, RefusesHalfNumbersAndHalfPairs) {
    auto bytes = encode_inout_info(full_info());
    const std::size_t dims_length = 8 + 4 + 8 + 4 + 4 + 4;
    bytes[dims_length] = std::byte{31};
    EXPECT_TRUE(thrown_by([&] { decoded(bytes); }).mentions("multiple of 8"));
}

}  // namespace
}  // namespace ascend::models::om
