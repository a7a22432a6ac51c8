// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/matmul_rows.h"

#include <fmt/format.h>

#include <array>
#include <boost/json.hpp>
#include <charconv>

#include "models/lowering/lowering.h"
#include "traces/error.h"

namespace ascend::validate {
namespace {

namespace json = boost::json;
using models::Layout;
using models::MatmulOp;
using models::MatmulTiling;

constexpr std::int64_t kFractal = 16;
constexpr std::int64_t kThinAxis = 32;
constexpr std::int64_t kSharedB = 2;  ///< batch_type of one B for the whole batch

DataType read_type(const CsvTable& table, const CsvRow& row, const char* column) {
    const std::string& name = table.text(row, column);
    if (name == "float16") return DataType::kFloat16;
    if (name == "float32") return DataType::kFloat;
    table.refuse(row, fmt::format("{} is \"{}\": expected float16 or float32", column, name));
}

MatmulOp read_op(const CsvTable& table, const CsvRow& row) {
    MatmulOp op;
    op.batch = table.integer(row, "batch");
    op.m = table.integer(row, "m");
    op.n = table.integer(row, "n");
    op.k = table.integer(row, "k");
    op.transpose_a = table.integer(row, "trans_a") != 0;
    op.transpose_b = table.integer(row, "trans_b") != 0;
    op.b_shared = table.integer(row, "batch_type") == kSharedB;
    op.a_type = read_type(table, row, "a_dtype");
    op.b_type = read_type(table, row, "b_dtype");
    op.c_type = read_type(table, row, "c_dtype");
    const bool nd_inputs = table.integer(row, "inputs_nd_converted_on_load") != 0;
    const bool nd_a = nd_inputs || table.text(row, "format_notes").rfind("A=ND", 0) == 0;
    op.a_layout = nd_a ? Layout::kNd : Layout::kFractalNz;
    op.b_layout = nd_inputs ? Layout::kNd : Layout::kFractalNz;
    op.c_layout = table.integer(row, "output_nz2nd") != 0 ? Layout::kNd : Layout::kFractalNz;
    op.bias = table.integer(row, "bias") != 0;
    return op;
}

/// "1x2x8x1": cores along batch, M, N and K.
std::array<std::int64_t, 4> read_blocks(const CsvTable& table, const CsvRow& row) {
    std::array<std::int64_t, 4> blocks{};
    const std::string& text = table.text(row, "block_dim_batch_m_n_k");
    const char* position = text.data();
    const char* const end = text.data() + text.size();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const auto [rest, error] = std::from_chars(position, end, blocks[i]);
        const bool separated = i + 1 == blocks.size() ? rest == end : rest != end && *rest == 'x';
        if (error != std::errc() || !separated || blocks[i] < 1)
            table.refuse(row,
                         fmt::format("block_dim_batch_m_n_k is \"{}\": expected AxBxCxD", text));
        position = rest + 1;
    }
    return blocks;
}

/// A number, or `absent` for [].
std::int64_t number_or(const json::value& value, std::int64_t absent) {
    return value.is_array() && value.get_array().empty() ? absent : value.to_number<std::int64_t>();
}

void read_buffers(const json::value& tiling, MatmulTiling& result) {
    result.k_al1 = number_or(tiling.at("AL1"), 0);
    result.k_bl1 = number_or(tiling.at("BL1"), 0);
    const json::array& l0a = tiling.at("AL0_m,k").as_array();
    const json::array& l0b = tiling.at("BL0_k,n").as_array();
    result.m_l0 = kFractal * number_or(l0a.at(0), 0);
    result.k_l0 = kFractal * number_or(l0a.at(1), 0);
    result.n_l0 = kFractal * number_or(tiling.at("CL0_n?"), 0);
    result.b_stays_in_l0b = l0b.at(0).is_array();
    const json::array& doubled = tiling.at("db_AL1,BL1,AL0,BL0").as_array();
    const auto is_double = [&](std::size_t i) { return doubled.at(i).to_number<int>() == 2; };
    // The first two flags are those of B and A: read the other way, 99 tilings overflow L1.
    result.double_al1 = is_double(1);
    result.double_bl1 = is_double(0);
    result.double_al0 = is_double(2);
    result.double_bl0 = is_double(3);
}

MatmulTiling read_tiling(const CsvTable& table, const CsvRow& row) {
    MatmulTiling tiling;
    const auto blocks = read_blocks(table, row);
    tiling.block_batch = blocks[0];
    tiling.block_m = blocks[1];
    tiling.block_n = blocks[2];
    tiling.block_k = blocks[3];
    try {
        read_buffers(json::parse(table.text(row, "l1_l0_tiling")), tiling);
    } catch (const std::exception& error) {
        table.refuse(row, fmt::format("l1_l0_tiling: {}", error.what()));
    }
    return tiling;
}

std::string group_of(const MatmulOp& op) {
    const std::int64_t inner_a = op.transpose_a ? op.m : op.k;
    const std::int64_t inner_b = op.transpose_b ? op.k : op.n;
    if (std::min(inner_a, inner_b) <= kThinAxis) return "thin";
    return op.a_layout == Layout::kNd ? "nd" : "nz";
}

std::shared_ptr<const sim::KernelPlan> plan(const CsvTable& table, const CsvRow& row,
                                            const MatmulOp& op, const sim::SocSpec& soc,
                                            bool own_tiling) {
    const MatmulTiling tiling =
        own_tiling ? models::choose_tiling(op, soc) : read_tiling(table, row);
    return std::make_shared<sim::KernelPlan>(models::plan_matmul(op, tiling, soc));
}

}  // namespace

void check_matmul_columns(const CsvTable& table) {
    table.require_columns({"batch", "m", "n", "k", "a_dtype", "b_dtype", "c_dtype", "trans_a",
                           "trans_b", "format_notes", "batch_type", "bias",
                           "inputs_nd_converted_on_load", "output_nz2nd", "block_dim_batch_m_n_k",
                           "l1_l0_tiling", "cost_us"});
}

Comparisons compare_matmuls(const CsvTable& table, KernelRunner& runner, bool own_tiling,
                            L2Start l2, const client::ProgressFunction& progress) {
    Comparisons result;
    for (std::size_t i = 0; i < table.rows().size(); ++i) {
        progress(fmt::format("row {} of {}", i + 1, table.rows().size()));
        const CsvRow& row = table.rows()[i];
        const MatmulOp op = read_op(table, row);
        const double measured = table.number(row, "cost_us");
        if (measured <= 0) table.refuse(row, "cost_us must be more than 0");
        try {
            const auto kernel = plan(table, row, op, runner.soc(kMatmulSoc), own_tiling);
            const double predicted = runner.run(kMatmulSoc, kernel, l2).time_us;
            result.rows.push_back({i + 1, group_of(op), measured, predicted, {}, kMatmulSoc, {}});
        } catch (const Error& error) {
            if (error.code() == ErrorCode::kMalformed) throw;
            result.skipped.push_back({i + 1, error.what()});
        }
    }
    return result;
}

}  // namespace ascend::validate
