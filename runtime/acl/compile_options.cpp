// SPDX-License-Identifier: Apache-2.0
#include "runtime/acl/compile_options.h"

#include <fmt/format.h>

#include <cstdlib>
#include <optional>

#include "models/atc/aipp_file.h"
#include "runtime/acl/json_option.h"
#include "traces/error.h"
#include "traces/input_file.h"

namespace ascend::runtime {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using namespace json_option;
using models::GearKind;

constexpr const char* kVariable = "ASCEND_SIM_COMPILE";

models::Precision read_precision(const json::value& value) {
    const auto text = read<std::string>(value, "precision");
    if (text == "fp16") return models::Precision::kFp16;
    if (text == "fp32") return models::Precision::kFp32;
    if (text == "mixed") return models::Precision::kMixed;
    refuse(fmt::format("precision \"{}\" is unknown: expected fp16, fp32 or mixed", text));
}

void read_shapes(const json::value& value, models::CompileRequest& request) {
    if (!value.is_object()) refuse("\"input_shapes\" is no object");
    for (const auto& [name, shape] : value.get_object()) {
        request.shapes.inputs.emplace(name, read<models::Shape>(shape, "input_shapes"));
        request.gears.input_order.emplace_back(name);
    }
}

void read_gears(GearKind kind, const json::value& value, std::string_view key,
                models::DynamicGears& gears) {
    if (gears.kind != GearKind::kNone) refuse("there are gears of two kinds: expected one");
    gears.kind = kind;
    if (kind == GearKind::kBatch)
        for (const auto batch : read<std::vector<std::int64_t>>(value, key))
            gears.values.push_back({batch});
    else
        gears.values = read<std::vector<std::vector<std::int64_t>>>(value, key);
    models::check_gears(gears);
}

std::vector<models::Aipp> read_aipp(const json::value& value, const fs::path& base) {
    if (const auto* name = value.if_string())
        return models::read_aipp_file(base / std::string(*name));
    if (!read<bool>(value, "aipp")) return {};
    return {models::Aipp()};
}

void read_key(std::string_view key, const json::value& value, const fs::path& base,
              models::CompileRequest& request) {
    if (key == "batch") {
        const auto batch = read<std::int64_t>(value, key);
        if (batch < 1) refuse(fmt::format("batch is {}: expected 1 or more", batch));
        request.shapes.batch = batch;
    } else if (key == "input_shapes") {
        read_shapes(value, request);
    } else if (key == "dynamic_batch") {
        read_gears(GearKind::kBatch, value, key, request.gears);
    } else if (key == "dynamic_image") {
        read_gears(GearKind::kImage, value, key, request.gears);
    } else if (key == "dynamic_dims") {
        read_gears(GearKind::kDims, value, key, request.gears);
    } else if (key == "precision") {
        request.options.precision = read_precision(value);
    } else if (key == "aipp") {
        request.aipp = read_aipp(value, base);
    } else if (key == "small_channel") {
        request.options.small_channel = read<bool>(value, key);
    } else {
        refuse(
            fmt::format("\"{}\" is no compile option: expected batch, input_shapes, "
                        "dynamic_batch, dynamic_image, dynamic_dims, precision, aipp or "
                        "small_channel",
                        key));
    }
}

models::CompileRequest request_of(const json::object& options, const fs::path& base) {
    models::CompileRequest request;
    for (const auto& [key, value] : options) read_key(key, value, base, request);
    // Only gears of any dimension count over all inputs.
    if (request.gears.kind == GearKind::kNone) request.gears.input_order.clear();
    return request;
}

/// Options beside a model's file; empty when there are none.
json::object options_beside(const fs::path& model) {
    const fs::path path = model.string() + ".json";
    std::error_code error;
    if (model.empty() || !fs::is_regular_file(path, error)) return {};
    return parse_object(traces::read_file(path).value_or(""), path.string());
}

json::object options_of_environment() {
    const char* text = std::getenv(kVariable);
    return text == nullptr || *text == '\0' ? json::object() : parse_object(text, kVariable);
}

}  // namespace

CompileConfiguration parse_compile_configuration(std::string_view text) {
    return {request_of(parse_object(text, "the compile options"), {}), true};
}

models::CompileRequest compile_request_for(const CompileConfiguration& configuration,
                                           const fs::path& file) {
    if (configuration.by_program) return configuration.request;
    json::object options = options_of_environment();
    const json::object beside = options_beside(file);
    if (beside.empty()) return request_of(options, {});
    for (const auto& [key, value] : beside) options[key] = value;
    return request_of(options, file.parent_path());
}

}  // namespace ascend::runtime
