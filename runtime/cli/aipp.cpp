// SPDX-License-Identifier: Apache-2.0
#include "runtime/cli/aipp.h"

#include <fmt/format.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "aipp.pb.h"
#include "traces/error.h"

namespace ascend::cli {
namespace {

std::string read_text(const std::string& path) {
    if (!std::filesystem::exists(path))
        throw Error(ErrorCode::kNotFound, fmt::format("{}: no such file", path));
    std::ifstream file(path, std::ios::binary);
    if (!file || !std::filesystem::is_regular_file(path))
        throw Error(ErrorCode::kIo, fmt::format("{}: cannot be read", path));
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
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

[[noreturn]] void refuse(ErrorCode code, const std::string& path, const std::string& reason) {
    throw Error(code, fmt::format("{}: {}: expected an AIPP configuration such as "
                                  "aipp_op {{ aipp_mode: static input_format: RGB888_U8 }}",
                                  path, reason));
}

}  // namespace

void check_aipp_file(const std::string& path) {
    FirstError errors;
    google::protobuf::TextFormat::Parser parser;
    parser.RecordErrorsTo(&errors);
    aipp::Configuration configuration;
    if (!parser.ParseFromString(read_text(path), &configuration))
        refuse(ErrorCode::kMalformed, path, errors.text().value_or("not protobuf text"));
    if (configuration.aipp_op().empty()) refuse(ErrorCode::kMalformed, path, "no aipp_op");
    for (const aipp::Operator& op : configuration.aipp_op()) {
        if (op.aipp_mode() == aipp::Operator::undefined)
            refuse(ErrorCode::kMalformed, path, "an aipp_op without aipp_mode");
        if (op.aipp_mode() == aipp::Operator::dynamic)
            refuse(ErrorCode::kUnsupported, path, "aipp_mode dynamic is not modelled");
    }
}

}  // namespace ascend::cli
