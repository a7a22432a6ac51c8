// SPDX-License-Identifier: Apache-2.0
#include "models/fusion/emit/outputs.h"

#include <fmt/format.h>

#include "models/fusion/emit/image.h"
#include "traces/error.h"

namespace ascend::models {

namespace {

constexpr std::int64_t kImageChannels = 4;

bool image(const WorkGraph& graph, TensorId id) {
    const Shape& shape = graph.shape(id);
    return shape.size() == 4 && shape[1] <= kImageChannels && is_floating(graph.tensors[id].type);
}

/// The preprocessor in front of whatever is not a convolution.
void emit_aipp(Forms& forms, TensorId id) {
    const Form bytes = forms.home(id);
    const Form converted{Layout::kNc1hwc0, bytes.shape, forms.graph().tensors[id].type};
    const FusedId input = forms.read(id, bytes);
    forms.emit("aipp_" + forms.graph().tensors[id].name, "Aipp",
               TransDataOp{Layout::kNd, Layout::kNc1hwc0, bytes.shape, bytes.type, converted.type},
               {input}, {forms.write(id, converted)});
}

FusedId root_of(const FusedGraph& fused, FusedId tensor) {
    while (fused.tensors[tensor].alias_of != kNotAliased) tensor = fused.tensors[tensor].alias_of;
    return tensor;
}

/// The tensor, or the one of the same bytes that it is a view of, may be the output itself.
bool can_be_output(const FusedGraph& fused, FusedId tensor) {
    const FusedTensor& view = fused.tensors[tensor];
    std::int64_t offset = 0;
    for (FusedId at = tensor; fused.tensors[at].alias_of != kNotAliased;
         at = fused.tensors[at].alias_of)
        offset += fused.tensors[at].alias_offset;
    const FusedTensor& root = fused.tensors[root_of(fused, tensor)];
    return root.storage == Storage::kWorkspace && offset == 0 && root.bytes == view.bytes;
}

FusedId copied(Forms& forms, TensorId id, FusedId source, const Form& form) {
    const FusedId copy = forms.scratch(forms.graph().tensors[id].name, form);
    CopyPiece piece;
    piece.row_bytes = size_of(form);
    forms.emit(forms.graph().tensors[id].name + "_copy", "TensorMove",
               CopyOp{{piece}, 1, 1, form.type}, {source}, {copy});
    return copy;
}

void inherit_storage(FusedGraph& fused) {
    for (FusedId i = 0; i < fused.tensors.size(); ++i) {
        const FusedTensor& root = fused.tensors[root_of(fused, i)];
        fused.tensors[i].storage = root.storage;
        fused.tensors[i].io_index = root.io_index;
    }
}

}  // namespace

void declare_inputs(Forms& forms) {
    const WorkGraph& graph = forms.graph();
    bool aipp_pending = graph.options.aipp;
    for (std::size_t i = 0; i < graph.inputs.size(); ++i) {
        const TensorId id = graph.inputs[i];
        const bool bytes = aipp_pending && image(graph, id);
        const DataType type = bytes ? DataType::kUint8 : graph.input_types[i];
        forms.fused().inputs.push_back(
            forms.input(id, {Layout::kNd, graph.shape(id), type}, static_cast<std::uint32_t>(i)));
        if (bytes && !convolution_converts(graph, id)) emit_aipp(forms, id);
        if (bytes) aipp_pending = false;
    }
    if (aipp_pending)
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("model '{}': aipp wants a float image input of shape [N, C, H, W] "
                                "with at most {} channels, and there is none",
                                graph.name, kImageChannels));
}

void declare_outputs(Forms& forms) {
    const WorkGraph& graph = forms.graph();
    FusedGraph& fused = forms.fused();
    for (std::size_t i = 0; i < graph.outputs.size(); ++i) {
        const TensorId id = graph.outputs[i];
        const Form form{Layout::kNd, graph.shape(id), graph.output_types[i]};
        FusedId tensor = forms.read(id, form);
        if (!can_be_output(fused, tensor)) tensor = copied(forms, id, tensor, form);
        FusedTensor& root = fused.tensors[root_of(fused, tensor)];
        root.storage = Storage::kOutput;
        root.io_index = static_cast<std::uint32_t>(i);
        fused.outputs.push_back(tensor);
    }
    inherit_storage(fused);
}

}  // namespace ascend::models
