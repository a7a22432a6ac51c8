// SPDX-License-Identifier: Apache-2.0
#include "models/atc/atc_options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "models/atc/aipp_file.h"
#include "models/atc/option_text.h"
#include "traces/error.h"

namespace ascend::models::atc {
namespace {

using Values = std::map<std::string, std::string, std::less<>>;

// source of all names: facts formats.md 2
constexpr std::string_view kUsed[] = {
    "mode",         "framework",           "model",          "output",
    "soc_version",  "input_shape",         "insert_op_conf", "dynamic_batch_size",
    "dynamic_dims", "dynamic_image_size",  "precision_mode", "precision_mode_v2",
    "output_type",  "enable_small_channel"};
/// Where files go, what is printed, how the vendor's compiler searches: the modelled network is the
/// same.
constexpr std::string_view kWithoutEffect[] = {"log",
                                               "input_format",
                                               "check_report",
                                               "display_model_info",
                                               "debug_dir",
                                               "op_debug_level",
                                               "op_debug_config",
                                               "op_compiler_cache_mode",
                                               "op_compiler_cache_dir",
                                               "core_type",
                                               "buffer_optimize",
                                               "external_weight",
                                               "enable_attr_compression",
                                               "jit_compile",
                                               "deterministic",
                                               "disable_reuse_memory",
                                               "enable_single_stream",
                                               "op_select_implmode",
                                               "optypelist_for_implmode",
                                               "auto_tune_mode",
                                               "host_env_os",
                                               "host_env_cpu",
                                               "is_weight_clip",
                                               "oo_level",
                                               "quant_dumpable",
                                               "status_check",
                                               "atomic_clean_policy",
                                               "allow_hf32"};
constexpr std::string_view kNotModelled[] = {"weight",
                                             "singleop",
                                             "om",
                                             "json",
                                             "out_nodes",
                                             "input_fp16_nodes",
                                             "is_input_adjust_hw_layout",
                                             "is_output_adjust_hw_layout",
                                             "input_hint_shape",
                                             "input_shape_range",
                                             "fusion_switch_file",
                                             "modify_mixlist",
                                             "keep_dtype",
                                             "customize_dtypes",
                                             "compression_optimize_conf",
                                             "sparsity",
                                             "aicore_num",
                                             "virtual_type",
                                             "cluster_config"};

template <std::size_t kCount>
bool contains(const std::string_view (&names)[kCount], std::string_view name) {
    return std::ranges::find(names, name) != std::end(names);
}

[[noreturn]] void misuse(const std::string& message) {
    throw Error(ErrorCode::kUsage, message);
}

void check_name(const std::string& name) {
    if (contains(kUsed, name) || contains(kWithoutEffect, name)) return;
    if (contains(kNotModelled, name))
        throw Error(ErrorCode::kUnsupported, fmt::format("--{} is not modelled", name));
    misuse(fmt::format("--{} is no option of atc", name));
}

/// "--name=value", "-name=value" or the same in two words.
Values read_values(const std::vector<std::string>& arguments) {
    Values values;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string_view word = arguments[i];
        if (!word.starts_with('-')) misuse(fmt::format("\"{}\" is no option", word));
        word.remove_prefix(word.starts_with("--") ? 2 : 1);
        const std::size_t sign = word.find('=');
        const std::string name(word.substr(0, sign));
        check_name(name);
        if (sign == std::string_view::npos && i + 1 == arguments.size())
            misuse(fmt::format("--{} has no value", name));
        const std::string value(sign == std::string_view::npos ? std::string_view(arguments[++i])
                                                               : word.substr(sign + 1));
        if (!values.emplace(name, value).second) misuse(fmt::format("--{} comes twice", name));
    }
    return values;
}

std::string required(const Values& values, std::string_view name) {
    const auto found = values.find(name);
    if (found == values.end() || found->second.empty())
        misuse(fmt::format("--{} is required", name));
    return found->second;
}

const std::string* given(const Values& values, std::string_view name) {
    const auto found = values.find(name);
    return found == values.end() || found->second.empty() ? nullptr : &found->second;
}

void check_kind(const Values& values) {
    if (const std::string* mode = given(values, "mode"); mode != nullptr && *mode != "0")
        throw Error(ErrorCode::kUnsupported,
                    fmt::format("--mode={}: only 0, a network to an .om, is modelled", *mode));
    const std::string framework = required(values, "framework");
    if (framework == "0" || framework == "1" || framework == "3")
        throw Error(ErrorCode::kUnsupported,
                    fmt::format("--framework={}: only 5, ONNX, is modelled", framework));
    if (framework != "5") misuse(fmt::format("--framework={}: expected 5 (ONNX)", framework));
}

void read_shapes(const Values& values, CompileRequest& request) {
    const std::string* text = given(values, "input_shape");
    if (text == nullptr) return;
    for (NamedShape& each : parse_input_shape(*text)) {
        request.gears.input_order.push_back(each.name);
        request.shapes.inputs.emplace(std::move(each.name), std::move(each.shape));
    }
}

void read_gears(const Values& values, DynamicGears& gears) {
    const auto add = [&](const char* option, GearKind kind, auto parse) {
        const std::string* text = given(values, option);
        if (text == nullptr) return;
        if (gears.kind != GearKind::kNone)
            misuse(
                "--dynamic_batch_size, --dynamic_image_size and --dynamic_dims exclude each "
                "other");
        gears.kind = kind;
        gears.values = parse(option, *text);
    };
    add("dynamic_batch_size", GearKind::kBatch, [](const char* option, const std::string& text) {
        std::vector<std::vector<std::int64_t>> batches;
        for (const std::int64_t batch : parse_numbers(option, text)) batches.push_back({batch});
        return batches;
    });
    add("dynamic_image_size", GearKind::kImage, parse_number_groups);
    add("dynamic_dims", GearKind::kDims, parse_number_groups);
    if (gears.kind == GearKind::kNone)
        gears.input_order.clear();
    else
        check_gears(gears);
}

void check_closed(const CompileRequest& request) {
    if (request.gears.kind != GearKind::kNone) return;
    for (const auto& [name, shape] : request.shapes.inputs)
        if (std::ranges::any_of(shape, [](std::int64_t extent) { return extent < 0; }))
            throw Error(ErrorCode::kUnsupported,
                        fmt::format("--input_shape: input '{}' has the open shape [{}]: without "
                                    "gears (--dynamic_batch_size, --dynamic_image_size, "
                                    "--dynamic_dims) only closed shapes are modelled",
                                    name, fmt::join(shape, ",")));
}

Precision read_precision(const Values& values) {
    static const std::map<std::string, Precision, std::less<>> kModes = {
        {"force_fp16", Precision::kFp16},
        {"fp16", Precision::kFp16},
        {"allow_fp32_to_fp16", Precision::kFp16},
        {"force_fp32", Precision::kFp32},
        {"must_keep_origin_dtype", Precision::kFp32},
        {"origin", Precision::kFp32},
        {"allow_mix_precision", Precision::kMixed},
        {"allow_mix_precision_fp16", Precision::kMixed},
        {"mixed_float16", Precision::kMixed}};
    const std::string *first = given(values, "precision_mode"),
                      *second = given(values, "precision_mode_v2");
    if (first != nullptr && second != nullptr)
        misuse("--precision_mode and --precision_mode_v2 exclude each other");
    const std::string* mode = first != nullptr ? first : second;
    if (mode == nullptr) return Precision::kFp16;
    const auto found = kModes.find(*mode);
    if (found != kModes.end()) return found->second;
    throw Error(ErrorCode::kUnsupported, fmt::format("precision \"{}\" is not modelled", *mode));
}

bool read_flag(const Values& values, std::string_view name) {
    const std::string* value = given(values, name);
    if (value == nullptr || *value == "0") return false;
    if (*value != "1") misuse(fmt::format("--{}={}: expected 0 or 1", name, *value));
    return true;
}

std::optional<DataType> read_output_type(const Values& values) {
    const std::string* type = given(values, "output_type");
    if (type == nullptr) return std::nullopt;
    if (*type == "FP32") return DataType::kFloat;
    if (*type == "FP16") return DataType::kFloat16;
    if (*type == "UINT8") return DataType::kUint8;
    if (*type == "INT8") return DataType::kInt8;
    throw Error(ErrorCode::kUnsupported, fmt::format("--output_type={} is not modelled", *type));
}

}  // namespace

AtcOptions parse_atc_options(const std::vector<std::string>& arguments) {
    AtcOptions options;
    options.help = arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h";
    if (options.help) return options;
    options.command_line = fmt::format("atc {}", fmt::join(arguments, " "));
    const Values values = read_values(arguments);
    check_kind(values);
    options.model = required(values, "model");
    options.output = required(values, "output");
    options.soc = required(values, "soc_version");
    read_shapes(values, options.request);
    read_gears(values, options.request.gears);
    check_closed(options.request);
    options.request.options.precision = read_precision(values);
    options.request.options.small_channel = read_flag(values, "enable_small_channel");
    options.output_type = read_output_type(values);
    if (const std::string* aipp = given(values, "insert_op_conf"))
        options.request.aipp = read_aipp_file(*aipp);
    return options;
}

}  // namespace ascend::models::atc
