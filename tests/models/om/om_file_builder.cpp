// SPDX-License-Identifier: Apache-2.0
#include "tests/models/om/om_file_builder.h"

#include <fmt/format.h>

#include "models/om/container.h"

namespace ascend::models::om {

TensorDesc tensor(std::vector<std::int64_t> dims, std::string format,
                  std::vector<std::int64_t> origin, std::string origin_format, DataType type) {
    TensorDesc desc{"", type, std::move(dims), std::move(format)};
    desc.attributes.set("origin_shape", std::move(origin));
    desc.attributes.set("origin_format", std::move(origin_format));
    return desc;
}

OpDef op(std::string name, std::string type, std::vector<std::string> inputs,
         std::vector<TensorDesc> input_descs, std::vector<TensorDesc> output_descs) {
    OpDef result{std::move(name), std::move(type)};
    result.inputs = std::move(inputs);
    result.input_descs = std::move(input_descs);
    result.output_descs = std::move(output_descs);
    return result;
}

std::vector<OpDef> image_model() {
    const std::vector<std::int64_t> nchw = {1, 3, 8, 8};
    const TensorDesc image = tensor(nchw, "NCHW", nchw, "NCHW", DataType::kFloat);
    const TensorDesc half = tensor(nchw, "NCHW", nchw, "NCHW");
    const TensorDesc blocked = tensor({1, 1, 8, 8, 16}, "NC1HWC0", nchw, "NCHW");
    const TensorDesc filter = tensor({9, 1, 16, 16}, "FRACTAL_Z", {10, 3, 3, 3}, "NCHW");
    const TensorDesc bias = tensor({10}, "ND", {10});
    const TensorDesc result = tensor({1, 1, 8, 8, 16}, "NC1HWC0", {1, 10, 8, 8}, "NCHW");
    OpDef conv =
        op("conv", "Conv2D", {"trans:0", "filter:0", "bias:0"}, {blocked, filter, bias}, {result});
    conv.attributes.set("strides", std::vector<std::int64_t>{1, 1, 1, 1});
    conv.attributes.set("pads", std::vector<std::int64_t>{1, 1, 1, 1});
    return {op("image", "Data", {""}, {image}, {image}),
            op("cast", "Cast", {"image:0"}, {image}, {half}),
            op("trans", "TransData", {"cast:0"}, {half}, {blocked}),
            op("filter", "Const", {}, {}, {filter}),
            op("bias", "Const", {}, {}, {bias}),
            conv,
            op("Node_Output", "NetOutput", {"conv:0"}, {result}, {})};
}

std::vector<TaskDef> kernel_tasks(const std::vector<std::int64_t>& ids) {
    std::vector<TaskDef> tasks;
    for (const std::int64_t id : ids) {
        TaskDef task;
        task.op_index = id;
        task.block_dim = 2;
        task.kernel_name = fmt::format("te_kernel_{}", id);
        tasks.push_back(std::move(task));
    }
    return tasks;
}

std::vector<std::byte> file_of(std::vector<OpDef> ops, const std::vector<TaskDef>& tasks,
                               bool compress) {
    for (std::size_t i = 0; i < ops.size(); ++i) ops[i].id = static_cast<std::int64_t>(i);
    ModelDef model{"small"};
    model.attributes.set("soc_version", std::string("Ascend310P3"));
    model.attributes.set("attr_model_out_nodes_name", std::vector<std::string>{"conv:0:y"});
    model.graphs.push_back({"small_0"});
    model.graphs.front().ops = std::move(ops);
    const std::string definition = encode_model_def(model, compress);
    const std::string task_list = encode_task_info(tasks);
    Container container{Header("small"), {}};
    container.models.push_back({{{PartitionType::kModelDef, std::as_bytes(std::span(definition))},
                                 {PartitionType::kTaskInfo, std::as_bytes(std::span(task_list))}}});
    return encode_container(container);
}

std::vector<std::byte> image_file() {
    return file_of(image_model(), kernel_tasks({1, 2, 5}));
}

}  // namespace ascend::models::om
