// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cmath>

#include "tests/runtime/acl/small_model.h"
#include "tests/runtime/cli/command_runner.h"

namespace ascend::test {
namespace {

namespace json = boost::json;

constexpr const char* kMatmuls =
    "batch,m,n,k,a_dtype,b_dtype,c_dtype,trans_a,trans_b,format_notes,batch_type,bias,"
    "inputs_nd_converted_on_load,output_nz2nd,block_dim,block_dim_batch_m_n_k,l1_l0_tiling,"
    "cost_us\n"
    "1,640,768,768,float16,float16,float16,0,0,\"A=NZ,B=NZ\",0.0,0,0,0,20,1x5x4x1,"
    "\"{\"\"AL1\"\":256,\"\"BL1\"\":256,\"\"AL0_m,k\"\":[8,4],\"\"BL0_k,n\"\":[4,12],"
    "\"\"CL0_n?\"\":12,\"\"db_AL1,BL1,AL0,BL0\"\":[2,2,2,2]}\",6.5\n";

json::value run_json(const CommandRunner& runner, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "validate");
    arguments.push_back("--json");
    const CommandResult result = runner.run(arguments);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return json::parse(result.out);
}

TEST(ValidateCommand, AnswersAsDocumented) {
    const CommandRunner runner;
    runner.write("matmul.csv", kMatmuls);
    const json::value answer = run_json(runner, {"--matmul", "matmul.csv"});
    EXPECT_EQ(answer.at("table").as_string(), "matmul");
    const json::value& group = answer.at("groups").at("nz");
    for (const char* key :
         {"n", "mean_abs_pct", "median_abs_pct", "bias", "within_10", "within_20"})
        EXPECT_TRUE(group.as_object().contains(key)) << key;
    const json::value& target = answer.at("targets").at("nz");
    EXPECT_EQ(target.at("median_abs_pct").to_number<double>(), 8);
    EXPECT_EQ(target.at("met").as_bool(),
              group.at("median_abs_pct").to_number<double>() <= 8 &&
                  std::abs(group.at("bias").to_number<double>() - 1) <= 0.03);
    EXPECT_EQ(answer.at("targets").at("listed").at("n").to_number<int>(), 1);
    ASSERT_EQ(answer.at("rows").as_array().size(), 1u);
    const json::value& row = answer.at("rows").at(0);
    EXPECT_EQ(row.at("m").as_string(), "640");
    EXPECT_EQ(row.at("soc_modelled").as_string(), "Ascend910B2");
    EXPECT_EQ(row.at("measured").to_number<double>(), 6.5);
    const double predicted = row.at("predicted").to_number<double>();
    EXPECT_NEAR(row.at("error_pct").to_number<double>(), 100 * (predicted / 6.5 - 1), 1e-3);
    EXPECT_TRUE(answer.at("skipped").as_array().empty());
}

TEST(ValidateCommand, ColdCachesAreSlower) {
    const CommandRunner runner;
    runner.write("matmul.csv", kMatmuls);
    const auto predicted = [&](const char* l2) {
        return run_json(runner, {"--matmul", "matmul.csv", "--l2", l2})
            .at("rows")
            .at(0)
            .at("predicted")
            .to_number<double>();
    };
    EXPECT_GT(predicted("cold"), predicted("warm"));
}

TEST(ValidateCommand, RowsWithoutCounterpartAreSkippedWithTheReason) {
    const CommandRunner runner;
    runner.write("ops.csv",
                 "soc,op,case_id,input_shapes,dtypes,attrs,measured_us\n"
                 "Ascend910B2,frobnicate,1,x,x,x,5\n"
                 "Ascend999,sigmoid,2,[[4]],\"[\"\"float32\"\"]\",{},5\n"
                 "Ascend910B2,sigmoid,3,[[4096]],\"[\"\"float32\"\"]\",{},5\n");
    const json::value answer = run_json(runner, {"--operators", "ops.csv"});
    EXPECT_EQ(answer.at("rows").as_array().size(), 1u);
    ASSERT_EQ(answer.at("skipped").as_array().size(), 2u);
    EXPECT_EQ(answer.at("skipped").at(0).at("row").to_number<int>(), 1);
    EXPECT_NE(answer.at("skipped").at(1).at("why").as_string().find("Ascend999"),
              json::string::npos);
}

TEST(ValidateCommand, NetworksAreEstimatedOnTheirSocs) {
    const CommandRunner runner;
    std::filesystem::create_directory(runner.folder() / "graphs");
    runner.write("graphs/small.onnx", small_model());
    runner.write("models.csv",
                 "graph,soc,batch,device_latency_ms,flags\n"
                 "small.onnx,Ascend310P3,1,0.1,\n"
                 "small.onnx,Ascend310B1,8,0.1,\n"
                 "small.onnx,Ascend310P3,1,0.2,\n"
                 "none.onnx,Ascend310P3,1,0.1,\n"
                 "small.onnx,Ascend310P3,1,0.1,frob\n");
    const json::value answer =
        run_json(runner, {"--whole-models", "models.csv", "--graphs", "graphs"});
    const json::array& rows = answer.at("rows").as_array();
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].at("group").as_string(), "cnn_batch1");
    EXPECT_EQ(rows[1].at("group").as_string(), "cnn_batch4up");
    EXPECT_EQ(rows[0].at("predicted").to_number<double>(),
              rows[2].at("predicted").to_number<double>());
    EXPECT_EQ(rows[0].at("measured").to_number<double>(), 100);
    EXPECT_EQ(answer.at("skipped").as_array().size(), 2u);
    double shares = 0;
    for (const auto& [type, share] : rows[0].at("shares").as_object())
        shares += share.to_number<double>();
    EXPECT_NEAR(shares, 1, 1e-4);
}

TEST(ValidateCommand, NetworksAreRankedAndTheirKneesFound) {
    const CommandRunner runner;
    std::filesystem::create_directory(runner.folder() / "graphs");
    runner.write("graphs/small.onnx", small_model());
    runner.write("models.csv",
                 "graph,soc,batch,device_latency_ms,flags\n"
                 "small.onnx,Ascend310P3,1,0.1,\n"
                 "small.onnx,Ascend310P3,4,0.4,\n"
                 "small.onnx,Ascend310P3,8,0.8,\n");
    const json::value answer =
        run_json(runner, {"--whole-models", "models.csv", "--graphs", "graphs"});
    EXPECT_TRUE(answer.at("ranking").as_array().empty());  // one network is in no order
    EXPECT_TRUE(answer.at("wrong_pairs").as_array().empty());
    ASSERT_EQ(answer.at("knees").as_array().size(), 1u);
    const json::value& knee = answer.at("knees").at(0);
    EXPECT_EQ(knee.at("measured").to_number<int>(), 1);   // no batch is better than another
    EXPECT_EQ(knee.at("predicted").to_number<int>(), 8);  // launches weigh less and less
    const CommandResult text =
        runner.run({"validate", "--whole-models", "models.csv", "--graphs", "graphs"});
    EXPECT_NE(text.out.find("0 of 1 agree"), std::string::npos) << text.out;
}

TEST(ValidateCommand, MalformedTablesAreRefusedWithTheirLine) {
    const CommandRunner runner;
    expect_refusal(runner.run({"validate", "--matmul", "none.csv"}), 1, {"none.csv"});
    runner.write("empty.csv", "");
    expect_refusal(runner.run({"validate", "--matmul", "empty.csv"}), 1, {"empty.csv:1"});
    runner.write("other.csv", "a,b\n1,2\n");
    for (const char* table : {"--matmul", "--operators", "--kernels"})
        expect_refusal(runner.run({"validate", table, "other.csv"}), 1, {"other.csv:1", "column"});
    std::string bad = kMatmuls;
    bad.replace(bad.find("1x5x4x1"), 7, "1x5x4x0");
    runner.write("bad.csv", bad);
    expect_refusal(runner.run({"validate", "--matmul", "bad.csv"}), 1, {"bad.csv:2"});
}

}  // namespace
}  // namespace ascend::test
