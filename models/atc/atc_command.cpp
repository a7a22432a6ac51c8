// SPDX-License-Identifier: Apache-2.0
#include "models/atc/atc_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "models/atc/atc_options.h"
#include "models/atc/network_compiler.h"
#include "sim/soc/soc_loader.h"
#include "traces/error.h"

namespace ascend::models::atc {
namespace {

namespace fs = std::filesystem;

std::vector<char> read_file(const std::string& path) {
    std::error_code error;
    if (!fs::exists(path, error))
        throw Error(ErrorCode::kNotFound, fmt::format("--model={}: no such file", path));
    if (!fs::is_regular_file(path, error))
        throw Error(ErrorCode::kIo, fmt::format("--model={}: not a file", path));
    std::ifstream file(path, std::ios::binary);
    std::vector<char> bytes(fs::file_size(path, error));
    if (!file.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        throw Error(ErrorCode::kIo, fmt::format("{}: cannot be read", path));
    return bytes;
}

void write_file(const std::string& path, const std::vector<std::byte>& bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file)
        throw Error(ErrorCode::kIo,
                    fmt::format("{}: cannot be written: {}", path, std::strerror(errno)));
}

void check_output_type(const CompiledModel& model, const AtcOptions& options) {
    if (!options.output_type) return;
    const bool same = std::ranges::all_of(model.outputs, [&](const ModelPort& output) {
        return output.port.type == *options.output_type;
    });
    if (!same)
        throw Error(ErrorCode::kUnsupported,
                    "--output_type: only the type that the network's outputs have is modelled");
}

}  // namespace

std::string compile_file(const AtcOptions& options) {
    const auto soc = sim::load_soc(options.soc);
    const std::vector<char> bytes = read_file(options.model);
    if (!looks_like_onnx(std::as_bytes(std::span(bytes))))
        throw Error(ErrorCode::kMalformed, fmt::format("{}: not an ONNX model", options.model));
    const Compilation compilation =
        compile_network(std::as_bytes(std::span(bytes)), options.model, *soc, options.request);
    check_output_type(compilation.model, options);
    const std::string path = options.output + ".om";
    write_file(path, om_of(compilation, options.command_line));
    return path;
}

const char* help_text() {
    return R"(Usage: atc --model=NETWORK.onnx --framework=5 --output=NAME --soc_version=SOC [options]

Compiles an ONNX network for an Ascend SoC into NAME.om, which aclmdlLoadFromFile reads. Weights and
kernels are not part of the file: it is for the simulator.

  --input_shape="x:1,3,224,224;y:1,5"    shapes of inputs; -1 where gears choose
  --dynamic_batch_size="1,2,4"           gears: of batch sizes,
  --dynamic_image_size="224,224;448,448" of heights and widths,
  --dynamic_dims="1,128;8,256"           or of all open dimensions
  --insert_op_conf=AIPP.cfg              image pre-processing on the device
  --precision_mode=MODE                  force_fp16 (default), force_fp32, allow_mix_precision, ..
  --precision_mode_v2=MODE               fp16, origin, mixed_float16
  --output_type=TYPE                     FP32, FP16, UINT8 or INT8: checked
  --enable_small_channel=1               four channels a row for the first convolution

Options that change nothing in the model (log, op_select_implmode, ..) are taken and ignored.

Examples:
  atc --model=resnet50.onnx --framework=5 --output=resnet50 --soc_version=Ascend310P3
  atc --model=resnet50.onnx --framework=5 --output=resnet50 --soc_version=Ascend310P3 \
      --input_shape="input:-1,3,224,224" --dynamic_batch_size="1,8,16"
)";
}

}  // namespace ascend::models::atc
