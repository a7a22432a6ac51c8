// SPDX-License-Identifier: Apache-2.0
#include "models/om/byte_stream.h"

#include <fmt/format.h>

#include <bit>
#include <cstring>

#include "traces/error.h"

namespace ascend::models::om {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they lie");

std::span<const std::byte> ByteReader::take(std::uint64_t size, std::string_view what) {
    if (size > remaining())
        fail(fmt::format("{} wants {} bytes, {} are left", what, size, remaining()));
    const auto block = bytes_.subspan(position_, static_cast<std::size_t>(size));
    position_ += block.size();
    return block;
}

std::string ByteReader::text(std::uint64_t size, std::string_view what) {
    const auto block = take(size, what);
    return {reinterpret_cast<const char*>(block.data()), block.size()};
}

ByteReader ByteReader::part(std::uint64_t size, std::string_view what) {
    const std::size_t start = offset();
    return {take(size, what), origin_, start};
}

void ByteReader::fail(std::string_view message) const {
    throw Error(ErrorCode::kMalformed, fmt::format("{}: byte {}: {}", origin_, offset(), message));
}

void ByteReader::expect_end(std::string_view what) const {
    if (remaining() > 0)
        fail(fmt::format("{} bytes follow the end of {}, expected none", remaining(), what));
}

void ByteReader::copy(void* target, std::size_t size, std::string_view what) {
    std::memcpy(target, take(size, what).data(), size);
}

void ByteWriter::append(const void* data, std::size_t size) {
    const auto* bytes = static_cast<const std::byte*>(data);
    bytes_.insert(bytes_.end(), bytes, bytes + size);
}

}  // namespace ascend::models::om
