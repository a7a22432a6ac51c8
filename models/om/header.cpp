// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>

#include "models/om/container.h"

namespace ascend::models::om {

namespace {

constexpr std::size_t kChecksum = 0x0C, kChecksumSize = 64;
constexpr std::size_t kLength = 0x4C, kName = 0x54, kNameSize = 32;
constexpr std::size_t kIrVersion = 0x98, kModelCount = 0x9C, kPlatformVersion = 0xA0;
constexpr std::size_t kPlatformType = 0xB4, kWideLength = 0xB8;
constexpr std::uint8_t kFlowModel = 3;

// As in every real file: formats.md 1.1.
constexpr std::uint32_t kCurrentIrVersion = 2;
constexpr std::string_view kCurrentPlatformVersion = "1.11.z.0";
constexpr std::byte kMiniPlatform{1};

}  // namespace

Header::Header(std::string_view model_name) {
    const std::uint32_t start[] = {kMagic, kSize, kSecondGeneration};
    put(0, start, sizeof start);
    put(kName, model_name.data(), std::min(model_name.size(), kNameSize - 1));
    put(kIrVersion, &kCurrentIrVersion, sizeof kCurrentIrVersion);
    put(kPlatformVersion, kCurrentPlatformVersion.data(), kCurrentPlatformVersion.size());
    bytes_[kPlatformType] = kMiniPlatform;
    const std::uint64_t not_zero = 1;  // selects the wide fields
    put(kWideLength, &not_zero, sizeof not_zero);
    const std::uint32_t one = 1;
    put(kModelCount, &one, sizeof one);
}

Header::Header(std::span<const std::byte, kSize> bytes) {
    std::copy(bytes.begin(), bytes.end(), bytes_.begin());
}

bool Header::checksum_present() const {
    const auto checksum = std::span(bytes_).subspan(kChecksum, kChecksumSize);
    return std::any_of(checksum.begin(), checksum.end(),
                       [](std::byte value) { return value != std::byte{0}; });
}

std::string Header::model_name() const {
    const auto* text = reinterpret_cast<const char*>(&bytes_[kName]);
    return {text, std::find(text, text + kNameSize, '\0')};
}

std::uint32_t Header::model_count() const {
    return first_generation() ? 1 : std::max<std::uint32_t>(number(kModelCount), 1);
}

std::uint64_t Header::length() const {
    const std::uint64_t wide = first_generation() ? 0 : wide_length();
    return wide != 0 ? wide : number(kLength);
}

bool Header::wide_tables() const {
    return !first_generation() && (wide_length() != 0 || model_type() == kFlowModel);
}

void Header::set_model_count(std::uint32_t count) {
    if (!first_generation() && (count != 1 || number(kModelCount) != 0))
        put(kModelCount, &count, sizeof count);
}

void Header::set_length(std::uint64_t bytes) {
    const auto narrow = static_cast<std::uint32_t>(bytes);
    if (!first_generation() && wide_length() != 0)
        put(kWideLength, &bytes, sizeof bytes);
    else
        put(kLength, &narrow, sizeof narrow);
}

std::uint32_t Header::number(std::size_t offset) const {
    std::uint32_t value = 0;
    std::memcpy(&value, &bytes_[offset], sizeof value);
    return value;
}

std::uint64_t Header::wide_length() const {
    std::uint64_t value = 0;
    std::memcpy(&value, &bytes_[kWideLength], sizeof value);
    return value;
}

void Header::put(std::size_t offset, const void* data, std::size_t size) {
    std::memcpy(&bytes_[offset], data, size);
}

}  // namespace ascend::models::om
