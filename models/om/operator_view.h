// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/graph/graph.h"
#include "models/lowering/operator.h"
#include "models/om/model_def.h"

namespace ascend::models::om {

/// Most elements of a tensor: more than any device holds, and few enough that byte counts fit.
inline constexpr std::int64_t kMostElements = std::int64_t{1} << 48;

/// A tensor descriptor in our terms.
struct TensorView {
    DataType type = DataType::kUndefined;
    Layout layout = Layout::kNd;
    std::string format;  ///< the vendor's, "NHWC"
    Shape memory;        ///< extents in memory order, padding included
    Shape shape;         ///< logical: NCHW for images and filters, else as the source graph had it
    bool constant = false;

    std::int64_t elements() const;  ///< in memory
    Bytes bytes() const;            ///< in memory
};

/// Throws Error{kUnsupported} for an open dimension or an element type that is not modelled and
/// Error{kMalformed} for a dimension below -2, more than kMostElements or a rank that the format
/// does not have; `where` (file and operator) stands in the message.
TensorView view_of(const TensorDesc& desc, const std::string& where);

/// An image as [N, C, H, W], from NC1HWC0, NCHW or NHWC; [N, C, L] and less get ones. Throws
/// Error{kMalformed} for more than four dimensions.
Shape image_of(const TensorView& tensor, const std::string& where);

/// An operator with its connected inputs.
class OperatorView {
  public:
    struct Input {
        std::size_t slot = 0;  ///< position in the operator's own list
        TensorView tensor;
    };

    /// `constant[i]`: input i comes from a constant. `origin` is the file's name.
    OperatorView(const OpDef& op, const std::vector<bool>& constant, const std::string& origin);

    const OpDef& op() const { return *op_; }
    const Attributes& attributes() const { return op_->attributes; }
    const std::vector<Input>& inputs() const { return inputs_; }  ///< by slot
    const std::vector<TensorView>& outputs() const { return outputs_; }
    /// Null when nothing is connected there.
    const TensorView* input(std::size_t slot) const;

    /// The n-th connected input, the n-th output. Throws Error{kMalformed} when there is none.
    const TensorView& connected(std::size_t n) const;
    const TensorView& output(std::size_t n) const;
    /// The input of a slot. Throws Error{kMalformed} when nothing is connected there.
    const TensorView& required(std::size_t slot) const;

    /// "file.om: operator 'x' (Conv2D)", for messages.
    const std::string& where() const { return where_; }
    /// Throws Error{kMalformed}: "WHERE: MESSAGE".
    [[noreturn]] void fail(std::string_view message) const;

  private:
    const OpDef* op_;
    std::string where_;
    std::vector<Input> inputs_;
    std::vector<TensorView> outputs_;
};

/// True when input `i` of an operator is a tensor rather than unconnected or an order only.
bool is_data_input(const OpDef& op, std::size_t i);

}  // namespace ascend::models::om
