// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/copy.h"

#include <fmt/format.h>

#include <cstring>
#include <optional>

#include "runtime/acl/failure.h"
#include "runtime/acl/guard.h"
#include "runtime/acl/stream.h"

namespace ascend::runtime {
namespace {

/// What lies at one end of a copy.
struct Place {
    std::optional<sim::DeviceId> device;  ///< nullopt: the host
    bool pinned = false;
    std::uint64_t address = 0;

    bool pageable() const { return !device && !pinned; }
};

std::uint64_t number_of(const void* address) {
    return reinterpret_cast<std::uint64_t>(address);
}

void check_range(const DeviceMemory& memory, std::uint64_t address, std::size_t bytes) {
    const auto range = memory.find(address);
    if (!range || bytes > range->begin + range->bytes - address)
        throw Failure(ACL_ERROR_RT_PARAM_INVALID,
                      fmt::format("{} bytes at {:#x} reach beyond the device allocation there",
                                  bytes, address));
}

Place place_of(Simulator& simulator, const void* pointer, std::size_t bytes) {
    const std::uint64_t address = number_of(pointer);
    for (sim::DeviceId device = 0; device < simulator.device_count(); ++device) {
        if (!simulator.memory(device).contains(address)) continue;
        check_range(simulator.memory(device), address, bytes);
        return {device, false, address};
    }
    return {std::nullopt, simulator.host_memory.pinned(pointer, bytes), 0};
}

sim::CopyDirection direction_of(const Place& source, const Place& destination) {
    if (!source.device) return sim::CopyDirection::kHostToDevice;
    if (!destination.device) return sim::CopyDirection::kDeviceToHost;
    return *source.device == *destination.device ? sim::CopyDirection::kDeviceToDevice
                                                 : sim::CopyDirection::kPeer;
}

/// Whether the program's kind says the same direction as the addresses do.
bool agrees(aclrtMemcpyKind kind, sim::CopyDirection direction) {
    switch (kind) {
        case ACL_MEMCPY_DEFAULT:
            return true;
        case ACL_MEMCPY_HOST_TO_HOST:
            return false;
        case ACL_MEMCPY_HOST_TO_DEVICE:
        case ACL_MEMCPY_HOST_TO_BUF_TO_DEVICE:
            return direction == sim::CopyDirection::kHostToDevice;
        case ACL_MEMCPY_DEVICE_TO_HOST:
            return direction == sim::CopyDirection::kDeviceToHost;
        case ACL_MEMCPY_DEVICE_TO_DEVICE:
        case ACL_MEMCPY_INNER_DEVICE_TO_DEVICE:
        case ACL_MEMCPY_INTER_DEVICE_TO_DEVICE:
            return direction == sim::CopyDirection::kDeviceToDevice ||
                   direction == sim::CopyDirection::kPeer;
    }
    return false;
}

struct Ends {
    Place source, destination;
    bool on_host() const { return !source.device && !destination.device; }
    bool pageable() const { return source.pageable() || destination.pageable(); }
};

/// Bytes from the first to behind the last one of rows.
std::size_t extent_of(const CopyRequest& request, std::size_t pitch) {
    return (request.rows - 1) * pitch + request.bytes;
}

Ends ends_of(Simulator& simulator, const CopyRequest& request) {
    return {
        place_of(simulator, request.source, extent_of(request, request.source_pitch)),
        place_of(simulator, request.destination, extent_of(request, request.destination_pitch))};
}

void move_bytes(const CopyRequest& request) {
    auto* to = static_cast<std::byte*>(request.destination);
    const auto* from = static_cast<const std::byte*>(request.source);
    for (std::size_t row = 0; row < request.rows; ++row)
        std::memmove(to + row * request.destination_pitch, from + row * request.source_pitch,
                     request.bytes);
}

sim::CopyTask make_task(const CopyRequest& request, const Ends& ends, const Stream& stream) {
    sim::CopyTask task;
    task.direction = direction_of(ends.source, ends.destination);
    task.bytes = Bytes(static_cast<std::int64_t>(request.rows * request.bytes));
    task.pageable = ends.pageable();
    if (task.direction == sim::CopyDirection::kPeer) {
        const bool pushes = *ends.source.device == stream.context()->device();
        task.peer = pushes ? *ends.destination.device : *ends.source.device;
    }
    task.source = ends.source.address;
    task.destination = ends.destination.address;
    task.effect = [request] { move_bytes(request); };
    return task;
}

void run(Caller& caller, const CopyRequest& request, const Ends& ends, const Stream& stream) {
    submit(caller, stream, sim::Task{nullptr, make_task(request, ends, stream)});
    synchronize(caller, stream);
}

void write_fill(const FillRequest& request) {
    if (!request.words) {
        std::memset(request.destination, request.value, request.bytes);
        return;
    }
    auto* to = static_cast<std::byte*>(request.destination);
    for (std::size_t at = 0; at < request.bytes; at += sizeof request.value)
        std::memcpy(to + at, &request.value, sizeof request.value);
}

sim::MemsetTask make_task(const FillRequest& request) {
    sim::MemsetTask task;
    task.bytes = Bytes(static_cast<std::int64_t>(request.bytes));
    task.destination = number_of(request.destination);
    task.effect = [request] { write_fill(request); };
    return task;
}

void check_size(std::size_t bytes, std::size_t most) {
    if (bytes > most)
        throw Failure(ACL_ERROR_RT_PARAM_INVALID,
                      fmt::format("{} bytes do not fit the destination of {} bytes", bytes, most));
}

}  // namespace

bool check_copy(const CopyRequest& request) {
    if (request.bytes == 0) return false;
    require_argument(request.destination, "dst");
    require_argument(request.source, "src");
    require(request.kind >= ACL_MEMCPY_HOST_TO_HOST &&
                request.kind <= ACL_MEMCPY_INTER_DEVICE_TO_DEVICE,
            ACL_ERROR_INVALID_PARAM, "kind is no aclrtMemcpyKind");
    check_size(request.bytes, request.destination_max);
    return request.destination != request.source;
}

bool check_rows(const CopyRequest& request) {
    require_argument(request.destination, "dst");
    require_argument(request.source, "src");
    require(request.bytes <= request.destination_pitch && request.bytes <= request.source_pitch,
            ACL_ERROR_INVALID_PARAM, "width is more than dpitch or spitch");
    require(request.kind == ACL_MEMCPY_HOST_TO_DEVICE || request.kind == ACL_MEMCPY_DEVICE_TO_HOST,
            ACL_ERROR_INVALID_PARAM, "kind must be host to device or device to host");
    return request.bytes > 0 && request.rows > 0;
}

void refuse_pageable(Caller& caller, const CopyRequest& request) {
    require(!ends_of(caller.simulator, request).pageable(), ACL_ERROR_RT_PARAM_INVALID,
            "an end of the copy is pageable host memory: allocate it with aclrtMallocHost");
}

void copy_now(Caller& caller, const CopyRequest& request) {
    const std::shared_ptr<Context> context = current_context(caller);
    const Ends ends = ends_of(caller.simulator, request);
    if (ends.on_host()) {
        move_bytes(request);
        return;
    }
    run(caller, request, ends, *context->copy_stream(caller.simulator, caller.thread));
}

void copy_later(Caller& caller, const CopyRequest& request, const Stream& stream) {
    const Ends ends = ends_of(caller.simulator, request);
    require(!ends.on_host(), ACL_ERROR_RT_FEATURE_NOT_SUPPORT,
            "both ends lie in host memory: use memcpy, or aclrtMemcpy");
    if (ends.pageable()) {
        require(stream.capture() == nullptr, ACL_ERROR_RT_PARAM_INVALID,
                "a copy with a pageable host end cannot be captured");
        require(agrees(request.kind, direction_of(ends.source, ends.destination)),
                ACL_ERROR_RT_PARAM_INVALID, "kind contradicts the addresses");
        synchronize(caller, stream);
        run(caller, request, ends, stream);
        return;
    }
    submit(caller, stream, sim::Task{nullptr, make_task(request, ends, stream)});
}

FillRequest words_request(void* destination, std::size_t destination_max, std::uint32_t value,
                          std::size_t count) {
    constexpr std::size_t kWord = sizeof value;
    require(count <= SIZE_MAX / kWord, ACL_ERROR_INVALID_PARAM, "N is too large");
    FillRequest request{destination, destination_max, 0, count * kWord, true};
    std::memcpy(&request.value, &value, kWord);
    return request;
}

void check_device_range(const Caller& caller, const void* address, std::size_t bytes) {
    require(place_of(caller.simulator, address, bytes).device.has_value(),
            ACL_ERROR_RT_PARAM_INVALID, "the address is no device memory");
}

bool check_fill(const FillRequest& request) {
    if (request.bytes == 0) return false;
    require_argument(request.destination, "devPtr");
    check_size(request.bytes, request.destination_max);
    return true;
}

void fill_now(Caller& caller, const FillRequest& request) {
    const std::shared_ptr<Context> context = current_context(caller);
    if (!place_of(caller.simulator, request.destination, request.bytes).device) {
        write_fill(request);
        return;
    }
    const auto stream = context->copy_stream(caller.simulator, caller.thread);
    submit(caller, *stream, sim::Task{nullptr, make_task(request)});
    synchronize(caller, *stream);
}

void fill_later(Caller& caller, const FillRequest& request, const Stream& stream) {
    require(place_of(caller.simulator, request.destination, request.bytes).device.has_value(),
            ACL_ERROR_RT_PARAM_INVALID, "only device memory can be filled by a stream");
    submit(caller, stream, sim::Task{nullptr, make_task(request)});
}

}  // namespace ascend::runtime
