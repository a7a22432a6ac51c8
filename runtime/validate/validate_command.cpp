// SPDX-License-Identifier: Apache-2.0
#include "runtime/validate/validate_command.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include "runtime/cli/command_line.h"
#include "runtime/cli/progress.h"
#include "runtime/validate/kernel_rows.h"
#include "runtime/validate/matmul_rows.h"
#include "runtime/validate/operator_table.h"
#include "runtime/validate/report.h"
#include "runtime/validate/whole_models.h"
#include "traces/error.h"

namespace ascend::validate {
namespace {

namespace po = boost::program_options;

constexpr const char* kHelp = R"(Usage: ascend-sim validate --whole-models FILE.csv --graphs DIR
       ascend-sim validate --matmul FILE.csv [--own-tiling]
       ascend-sim validate --operators FILE.csv
       ascend-sim validate --kernels FILE.csv

Compares predictions with a measured table: per row measured, predicted and error, then per group
the number of rows, mean and median absolute error in percent, bias (geometric mean of predicted
over measured), the share of rows within 10 and 20 percent, and the target where there is one. For
networks also the order per SoC and batch (Spearman's rank correlation from eight networks on, pairs
in the wrong order where measurements differ by more than 20 percent) and the knee over batch, the
smallest one within 5 percent of the best throughput. Rows that have no counterpart are skipped,
with the reason.

Examples:
  ascend-sim validate --whole-models whole_models.csv --graphs models
  ascend-sim validate --matmul matmul_910b2.csv --own-tiling --l2 cold
  ascend-sim validate --operators operators_bench.csv --json

Options)";

/// A kind of table: how it is compared and which columns name its rows.
struct Table {
    const char* name;
    L2Start l2;  ///< what the measurements were taken with
    std::vector<std::string> labels(const CsvTable& csv) const;
};

const Table kTables[] = {{"whole-models", L2Start::kWarm},
                         {"matmul", L2Start::kWarm},
                         {"operators", L2Start::kCold},
                         {"kernels", L2Start::kWarm}};

std::vector<std::string> Table::labels(const CsvTable& csv) const {
    const std::string_view kind = name;
    if (kind == "whole-models") return {"graph", "soc", "batch", "flags"};
    if (kind == "matmul") return {"batch", "m", "n", "k"};
    if (kind == "kernels") return {"kernel", "shape"};
    return {csv.has_column("op") ? "op" : "op_type", "input_shapes"};
}

struct Options {
    const Table* table = nullptr;
    std::string file, graphs;
    bool own_tiling = false, exact = false, as_json = false;
    L2Start l2 = L2Start::kWarm;
};

po::options_description describe_options() {
    po::options_description options(kHelp);
    auto add = options.add_options();
    add("whole-models", po::value<std::string>()->value_name("FILE.csv"), "table of networks");
    add("graphs", po::value<std::string>()->value_name("DIR"),
        "folder with the networks' ONNX files");
    add("matmul", po::value<std::string>()->value_name("FILE.csv"), "table of tuned matmuls");
    add("own-tiling", "our tiler's choice instead of the recorded tiling");
    add("operators", po::value<std::string>()->value_name("FILE.csv"), "table of single operators");
    add("kernels", po::value<std::string>()->value_name("FILE.csv"), "table of published kernels");
    add("l2", po::value<std::string>()->value_name("STATE"),
        "what L2 holds when a kernel starts: warm or cold (default: as the table was measured)");
    add("exact", "simulate without short cuts; same result, slower");
    add("json", "print JSON");
    add("help,h", "print this text");
    return options;
}

[[noreturn]] void wrong_usage(const std::string& reason) {
    throw Error(ErrorCode::kUsage,
                fmt::format("validate: {} (see ascend-sim validate --help)", reason));
}

L2Start read_l2(const po::variables_map& values, const Table& table) {
    if (values.count("l2") == 0) return table.l2;
    const auto& text = values["l2"].as<std::string>();
    if (text != "warm" && text != "cold")
        wrong_usage(fmt::format("--l2 {}: expected warm or cold", text));
    return text == "warm" ? L2Start::kWarm : L2Start::kCold;
}

Options read_options(const po::variables_map& values) {
    Options options;
    for (const Table& table : kTables) {
        if (values.count(table.name) == 0) continue;
        if (options.table != nullptr) wrong_usage("expected one table");
        options.table = &table;
        options.file = values[table.name].as<std::string>();
    }
    if (options.table == nullptr)
        wrong_usage("expected --whole-models, --matmul, --operators or --kernels with a table");
    const std::string_view kind = options.table->name;
    options.own_tiling = values.count("own-tiling") != 0;
    if (options.own_tiling && kind != "matmul") wrong_usage("--own-tiling goes with --matmul");
    if ((values.count("graphs") != 0) != (kind == "whole-models"))
        wrong_usage("--graphs goes with --whole-models, and that with it");
    if (values.count("graphs") != 0) options.graphs = values["graphs"].as<std::string>();
    if (values.count("l2") != 0 && kind == "whole-models")
        wrong_usage("--l2 goes with single kernels, not with --whole-models");
    options.l2 = read_l2(values, *options.table);
    options.exact = values.count("exact") != 0;
    options.as_json = values.count("json") != 0;
    return options;
}

Comparisons compare(const Options& options, const CsvTable& csv) {
    cli::Progress progress;
    const auto show = [&](const std::string& step) { progress.show(step); };
    const std::string_view kind = options.table->name;
    if (kind == "whole-models")
        return compare_whole_models(csv, options.graphs, options.exact, show);
    if (kind == "matmul") {
        check_matmul_columns(csv);
        KernelRunner runner({kMatmulSoc}, options.exact);
        return compare_matmuls(csv, runner, options.own_tiling, options.l2, show);
    }
    if (kind == "operators") {
        KernelRunner runner(socs_of_operators(csv), options.exact);
        return compare_operators(csv, runner, options.l2, show);
    }
    KernelRunner runner(socs_of_kernels(csv), options.exact);
    return compare_kernels(csv, runner, options.l2, show);
}

}  // namespace

void run_validate_command(const std::vector<std::string>& arguments) {
    const po::options_description visible = describe_options();
    const po::variables_map values = cli::parse_arguments("validate", arguments, visible, {});
    if (values.count("help") != 0) {
        fmt::print("{}", fmt::streamed(visible));
        return;
    }
    const Options options = read_options(values);
    const CsvTable csv = CsvTable::read(options.file);
    const Comparisons comparisons = compare(options, csv);
    const std::string name = options.table->name;
    const ReportedTable table{name, options.own_tiling ? name + "-own-tiling" : name,
                              options.table->labels(csv)};
    fmt::print("{}", options.as_json ? report_json(table, csv, comparisons)
                                     : report_text(table, csv, comparisons));
}

}  // namespace ascend::validate
