// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ascend::runtime {

class Simulator;

/// Under `ascend-sim run` the first ACL process has the output folder, and a later one a folder in
/// it that is named after its process id. Changes ASCEND_SIM_OUT accordingly.
void claim_output_folder();

/// Leaves what `ascend-sim run` prints at its end in the folder ASCEND_SIM_RUN, as PID.json; does
/// nothing without one.
void write_run_report(Simulator& simulator, bool deterministic);

}  // namespace ascend::runtime
