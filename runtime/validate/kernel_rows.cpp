// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/kernel_rows.h"

#include <fmt/format.h>

#include <regex>
#include <set>
#include <variant>

#include "runtime/validate/operator_shapes.h"
#include "runtime/validate/soc_of_row.h"
#include "traces/error.h"

namespace ascend::validate {
namespace {

struct Kernel {
    std::string group;
    OperatorShape op;
    models::KernelKind kind = models::KernelKind::kWritten;
};
using KernelOrReason = std::variant<Kernel, std::string>;

/// The numbers that a pattern's groups match; nullopt when it does not match.
std::optional<std::vector<std::int64_t>> match(const std::string& text, const char* pattern) {
    std::smatch found;
    if (!std::regex_search(text, found, std::regex(pattern))) return std::nullopt;
    std::vector<std::int64_t> numbers;
    for (std::size_t i = 1; i < found.size(); ++i) numbers.push_back(std::stoll(found[i]));
    return numbers;
}

/// "fp16->fp32": types of operands and result. Only the kinds of the table.
std::optional<std::pair<DataType, DataType>> read_types(const std::string& text) {
    const std::string from = text.substr(0, text.find("->"));
    const bool wide = text.find("->fp32") != std::string::npos;
    if (from == "fp16")
        return std::pair(DataType::kFloat16, wide ? DataType::kFloat : DataType::kFloat16);
    if (from == "fp32") return std::pair(DataType::kFloat, DataType::kFloat);
    // Products of eight bits run at one rate; the scales of mxfp8 are a thirty-second of the bytes.
    if (from == "int8" || from == "mxfp8") return std::pair(DataType::kInt8, DataType::kFloat16);
    return std::nullopt;
}

models::MatmulOp gemm(std::int64_t m, std::int64_t n, std::int64_t k, DataType from, DataType to) {
    models::MatmulOp op;
    op.m = m;
    op.n = n;
    op.k = k;
    op.a_type = op.b_type = from;
    op.c_type = to;
    return op;
}

/// X [N, C1, H, W, C0], K [C1 * 9, N1, 16, C0], stride 1, same padding.
models::ConvolutionOp convolution(const std::vector<std::int64_t>& x, std::int64_t c_out_blocks) {
    models::ConvolutionOp op;
    op.batch = x[0];
    op.c_in = x[1] * x[4];
    op.h_in = op.h_out = x[2];
    op.w_in = op.w_out = x[3];
    op.c_out = c_out_blocks * x[4];
    op.kernel_h = op.kernel_w = 3;
    op.pad_top = op.pad_left = op.pad_bottom = op.pad_right = 1;
    op.out_type = DataType::kFloat;
    return op;
}

KernelOrReason read_kernel(const std::string& name, const std::string& shape,
                           const std::string& types) {
    const auto type = read_types(types);
    if (!type) return fmt::format("data type {} is not modelled", types);
    const auto [from, to] = *type;
    if (const auto cube = match(shape, "^m=n=k=(\\d+)$")) {
        models::MatmulOp op = gemm((*cube)[0], (*cube)[0], (*cube)[0], from, to);
        op.transpose_b = name.find("B n-major") != std::string::npos;
        return Kernel{"gemm", op};
    }
    if (const auto mnk = match(shape, "^m=\\d+\\(pad(\\d+)\\),n=\\d+\\(pad(\\d+)\\),k=(\\d+)$"))
        return Kernel{"gemm", gemm((*mnk)[0], (*mnk)[1], (*mnk)[2], from, to)};
    // Examples of the vendor's programming guide read their tiling as the library's kernels do.
    if (const auto mnk = match(shape, "^m,n,k=\\((\\d+), (\\d+), (\\d+)\\)$")) {
        models::MatmulOp op = gemm((*mnk)[0], (*mnk)[1], (*mnk)[2], from, to);
        const bool quantised = from == DataType::kInt8;
        if (quantised) op.epilogue.steps.assign(2, step(models::VectorOp::kMul, DataType::kFloat));
        return Kernel{quantised ? "quant_gemm" : "gemm", op, models::KernelKind::kLibrary};
    }
    if (const auto x = match(shape, "^X=\\[(\\d+),(\\d+),(\\d+),(\\d+),(\\d+)\\]"))
        if (const auto k = match(shape, "K=\\[\\d+,(\\d+),\\d+,\\d+\\]$"))
            return Kernel{"convolution", convolution(*x, (*k)[0])};
    if (const auto sd = match(shape, "^S0=S1=(\\d+),D=(\\d+)$")) {
        const TensorShape qkv{{1, (*sd)[0], 1, (*sd)[1]}, from};
        if (name.find("torch_npu") != std::string::npos)
            return Kernel{"attention", attention(qkv, qkv, false), models::KernelKind::kLibrary};
        return Kernel{"attention_pto", attention(qkv, qkv, false)};
    }
    if (const auto rc = match(shape, "^rows=(\\d+),cols=(\\d+)\\(pad\\d+\\),topk=(\\d+)$"))
        return Kernel{"top_k", models::TopKOp{(*rc)[0], (*rc)[1], (*rc)[2], from}};
    return fmt::format("kernel {} with shape {} has no counterpart", name, shape);
}

std::optional<double> cores_of(const CsvTable& table, const CsvRow& row) {
    if (table.text(row, "cores").empty()) return std::nullopt;
    return table.number(row, "cores");
}

/// Our pipes beside the table's columns; of top-k the table gives the vector unit's in the first.
void add_pipe_shares(const CsvTable& table, const CsvRow& row, bool vector,
                     const KernelMeasurement& measured, Comparison& comparison) {
    const std::pair<const char*, const char*> columns[] = {
        {"cube_ratio", vector ? "VECTOR" : "CUBE"},
        {"tload_ratio", "MTE2"},
        {"textract_ratio", "MTE1"},
        {"tstore_ratio", vector ? "MTE3" : "FIXPIPE"}};
    for (const auto& [column, pipe] : columns) {
        if (table.text(row, column).empty()) continue;
        const auto share = measured.pipe_shares.find(pipe);
        comparison.more.emplace_back(std::string(column) + "_predicted",
                                     share == measured.pipe_shares.end() ? 0 : share->second);
    }
}

}  // namespace

std::vector<std::string> socs_of_kernels(const CsvTable& table) {
    table.require_columns({"soc", "cores", "kernel", "shape", "dtype", "time_us", "cube_ratio",
                           "tload_ratio", "textract_ratio", "tstore_ratio"});
    std::set<std::string> socs;
    for (const CsvRow& row : table.rows())
        if (const auto soc = soc_of_row(table.text(row, "soc"), cores_of(table, row)))
            socs.insert(*soc);
    return {socs.begin(), socs.end()};
}

Comparisons compare_kernels(const CsvTable& table, KernelRunner& runner, L2Start l2,
                            const client::ProgressFunction& progress) {
    Comparisons result;
    for (std::size_t i = 0; i < table.rows().size(); ++i) {
        progress(fmt::format("row {} of {}", i + 1, table.rows().size()));
        const CsvRow& row = table.rows()[i];
        const double measured = table.number(row, "time_us");
        if (measured <= 0) table.refuse(row, "time_us must be more than 0");
        const auto soc = soc_of_row(table.text(row, "soc"), cores_of(table, row));
        if (!soc) {
            result.skipped.push_back(
                {i + 1, fmt::format("SoC {} is not modelled", table.text(row, "soc"))});
            continue;
        }
        const KernelOrReason kernel = read_kernel(
            table.text(row, "kernel"), table.text(row, "shape"), table.text(row, "dtype"));
        if (const auto* why = std::get_if<std::string>(&kernel)) {
            result.skipped.push_back({i + 1, *why});
            continue;
        }
        try {
            const auto& [group, op, kind] = std::get<Kernel>(kernel);
            const KernelMeasurement predicted = runner.run(*soc, op, l2, kind);
            Comparison comparison{i + 1, group, measured, predicted.time_us, {}};
            add_pipe_shares(table, row, group == "top_k", predicted, comparison);
            result.rows.push_back(std::move(comparison));
        } catch (const Error& error) {
            result.skipped.push_back({i + 1, error.what()});
        }
    }
    return result;
}

}  // namespace ascend::validate
