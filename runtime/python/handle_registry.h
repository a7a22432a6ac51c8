// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <utility>

#include "sim/host/host_mutex.h"

namespace ascend::python {

/// The C structures that Python programs hold as ints. In C such a handle is an address, and using
/// one after its end is undefined; here a number that is no live handle of the wanted type is
/// passed on as null, which every ACL function refuses with a code. Thread-safe.
class HandleRegistry {
  public:
    static HandleRegistry& instance();

    /// A function made the structure: it lives until it is destroyed.
    template <class Struct>
    std::uint64_t adopt(Struct* pointer) {
        return add(kind<Struct>(), pointer, nullptr, true);
    }
    /// A function gave out a structure that belongs to `owner`, and ends with it. One that was
    /// destroyed before stays so.
    template <class Struct>
    std::uint64_t borrow(Struct* pointer, const void* owner) {
        return add(kind<Struct>(), pointer, owner, false);
    }
    /// Null unless it lives.
    template <class Struct>
    Struct* find(std::uint64_t number) const {
        return lives(kind<Struct>(), number) ? reinterpret_cast<Struct*>(number) : nullptr;
    }
    /// The same, and it lives no longer, nor what was borrowed from it.
    template <class Struct>
    Struct* take(std::uint64_t number) {
        return end(kind<Struct>(), number) ? reinterpret_cast<Struct*>(number) : nullptr;
    }

  private:
    using Kind = const void*;  ///< of structure; C does not show the types themselves
    template <class Struct>
    static Kind kind() {
        static const char unique = 0;
        return &unique;
    }
    struct Entry {
        bool live = false;
        const void* owner = nullptr;
    };
    std::uint64_t add(Kind kind, const void* pointer, const void* owner, bool revive);
    bool lives(Kind kind, std::uint64_t number) const;
    bool end(Kind kind, std::uint64_t number);

    /// Unseen by `ascend-sim run`, where a program in C has no lock to pay for.
    mutable sim::HostMutex mutex_;
    std::map<std::pair<std::uint64_t, Kind>, Entry> entries_;
};

}  // namespace ascend::python
