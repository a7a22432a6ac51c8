// SPDX-License-Identifier: Apache-2.0
#include "sim/soc/soc_fields.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstring>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "soc_test_support.h"

namespace ascend::sim {
namespace {

/// The object's own bytes, in order.
std::vector<unsigned char> bytes_of(const SocSpec& spec) {
    std::vector<unsigned char> bytes(sizeof spec);
    std::memcpy(bytes.data(), static_cast<const void*>(&spec), sizeof spec);
    return bytes;
}

std::set<std::size_t> changed_bytes(const SocField& field) {
    SocSpec spec;
    const auto before = bytes_of(spec);
    std::set<std::size_t> changed;
    for (const double value : {field.min, field.max}) {
        field.store(spec, value);
        const auto after = bytes_of(spec);
        for (std::size_t i = 0; i < before.size(); ++i)
            if (after[i] != before[i]) changed.insert(i);
    }
    return changed;
}

TEST(SocFields, NoTwoFieldsShareAMember) {
    std::set<std::size_t> taken;
    for (const SocField& field : soc_fields()) {
        const auto changed = changed_bytes(field);
        EXPECT_FALSE(changed.empty()) << field.key;
        for (const std::size_t byte : changed) EXPECT_TRUE(taken.insert(byte).second) << field.key;
    }
}

/// A number that is added to SocSpec and not to the table could neither be read nor set.
TEST(SocFields, EveryNumberOfSocSpecIsAField) {
    std::set<std::size_t> words;
    for (const SocField& field : soc_fields())
        for (const std::size_t byte : changed_bytes(field)) words.insert(byte / sizeof(double));
    constexpr std::size_t kFirst = offsetof(SocSpec, split) / sizeof(double);
    for (std::size_t word = kFirst; word < sizeof(SocSpec) / sizeof(double); ++word)
        EXPECT_EQ(words.count(word), 1u) << "word " << word << " of SocSpec";
}

TEST(SocFields, KeysAreUniqueAndFound) {
    const auto& fields = soc_fields();
    for (std::size_t i = 0; i < fields.size(); ++i) EXPECT_EQ(find_soc_field(fields[i].key), i);
    EXPECT_EQ(find_soc_field("ai_core"), fields.size());
    EXPECT_EQ(find_soc_field(""), fields.size());
}

TEST(SocFields, RangesIncludeTheirEndsAndNothingBeyond) {
    for (const SocField& field : soc_fields()) {
        EXPECT_EQ(check_value(field, field.min, "x"), field.min) << field.key;
        EXPECT_EQ(check_value(field, field.max, "x"), field.max) << field.key;
        for (const double outside :
             {std::nextafter(field.min, -1e300), std::nextafter(field.max, 1e300),
              std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
            expect_error([&] { check_value(field, outside, "here"); }, ErrorCode::kInvalidArgument,
                         {"here", field.key});
    }
}

TEST(SocFields, CountsAndBytesAreWhole) {
    for (const SocField& field : soc_fields()) {
        const double half = field.min + 0.5;
        if (field.kind == FieldKind::kReal)
            EXPECT_EQ(check_value(field, half, "x"), half) << field.key;
        else
            expect_error([&] { check_value(field, half, "here"); }, ErrorCode::kInvalidArgument,
                         {"here", field.key, "whole"});
    }
}

TEST(SocFields, OnlyBytesHaveMultiples) {
    const auto& fields = soc_fields();
    const SocField& capacity = fields[find_soc_field("l2.capacity")];
    EXPECT_EQ(unit_factor(capacity, "B"), 1);
    EXPECT_EQ(unit_factor(capacity, "KiB"), 1024);
    EXPECT_EQ(unit_factor(capacity, "MiB"), 1024 * 1024);
    EXPECT_EQ(unit_factor(capacity, "GiB"), 1024 * 1024 * 1024);
    EXPECT_EQ(unit_factor(capacity, "MB"), 0);
    const SocField& rate = fields[find_soc_field("dram.gbps")];
    EXPECT_EQ(unit_factor(rate, "GB/s"), 1);
    EXPECT_EQ(unit_factor(rate, "GiB"), 0);
    EXPECT_EQ(unit_factor(rate, ""), 0);
}

}  // namespace
}  // namespace ascend::sim
