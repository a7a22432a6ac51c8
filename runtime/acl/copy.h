// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "acl/acl_rt.h"

namespace ascend::runtime {

class Stream;
struct Caller;

/// A copy as aclrtMemcpy and aclrtMemcpyAsync get it.
struct CopyRequest {
    void* destination = nullptr;
    std::size_t destination_max = 0;
    const void* source = nullptr;
    std::size_t bytes = 0;
    aclrtMemcpyKind kind = ACL_MEMCPY_DEFAULT;
    /// Rows of `bytes` each, that many bytes apart.
    std::size_t rows = 1, destination_pitch = 0, source_pitch = 0;
};

/// Checks in the order of the real runtime; true when there is something to copy. Throws Failure:
/// 100000 null or a bad kind, 107000 more bytes than destination_max. source: facts 5.2
bool check_copy(const CopyRequest& request);

/// Copies and waits; addresses decide the direction. Throws Failure: 107002; 107000 when a range
/// reaches beyond a device allocation.
void copy_now(Caller& caller, const CopyRequest& request);

/// Checks a copy of rows; true when there is something to copy. Throws Failure{100000} for null, a
/// row that is wider than a pitch, or a direction other than host to device or device to host.
/// source: facts 5.2
bool check_rows(const CopyRequest& request);

/// Throws Failure{107000} unless both ends are pinned, or device memory.
void refuse_pageable(Caller& caller, const CopyRequest& request);

/// Queues a copy; with a pageable host end it synchronises the stream and copies before it returns.
/// Throws Failure as copy_now(), 207000 host to host, 107000 a kind that contradicts the addresses
/// of a pageable end.
void copy_later(Caller& caller, const CopyRequest& request, const Stream& stream);

/// A fill as aclrtMemset and aclrtMemsetAsync get it.
struct FillRequest {
    void* destination = nullptr;
    std::size_t destination_max = 0;
    int value = 0;
    std::size_t bytes = 0;
    bool words = false;  ///< `value` is 32 bits, repeated; else one byte
};

/// A fill with `count` words of 32 bits.
FillRequest words_request(void* destination, std::size_t destination_max, std::uint32_t value,
                          std::size_t count);

/// Throws Failure{107000} unless all of the range is one allocation of device memory.
void check_device_range(const Caller& caller, const void* address, std::size_t bytes);

/// As check_copy().
bool check_fill(const FillRequest& request);
void fill_now(Caller& caller, const FillRequest& request);
/// Throws Failure{107000} for host memory.
void fill_later(Caller& caller, const FillRequest& request, const Stream& stream);

}  // namespace ascend::runtime
