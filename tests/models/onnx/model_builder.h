// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "models/graph/graph.h"
#include "models/onnx/onnx_reader.h"
#include "traces/error.h"

namespace onnx {
class GraphProto;
class ModelProto;
}  // namespace onnx

namespace ascend::models::test {

using Ints = std::vector<std::int64_t>;
using Floats = std::vector<double>;
using Attributes = std::map<std::string, Attribute>;
/// An extent, or the name of a symbolic one; "" is unknown.
using Dim = std::variant<std::int64_t, std::string>;

/// Builds small ONNX models in memory.
class ModelBuilder {
  public:
    explicit ModelBuilder(std::int64_t opset = 13);
    ModelBuilder(ModelBuilder&&) noexcept;
    ~ModelBuilder();

    ModelBuilder& input(const std::string& name, const std::vector<Dim>& dims,
                        DataType type = DataType::kFloat);
    ModelBuilder& input_without_shape(const std::string& name);
    /// An initializer whose values are external.
    ModelBuilder& weight(const std::string& name, const Shape& shape,
                         DataType type = DataType::kFloat);
    ModelBuilder& constant(const std::string& name, const Shape& shape, const Ints& values,
                           DataType type = DataType::kInt64);
    ModelBuilder& constant(const std::string& name, const Shape& shape, const Floats& values);
    ModelBuilder& node(const std::string& type, const std::vector<std::string>& inputs,
                       const std::vector<std::string>& outputs, const Attributes& attributes = {},
                       const std::string& domain = "", const std::string& name = "");
    ModelBuilder& if_node(const std::string& condition, const std::string& output,
                          const ModelBuilder& then_branch, const ModelBuilder& else_branch);
    ModelBuilder& output(const std::string& name);

    onnx::ModelProto& proto() { return *model_; }
    std::vector<std::byte> bytes() const;
    /// As read_onnx, with the origin "test.onnx".
    Graph read(const ShapeOverrides& overrides = {}) const;

  private:
    onnx::GraphProto& graph();
    std::unique_ptr<onnx::ModelProto> model_;
};

/// An input of a node under test: of the network, or a constant when it has values.
struct Operand {
    Shape shape;
    DataType type = DataType::kFloat;
    std::variant<std::monostate, Ints, Floats> values{};
    bool absent = false;
};
Operand tensor(Shape shape, DataType type = DataType::kFloat);
Operand ints(Ints values);               ///< a one-dimensional INT64 constant
Operand ints(Shape shape, Ints values);  ///< an INT64 constant
Operand floats(Floats values);           ///< a one-dimensional FLOAT constant
Operand absent();

/// One node on its own. Its outputs are "y0", "y1", ...
struct Case {
    std::string type;
    std::vector<Operand> operands;
    Attributes attributes{};
    std::int64_t opset = 13;
    std::size_t outputs = 1;
    std::string domain{};

    Graph read() const;
    Shape shape(std::size_t output = 0) const;
    DataType data_type(std::size_t output = 0) const;
    Ints integers(std::size_t output = 0) const;  ///< its known value
    Floats numbers(std::size_t output = 0) const;
};

const Tensor& find(const Graph& graph, std::string_view tensor);

/// Fails the test unless `action` throws Error of this code with every fragment in its message.
void expect_error(ErrorCode code, const std::vector<std::string>& fragments,
                  const std::function<void()>& action);

}  // namespace ascend::models::test
