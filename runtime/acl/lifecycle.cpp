// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/lifecycle.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>
#include <filesystem>
#include <optional>

#include "runtime/acl/failure.h"
#include "traces/input_file.h"

namespace ascend::runtime {
namespace {

namespace json = boost::json;

constexpr std::size_t kDeepest = 10;

std::string read_text(const char* path) {
    std::optional<std::string> text = traces::read_file(path);
    if (!text)
        throw Failure(ACL_ERROR_INVALID_FILE,
                      fmt::format("{}: cannot be read: expected a JSON file", path));
    return *std::move(text);
}

json::object parse(const std::string& text, const char* path) {
    json::parse_options options;
    options.max_depth = kDeepest;
    boost::system::error_code error;
    const json::value value = json::parse(text, error, {}, options);
    if (error || !value.is_object())
        throw Failure(ACL_ERROR_PARSE_FILE,
                      fmt::format("{}: not a JSON object of depth {} or less: {}", path, kDeepest,
                                  error ? error.message() : "another value"));
    return value.get_object();
}

std::optional<std::int32_t> default_device_of(const json::object& config, const char* path) {
    const json::value* section = config.if_contains("defaultDevice");
    if (section == nullptr) return std::nullopt;
    const json::value* entry =
        section->is_object() ? section->get_object().if_contains("default_device") : nullptr;
    const json::string* text = entry == nullptr ? nullptr : entry->if_string();
    std::int32_t device = -1;
    if (text != nullptr) {
        const auto [end, error] = std::from_chars(text->begin(), text->end(), device);
        if (error != std::errc() || end != text->end()) device = -1;
    }
    if (device < 0)
        throw Failure(
            ACL_ERROR_INVALID_PARAM,
            fmt::format("{}: defaultDevice.default_device must be a text like \"0\"", path));
    return device;
}

/// "0": every thread has its own messages; "1": the process has them together. source: facts 4.1
bool one_store_of_messages(const json::object& config, const char* path) {
    const json::value* mode = config.if_contains("err_msg_mode");
    if (mode == nullptr) return false;
    const json::string* text = mode->if_string();
    if (text == nullptr || (*text != "0" && *text != "1"))
        throw Failure(ACL_ERROR_INVALID_PARAM,
                      fmt::format("{}: err_msg_mode is {}: expected \"0\" or \"1\"", path,
                                  json::serialize(*mode)));
    return *text == "1";
}

/// max_opqueue_num: how many compiled operators are kept; the simulator keeps all.
void check_queue_limit(const json::object& config, const char* path) {
    const json::value* limit = config.if_contains("max_opqueue_num");
    if (limit == nullptr) return;
    const json::string* text = limit->if_string();
    std::uint64_t number = 0;
    if (text != nullptr) {
        const auto [end, error] = std::from_chars(text->begin(), text->end(), number);
        if (error != std::errc() || end != text->end()) number = 0;
    }
    if (number == 0)
        throw Failure(ACL_ERROR_INVALID_MAX_OPQUEUE_NUM_CONFIG,
                      fmt::format("{}: max_opqueue_num is {}: expected a text like \"20000\"", path,
                                  json::serialize(*limit)));
}

}  // namespace

void Lifecycle::initialise(const char* path) {
    const bool has_file = path != nullptr && path[0] != '\0';
    const std::string text = has_file ? read_text(path) : std::string();
    InitConfiguration configuration;
    if (has_file) {
        const json::object config = parse(text, path);
        configuration.default_device = default_device_of(config, path);
        configuration.messages_of_process = one_store_of_messages(config, path);
        check_queue_limit(config, path);
    }

    const std::lock_guard lock(mutex_);
    if (initialised_) ++references_;
    require(!initialised_, ACL_ERROR_REPEAT_INITIALIZE, "aclInit was called before");
    require(!first_text_ || *first_text_ == text, ACL_ERROR_INVALID_PARAM,
            "the configuration differs from that of the first aclInit");
    first_text_ = text;
    configuration_ = configuration;
    initialised_ = true;
    finalised_ = false;
    references_ = 1;
}

void Lifecycle::finalise() {
    const std::lock_guard lock(mutex_);
    require(!finalised_, ACL_ERROR_REPEAT_FINALIZE, "aclFinalize was called before");
    initialised_ = false;
    finalised_ = true;
    references_ = 0;
}

bool Lifecycle::release(std::uint64_t& left) {
    const std::lock_guard lock(mutex_);
    require(!finalised_, ACL_ERROR_REPEAT_FINALIZE, "aclFinalize was called before");
    if (references_ > 0) --references_;
    left = references_;
    return references_ == 0;
}

bool Lifecycle::initialised() const {
    const std::lock_guard lock(mutex_);
    return initialised_;
}

bool Lifecycle::messages_of_process() const {
    const std::lock_guard lock(mutex_);
    return configuration_.messages_of_process;
}

std::optional<std::int32_t> Lifecycle::default_device() const {
    const std::lock_guard lock(mutex_);
    return configuration_.default_device;
}

}  // namespace ascend::runtime
