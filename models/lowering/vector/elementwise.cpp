// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/lowering/lowering.h"
#include "models/lowering/vector/instruction_cost.h"
#include "models/lowering/vector/vector_kernel.h"

namespace ascend::models {
namespace {

using namespace vector_kernels;

/// Elements that one block or tile is a multiple of: whole repeats for every type.
constexpr std::int64_t kGranule = 256;

/// On split chips a block gets 4 KB of the widest type while there are cores, whether that pays or
/// not. source: block_dim of operators_910b
constexpr std::int64_t kBytesPerBlock = 4096;

/// What 64-bit arithmetic is emulated with: int64 kernels of one element take 2.4 us longer than
/// fp32 ones on A2. source: operators_910b
constexpr Bytes k64BitCode{6 * 1024};

/// A gated kernel of few elements takes 8 us longer than a plain one on A2. source: operators_bench
constexpr Bytes kGatedCode{20 * 1024};

/// How an operand reaches UB.
enum class InputAccess : std::uint8_t {
    kStreamed,     ///< as large as the result: loaded with each tile
    kResident,     ///< a scalar or a vector repeated along outer axes: loaded once a core
    kRowValues,    ///< one value a row, broadcast in UB
    kRepeatedRow,  ///< a repeated vector that is too long to stay in UB
};

struct ClassifiedInput {
    ElementwiseInput input;
    InputAccess access = InputAccess::kStreamed;
    std::uint8_t operand = 0;
    std::int64_t bytes = 0;
};

class ElementwiseKernel {
  public:
    ElementwiseKernel(const ElementwiseOp& op, const sim::SocSpec& soc)
        : op_(op), kernel_(soc), cost_(kernel_.core()) {
        for (const ElementwiseInput& input : op_.inputs) classify(input);
        for (const DataType type : op_.outputs) {
            outputs_.push_back(kernel_.output(bytes_of(type, op_.elements)));
        }
        tile_elements_ = kernel_.tile_units(kernel_.ub_bytes() - resident_bytes(),
                                            ub_bytes_per_element(), kGranule);
    }

    sim::KernelPlan plan() const {
        WorkShape shape;
        shape.units = op_.elements;
        shape.granule = kGranule;
        if (op_.gated) shape.code = kGatedCode;
        if (computes_64_bit()) shape.code += k64BitCode;
        if (kernel_.split()) {
            shape.blocks =
                ceil_div(op_.elements * widest_bytes(op_.steps, first_type()), kBytesPerBlock);
        }
        shape.block = [this](std::int64_t elements) { return block(elements); };
        return kernel_.plan(shape, chain_flops(op_.steps, op_.elements)).plan;
    }

  private:
    void classify(const ElementwiseInput& input) {
        require_positive("element-wise operator", "elements of an input", input.elements);
        ClassifiedInput classified{input, InputAccess::kStreamed, 0, 0};
        classified.bytes = bytes_of(input.type, input.elements).count();
        classified.operand = kernel_.input(Bytes(classified.bytes));
        if (input.elements < op_.elements) {
            const bool small =
                round_up(classified.bytes, kUbBlock) <=
                kernel_.ub_bytes() / 4 / static_cast<std::int64_t>(op_.inputs.size());
            if (input.inner_broadcast && input.elements > 1) {
                classified.access = InputAccess::kRowValues;
            } else {
                classified.access = small ? InputAccess::kResident : InputAccess::kRepeatedRow;
            }
        }
        inputs_.push_back(classified);
    }

    std::int64_t resident_bytes() const {
        std::int64_t bytes = 0;
        for (const ClassifiedInput& input : inputs_) {
            if (input.access == InputAccess::kResident) bytes += round_up(input.bytes, kUbBlock);
        }
        return bytes;
    }

    bool computes_64_bit() const {
        return std::any_of(op_.steps.begin(), op_.steps.end(), [](const VectorStep& step) {
            return step.op != VectorOp::kCast && step.op != VectorOp::kCopy &&
                   bits_of(step.type) >= 64;
        });
    }

    DataType first_type() const {
        if (!inputs_.empty()) return inputs_.front().input.type;
        return op_.outputs.empty() ? DataType::kFloat16 : op_.outputs.front();
    }

    /// Double-buffered inputs and outputs; two temporaries for a chain, none for one instruction.
    std::int64_t ub_bytes_per_element() const {
        const std::int64_t widest = widest_bytes(op_.steps, first_type());
        std::int64_t bytes = op_.steps.size() > 1 || widest > 2 ? 2 * widest : 0;
        for (const ClassifiedInput& input : inputs_) {
            if (input.access == InputAccess::kRowValues) bytes += 3 * widest;
            if (input.access != InputAccess::kResident) {
                // A strided slice loads rows whole of which it keeps a part.
                bytes += 2 * element_bytes(input.input.type) *
                         std::max<std::int64_t>(1, ceil_div(input.input.elements, op_.elements));
            }
        }
        for (const DataType type : op_.outputs) bytes += 2 * element_bytes(type);
        return bytes;
    }

    static std::int64_t element_bytes(DataType type) { return ceil_div(bits_of(type), 8); }

    BlockWork block(std::int64_t elements) const {
        BlockWork work;
        for (const ClassifiedInput& input : inputs_) {
            if (input.access == InputAccess::kResident) {
                work.resident.push_back({input.operand, Bytes(input.bytes), 1});
            }
        }
        work.loops = tiles_over(elements, tile_elements_, kGranule,
                                [this](std::int64_t part) { return tile(part); });
        return work;
    }

    Tile tile(std::int64_t elements) const {
        Tile tile;
        for (const ClassifiedInput& input : inputs_) {
            const std::int64_t bytes = loaded_bytes(input, elements);
            if (bytes > 0) tile.loads.push_back({input.operand, Bytes(bytes), 1});
        }
        tile.vector = vector_cycles(elements);
        for (std::size_t i = 0; i < outputs_.size(); ++i) {
            tile.stores.push_back({outputs_[i], bytes_of(op_.outputs[i], elements), 1});
        }
        return tile;
    }

    std::int64_t loaded_bytes(const ClassifiedInput& input, std::int64_t elements) const {
        switch (input.access) {
            case InputAccess::kStreamed:
            case InputAccess::kRowValues:
                return share_of(input.bytes, elements, op_.elements);
            case InputAccess::kRepeatedRow:
                return bytes_of(input.input.type, elements).count();
            case InputAccess::kResident:
                return 0;
        }
        return 0;
    }

    Cycles vector_cycles(std::int64_t elements) const {
        Cycles cycles = cost_.chain(op_.steps, first_type(), elements);
        for (const ClassifiedInput& input : inputs_) cycles += operand_cycles(input, elements);
        if (op_.steps.empty()) return cycles;
        const DataType last = op_.steps.back().type;
        for (const DataType type : op_.outputs) {
            if (is_floating(last) && is_floating(type) && bits_of(last) != bits_of(type)) {
                cycles += cost_.convert(last, type, elements);
            }
        }
        return cycles;
    }

    /// What bringing an operand into shape costs beside the step that uses it.
    Cycles operand_cycles(const ClassifiedInput& input, std::int64_t elements) const {
        const DataType type = input.input.type;
        Cycles cycles(0);
        const bool other = &input != &inputs_.front();
        const bool streamed =
            input.access == InputAccess::kStreamed || input.access == InputAccess::kRepeatedRow;
        if (other && streamed && !op_.steps.empty() && is_floating(type) &&
            is_floating(widest_type()) && bits_of(type) < bits_of(widest_type())) {
            cycles += cost_.convert(type, widest_type(), elements);
        }
        if (input.access == InputAccess::kRowValues) {
            cycles += cost_.move(type, elements);
        }
        if (input.access == InputAccess::kResident && input.input.elements > 1) {
            cycles += repeated_vector_cycles(input, elements);
        }
        return cycles;
    }

    /// A repeated vector of at least a repeat takes one instruction a row or a column of repeats
    /// instead of one for the tile; a shorter one is laid out over the tile once.
    Cycles repeated_vector_cycles(const ClassifiedInput& input, std::int64_t elements) const {
        const DataType type = input.input.type;
        const std::int64_t lanes = lanes_of(type);
        const std::int64_t columns = std::min(input.input.elements, elements);
        const std::int64_t instructions =
            std::min(ceil_div(elements, columns), ceil_div(columns, lanes));
        if (instructions <= 1) return Cycles(0);
        const Cycles fixed = cost_.move(type, lanes);
        return fixed * (instructions - 1);
    }

    DataType widest_type() const {
        DataType widest = first_type();
        for (const VectorStep& step : op_.steps) {
            if (is_floating(step.type) && bits_of(step.type) > bits_of(widest)) widest = step.type;
        }
        return widest;
    }

    const ElementwiseOp& op_;
    VectorKernel kernel_;
    InstructionCost cost_;
    std::vector<ClassifiedInput> inputs_;
    std::vector<std::uint8_t> outputs_;
    std::int64_t tile_elements_ = 0;
};

}  // namespace

sim::KernelPlan plan_elementwise(const ElementwiseOp& op, const sim::SocSpec& soc) {
    require_positive("element-wise operator", "elements", op.elements);
    for (const ElementwiseInput& input : op.inputs) {
        require_size("element-wise operator", input.type, {input.elements});
    }
    for (const DataType type : op.outputs)
        require_size("element-wise operator", type, {op.elements});
    return ElementwiseKernel(op, soc).plan();
}

}  // namespace ascend::models
