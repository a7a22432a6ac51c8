// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/acl/operator_attributes.h"
#include "runtime/acl/single_operator.h"

namespace ascend::runtime {

/// Arguments as the aclop functions have them, as a request; null attributes: none. Throws
/// Failure{100000} for a null type, a negative count, a null array or a null element.
template <class DescPointer>
OperatorRequest request_of(const char* type, int input_count, DescPointer const* inputs,
                           int output_count, DescPointer const* outputs,
                           const aclopAttr* attributes);
/// The same for buffers.
template <class InputPointer, class OutputPointer>
OperatorBuffers buffers_of(int input_count, InputPointer const* inputs, int output_count,
                           OutputPointer const* outputs);

namespace detail {

void require_list(int count, const void* list, const char* name);

template <class Pointer, class Element>
void copy_list(int count, Pointer const* list, const char* name, std::vector<Element>& result) {
    require_list(count, list, name);
    for (int i = 0; i < count; ++i) {
        require_list(1, list[i], name);
        result.push_back(list[i]);
    }
}

void require_type(const char* type);

}  // namespace detail

template <class DescPointer>
OperatorRequest request_of(const char* type, int input_count, DescPointer const* inputs,
                           int output_count, DescPointer const* outputs,
                           const aclopAttr* attributes) {
    detail::require_type(type);
    OperatorRequest request;
    request.type = type;
    detail::copy_list(input_count, inputs, "inputDesc", request.inputs);
    detail::copy_list(output_count, outputs, "outputDesc", request.outputs);
    if (attributes != nullptr) request.attributes = attributes->values;
    return request;
}

template <class InputPointer, class OutputPointer>
OperatorBuffers buffers_of(int input_count, InputPointer const* inputs, int output_count,
                           OutputPointer const* outputs) {
    OperatorBuffers buffers;
    detail::copy_list(input_count, inputs, "inputs", buffers.inputs);
    detail::copy_list(output_count, outputs, "outputs", buffers.outputs);
    return buffers;
}

}  // namespace ascend::runtime
