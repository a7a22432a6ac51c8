// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace ascend::test {

/// Bytes of an ONNX model: y[batch, 64] = relu(x[batch, 32] * w[32, 64]), batch symbolic.
std::string small_model();
/// Bytes of an ONNX model of one convolution: y[batch, 8, h, w] = relu(conv3x3(x[batch, 3, h, w])),
/// all of batch, h and w symbolic.
std::string image_model();
/// The same with an operator that does not exist.
std::string model_with_unknown_operator();

/// A file that is removed when the object goes.
class TemporaryFile {
  public:
    TemporaryFile(const std::string& suffix, const std::string& content);
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

}  // namespace ascend::test
