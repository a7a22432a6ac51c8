// SPDX-License-Identifier: Apache-2.0
#include "models/om/container.h"

#include <gtest/gtest.h>

#include <cstring>

#include "models/om/byte_stream.h"
#include "tests/models/om/om_file_builder.h"

namespace ascend::models::om {
namespace {

std::vector<std::byte> bytes_of(std::string_view text) {
    std::vector<std::byte> bytes(text.size());
    std::memcpy(bytes.data(), text.data(), text.size());
    return bytes;
}

/// A file built by hand, field by field, so that the encoder is not its own judge.
std::vector<std::byte> narrow_file(std::uint32_t version) {
    ByteWriter body;
    for (const std::uint32_t number : {2U, 0U, 0U, 3U, 2U, 3U, 2U}) body.write(number);
    body.text("abcde");
    std::vector<std::byte> header(Header::kSize);
    const std::uint32_t start[] = {Header::kMagic, 256, version};
    const auto length = static_cast<std::uint32_t>(body.size());
    const std::uint32_t count = 1;
    std::memcpy(header.data(), start, sizeof start);
    std::memcpy(&header[0x4C], &length, sizeof length);
    std::memcpy(&header[0x54], "name", 4);
    if (version == Header::kSecondGeneration)
        std::memcpy(&header[0x9C], &count, sizeof count);
    else
        std::memcpy(&header[0x9C], "1.60.z.0", 8);
    ByteWriter file;
    file.write(header);
    file.write(body.take());
    return file.take();
}

std::vector<std::byte> wide_file(std::size_t models) {
    const auto one = bytes_of("model definition"), two = bytes_of("tasks");
    Container container{Header("wide"), {}};
    for (std::size_t i = 0; i < models; ++i)
        container.models.push_back(
            {{{PartitionType::kModelDef, one}, {PartitionType::kTaskInfo, two}}});
    return encode_container(container);
}

Thrown decoding(const std::vector<std::byte>& file) {
    return thrown_by([&] { decode_container(file, "f.om"); });
}

/// The file with one byte changed.
std::vector<std::byte> with(std::vector<std::byte> file, std::size_t at, int value) {
    file.at(at) = std::byte(value);
    return file;
}

TEST(OmContainer, ReadsThePartitionsOfBothTableWidths) {
    const auto narrow = narrow_file(Header::kSecondGeneration), wide = wide_file(1);
    const Container from_narrow = decode_container(narrow, "n.om");
    ASSERT_EQ(from_narrow.models.size(), 1U);
    EXPECT_FALSE(from_narrow.header.wide_tables());
    EXPECT_EQ(from_narrow.header.model_name(), "name");
    const Partition* tasks = from_narrow.models[0].find(PartitionType::kTaskInfo);
    ASSERT_NE(tasks, nullptr);
    EXPECT_EQ(tasks->data.size(), 2U);
    EXPECT_EQ(tasks->offset, 256U + 4 + 24 + 3);
    const Container from_wide = decode_container(wide, "w.om");
    EXPECT_TRUE(from_wide.header.wide_tables());
    EXPECT_EQ(from_wide.models[0].find(PartitionType::kTaskInfo)->offset, 256U + 8 + 48 + 16);
}

TEST(OmContainer, TakesNoModelCountFromTheFirstGeneration) {
    // Where the second generation counts models the first has the text of its platform version.
    const auto file = narrow_file(Header::kFirstGeneration);
    EXPECT_EQ(decode_container(file, "f.om").models.size(), 1U);
}

TEST(OmContainer, EncodesWhatItDecodedByteForByte) {
    for (const auto& file : {narrow_file(Header::kFirstGeneration),
                             narrow_file(Header::kSecondGeneration), wide_file(1), wide_file(3)})
        EXPECT_EQ(encode_container(decode_container(file, "f.om")), file);
}

TEST(OmContainer, WalksSeveralModels) {
    EXPECT_EQ(decode_container(wide_file(3), "f.om").models.size(), 3U);
}

TEST(OmContainer, KeepsThirtyOneCharactersOfAName) {
    EXPECT_EQ(Header(std::string(40, 'x')).model_name(), std::string(31, 'x'));
}

TEST(OmContainer, RefusesEveryTruncation) {
    const auto file = wide_file(2);
    for (std::size_t size = 0; size < file.size(); ++size) {
        const Thrown thrown = decoding({file.begin(), file.begin() + static_cast<long>(size)});
        EXPECT_EQ(thrown.code, ErrorCode::kMalformed) << size;
        EXPECT_TRUE(thrown.mentions("f.om: byte ")) << thrown.message;
    }
}

TEST(OmContainer, RefusesBytesBehindTheEnd) {
    auto file = wide_file(1);
    file.push_back(std::byte{0});
    EXPECT_EQ(decoding(file).code, ErrorCode::kMalformed);
}

TEST(OmContainer, SaysWhichHeaderFieldIsWrong) {
    const auto file = wide_file(1);
    EXPECT_TRUE(decoding(with(file, 0, 'X')).mentions("magic"));
    EXPECT_TRUE(decoding(with(file, 4, 1)).mentions("header of"));
    EXPECT_TRUE(decoding(with(file, 11, 0x30)).mentions("version 0x30000000"));
    EXPECT_TRUE(decoding(with(file, 0x50, 1)).mentions("encryption"));
    EXPECT_TRUE(decoding(with(file, 0x20, 9)).mentions("checksum"));
    EXPECT_TRUE(decoding(with(file, 0x52, 9)).mentions("model type 9"));
    EXPECT_EQ(decoding(with(file, 0x52, 5)).code, ErrorCode::kUnsupported);
}

TEST(OmContainer, IgnoresAChecksumThatNobodyWantsChecked) {
    const auto file = with(with(wide_file(1), 0x20, 9), 0x51, 1);
    EXPECT_EQ(encode_container(decode_container(file, "f.om")), file);
}

TEST(OmContainer, RefusesPartitionsThatOverlapOrLeaveAGapOrComeTwice) {
    const auto file = wide_file(1);
    const std::size_t second_row = Header::kSize + 8 + 24;
    EXPECT_TRUE(decoding(with(file, second_row + 8, 15)).mentions("expected 16"));
    EXPECT_TRUE(decoding(with(file, second_row + 8, 17)).mentions("expected 16"));
    EXPECT_TRUE(decoding(with(file, second_row, 0)).mentions("comes twice"));
}

TEST(OmContainer, BelievesNoCountThatTheFileCannotHold) {
    auto file = wide_file(1);
    for (std::size_t i = 0; i < 4; ++i) file[Header::kSize + i] = std::byte{0xff};
    const Thrown thrown = decoding(file);
    EXPECT_EQ(thrown.code, ErrorCode::kMalformed);
    EXPECT_TRUE(thrown.mentions("4294967295 partitions")) << thrown.message;
}

}  // namespace
}  // namespace ascend::models::om
