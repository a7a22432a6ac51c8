// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ascend::models::om {

/// Reads little-endian numbers and blocks from bytes, checking every step. `origin` (a file name)
/// and the offset from the start of that file stand in each message.
class ByteReader {
  public:
    ByteReader(std::span<const std::byte> bytes, std::string origin, std::size_t base = 0)
        : bytes_(bytes), origin_(std::move(origin)), base_(base) {}

    /// The next number. Throws Error{kMalformed} when it does not fit into what is left; `what`
    /// names the field.
    template <std::integral T>
    T read(std::string_view what) {
        T value{};
        copy(&value, sizeof value, what);
        return value;
    }
    /// The next `size` bytes, in place. Throws like read().
    std::span<const std::byte> take(std::uint64_t size, std::string_view what);
    std::string text(std::uint64_t size, std::string_view what);
    /// The next `size` bytes as a reader of their own that knows its place in the file.
    ByteReader part(std::uint64_t size, std::string_view what);

    std::size_t offset() const { return base_ + position_; }
    std::size_t remaining() const { return bytes_.size() - position_; }
    const std::string& origin() const { return origin_; }

    /// Throws Error{kMalformed}: "ORIGIN: byte OFFSET: MESSAGE", at the current offset.
    [[noreturn]] void fail(std::string_view message) const;
    /// fail() unless everything has been read; `what` names the block.
    void expect_end(std::string_view what) const;

  private:
    void copy(void* target, std::size_t size, std::string_view what);

    std::span<const std::byte> bytes_;
    std::string origin_;
    std::size_t base_, position_ = 0;
};

/// Appends little-endian numbers and blocks.
class ByteWriter {
  public:
    template <std::integral T>
    void write(T value) {
        append(&value, sizeof value);
    }
    void write(std::span<const std::byte> block) { append(block.data(), block.size()); }
    void text(std::string_view text) { append(text.data(), text.size()); }
    std::size_t size() const { return bytes_.size(); }
    std::vector<std::byte> take() { return std::move(bytes_); }

  private:
    void append(const void* data, std::size_t size);

    std::vector<std::byte> bytes_;
};

}  // namespace ascend::models::om
