// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "acl/acl_mdl.h"
#include "models/program/compiled_model.h"

namespace ascend::runtime {

/// What a program knows of a model: a copy, valid after the model is gone.
struct ModelDescription {
    std::vector<models::ModelPort> inputs, outputs;
    models::DynamicGears gears;
    std::vector<models::Aipp> aipp;
    /// Ports of the programs, by gear; one entry for a model without gears.
    std::vector<std::vector<models::TensorPort>> gear_inputs, gear_outputs;
    std::uint32_t model_id = 0;  ///< 0: not loaded, only described

    std::optional<std::size_t> find_input(std::string_view name) const;
    /// Place of a gear with these numbers.
    std::optional<std::size_t> find_gear(models::GearKind kind,
                                         const std::vector<std::int64_t>& numbers) const;
    /// Of an input of the network; null: none.
    const models::Aipp* aipp_of(std::size_t input) const;
    /// The open dimensions among `all`, the dimensions of all inputs in the gears' order; nothing
    /// when there are more or fewer, or a fixed one differs.
    std::optional<std::vector<std::int64_t>> open_dims(const std::vector<std::int64_t>& all) const;
    /// The reverse: dimensions of all inputs, for a gear of dimensions.
    std::vector<std::int64_t> all_dims(std::size_t gear) const;

  private:
    std::vector<std::int64_t> dims_in_order() const;
};

ModelDescription describe(const models::CompiledModel& model);

}  // namespace ascend::runtime
