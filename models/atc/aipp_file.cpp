// SPDX-License-Identifier: Apache-2.0
#include "models/atc/aipp_file.h"

#include <fmt/format.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <filesystem>
#include <optional>
#include <set>

#include "aipp.pb.h"
#include "traces/error.h"
#include "traces/input_file.h"

namespace ascend::models {
namespace {

std::string read_text(const std::string& path) {
    if (!std::filesystem::exists(path))
        throw Error(ErrorCode::kNotFound, fmt::format("{}: no such file", path));
    std::optional<std::string> text;
    if (std::filesystem::is_regular_file(path)) text = traces::read_file(path);
    if (!text) throw Error(ErrorCode::kIo, fmt::format("{}: cannot be read", path));
    return *std::move(text);
}

/// Keeps the first error that protobuf's parser finds.
class FirstError final : public google::protobuf::io::ErrorCollector {
  public:
    void AddError(int line, google::protobuf::io::ColumnNumber column,
                  const std::string& message) override {
        if (!text_) text_ = fmt::format("line {}, column {}: {}", line + 1, column + 1, message);
    }
    const std::optional<std::string>& text() const { return text_; }

  private:
    std::optional<std::string> text_;
};

[[noreturn]] void refuse(const std::string& path, const std::string& reason) {
    throw Error(ErrorCode::kMalformed,
                fmt::format("{}: {}: expected an AIPP configuration such as "
                            "aipp_op {{ aipp_mode: static input_format: RGB888_U8 }}",
                            path, reason));
}

/// The first of a repeated field, which the format repeats for historical reasons.
template <class List, class Value>
void first_of(const List& list, Value& value) {
    if (!list.empty()) value = list.Get(0);
}

void read_geometry(const aipp::Operator& op, Aipp& to) {
    to.source_width = op.src_image_size_w();
    to.source_height = op.src_image_size_h();
    to.crop = op.crop();
    to.crop_x = op.load_start_pos_w();
    to.crop_y = op.load_start_pos_h();
    to.crop_width = op.crop_size_w();
    to.crop_height = op.crop_size_h();
    to.resize = op.resize();
    to.resize_width = op.resize_output_w();
    to.resize_height = op.resize_output_h();
    to.padding = op.padding();
    to.left = op.left_padding_size();
    to.right = op.right_padding_size();
    to.top = op.top_padding_size();
    to.bottom = op.bottom_padding_size();
}

void read_colours(const aipp::Operator& op, Aipp& to) {
    to.csc = op.csc_switch();
    to.rbuv_swap = op.rbuv_swap_switch();
    const auto rows = {op.matrix_r0c0(), op.matrix_r0c1(), op.matrix_r0c2(),
                       op.matrix_r1c0(), op.matrix_r1c1(), op.matrix_r1c2(),
                       op.matrix_r2c0(), op.matrix_r2c1(), op.matrix_r2c2()};
    std::size_t cell = 0;
    for (const auto& values : rows) first_of(values, to.matrix[cell++]);
    first_of(op.output_bias_0(), to.output_bias[0]);
    first_of(op.output_bias_1(), to.output_bias[1]);
    first_of(op.output_bias_2(), to.output_bias[2]);
    first_of(op.input_bias_0(), to.input_bias[0]);
    first_of(op.input_bias_1(), to.input_bias[1]);
    first_of(op.input_bias_2(), to.input_bias[2]);
}

void read_normalisation(const aipp::Operator& op, Aipp& to) {
    to.mean = {op.mean_chn_0(), op.mean_chn_1(), op.mean_chn_2(), op.mean_chn_3()};
    to.least = {op.min_chn_0(), op.min_chn_1(), op.min_chn_2(), op.min_chn_3()};
    first_of(op.var_reci_chn_0(), to.reciprocal[0]);
    first_of(op.var_reci_chn_1(), to.reciprocal[1]);
    first_of(op.var_reci_chn_2(), to.reciprocal[2]);
    first_of(op.var_reci_chn_3(), to.reciprocal[3]);
}

Aipp aipp_of(const aipp::Operator& op, const std::string& path) {
    if (op.aipp_mode() == aipp::Operator::undefined) refuse(path, "an aipp_op without aipp_mode");
    Aipp result;
    result.input = op.related_input_rank();
    result.dynamic = op.aipp_mode() == aipp::Operator::dynamic;
    if (result.dynamic) {
        if (op.max_src_image_size() == 0)
            refuse(path, "a dynamic aipp_op without max_src_image_size");
        result.max_source_bytes = op.max_src_image_size();
        return result;
    }
    if (!op.has_input_format()) refuse(path, "a static aipp_op without input_format");
    result.format = static_cast<AippFormat>(op.input_format());
    read_geometry(op, result);
    read_colours(op, result);
    read_normalisation(op, result);
    return result;
}

}  // namespace

std::vector<Aipp> read_aipp_file(const std::string& path) {
    FirstError errors;
    google::protobuf::TextFormat::Parser parser;
    parser.RecordErrorsTo(&errors);
    aipp::Configuration configuration;
    if (!parser.ParseFromString(read_text(path), &configuration))
        refuse(path, errors.text().value_or("not protobuf text"));
    if (configuration.aipp_op().empty()) refuse(path, "no aipp_op");
    std::vector<Aipp> all;
    std::set<std::uint32_t> inputs;
    for (const aipp::Operator& op : configuration.aipp_op()) {
        all.push_back(aipp_of(op, path));
        if (!inputs.insert(all.back().input).second)
            refuse(path, fmt::format("two aipp_op for input {}", all.back().input));
    }
    return all;
}

}  // namespace ascend::models
