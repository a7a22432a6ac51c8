// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

namespace ascend {

/// An integer with a unit. Quantities of one unit add, subtract and compare; only a plain number
/// scales them; a ratio of two is a plain number. Two integers that could be swapped have different
/// Tags.
template <class Tag>
class Quantity {
  public:
    constexpr Quantity() = default;
    explicit constexpr Quantity(std::int64_t value) : value_(value) {}

    constexpr std::int64_t count() const { return value_; }

    constexpr auto operator<=>(const Quantity&) const = default;
    constexpr Quantity operator-() const { return Quantity(-value_); }
    constexpr Quantity& operator+=(Quantity other) { return value_ += other.value_, *this; }
    constexpr Quantity& operator-=(Quantity other) { return value_ -= other.value_, *this; }
    friend constexpr Quantity operator+(Quantity a, Quantity b) { return a += b; }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return a -= b; }
    friend constexpr Quantity operator*(Quantity a, std::int64_t n) {
        return Quantity(a.value_ * n);
    }
    friend constexpr Quantity operator*(std::int64_t n, Quantity a) { return a * n; }
    friend constexpr Quantity operator/(Quantity a, std::int64_t n) {
        return Quantity(a.value_ / n);
    }
    friend constexpr std::int64_t operator/(Quantity a, Quantity b) { return a.value_ / b.value_; }

  private:
    std::int64_t value_ = 0;
};

/// Simulated time, in picoseconds; a point counts from the start of the simulation.
using Picoseconds = Quantity<struct PicosecondsTag>;
/// Clock cycles of the core that the number belongs to.
using Cycles = Quantity<struct CyclesTag>;
using Bytes = Quantity<struct BytesTag>;

constexpr Picoseconds nanoseconds(std::int64_t n) {
    return Picoseconds(n * 1'000);
}
constexpr Picoseconds microseconds(std::int64_t n) {
    return Picoseconds(n * 1'000'000);
}
constexpr Picoseconds milliseconds(std::int64_t n) {
    return Picoseconds(n * 1'000'000'000);
}

/// Later than every time that a simulation reaches (about 53 days).
inline constexpr Picoseconds kForever{std::int64_t{1} << 62};

/// For display only: time as a floating number of microseconds.
constexpr double to_microseconds(Picoseconds t) {
    return static_cast<double>(t.count()) * 1e-6;
}

constexpr std::int64_t ceil_div(std::int64_t a, std::int64_t b) {
    return (a + b - 1) / b;
}
constexpr std::int64_t round_up(std::int64_t a, std::int64_t b) {
    return ceil_div(a, b) * b;
}

}  // namespace ascend
