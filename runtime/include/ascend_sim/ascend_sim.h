/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What ascend-sim adds to AscendCL, for tools: which machine is simulated, how models are compiled,
 * the simulated clock of the host, and what the device did. A program that knows nothing of this
 * header says the same with environment variables:
 *
 * - ASCEND_SIM_SOC: "Ascend310P3", or one name per device separated by commas.
 * - ASCEND_SIM_DEVICES: number of devices of that SoC (default 1).
 * - ASCEND_SIM_SET: settings of the SoC, separated by semicolons, "ai_core.count=4;dram.gbps=80".
 * - ASCEND_SIM_OUT: folder for traces and tables; none are written without it.
 * - ASCEND_SIM_COMPILE: how ONNX models are compiled, as ascend_sim_set_compile_options says it.
 * - ASCEND_SIM_INJECT: file of faults that are to happen (runtime/README.md); none without it.
 * - ASCEND_SIM_KERNELS: file of times of kernels that the program launches from binaries.
 */
#ifndef ASCEND_SIM_ASCEND_SIM_H
#define ASCEND_SIM_ASCEND_SIM_H

#include <stdint.h>

#include "acl/acl_base.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Describes the machine and starts it, before anything else reaches the simulator (afterwards:
 * 100002). `json` is an object with these keys, all of which may be absent:
 *
 * - "devices": ["Ascend310P3", ...], one name or SoC file per device.
 * - "settings": ["ai_core.count=4", ...], for all of them.
 * - "out": "DIR", for traces and tables; absent or empty: none.
 * - "inject": "FILE", faults that are to happen (runtime/README.md); absent or empty: none.
 * - "kernels": "FILE", times of kernels of binaries (runtime/README.md); absent or empty: none.
 * - "exact": true, no short cuts in the simulation; absent: false.
 *
 * Absent keys keep their environment variables or defaults. An unknown key, SoC or setting: 100000;
 * a SoC file, or file of faults, that does not parse: 100006; a folder that cannot be written:
 * 100003.
 */
ACL_FUNC_VISIBILITY aclError ascend_sim_configure(const char* json);

/**
 * How ONNX files are compiled that are loaded from now on, by the whole process. `json` is an
 * object with these keys, all of which may be absent:
 *
 * - "batch": 8, value of a symbolic leading dimension; absent: 1.
 * - "input_shapes": {"x": [1, 3, 224, 224]}, whole shapes by input name.
 * - "precision": "fp16" (default), "fp32" or "mixed".
 * - "dynamic_batch": [1, 8], "dynamic_image": [[224, 224], [448, 448]], or "dynamic_dims": [[1,
 * 128], [8, 256]]: gears among which a program chooses; in "input_shapes", -1 is what they choose.
 * - "aipp": true, uint8 RGB images, converted on the device; or the path of atc's --insert_op_conf.
 * - "small_channel": true, four channels a row for the first convolution.
 *
 * An unknown key or a bad value: 100000. A program that does not call this says the same with
 * ASCEND_SIM_COMPILE, or for one model in a file MODEL.onnx.json beside MODEL.onnx.
 */
ACL_FUNC_VISIBILITY aclError ascend_sim_set_compile_options(const char* json);

/** Simulated time of the calling thread, in picoseconds since the start of the simulation. */
ACL_FUNC_VISIBILITY uint64_t ascend_sim_clock_ps(void);

/**
 * What the devices did since the start or the last ascend_sim_reset_statistics(), as a JSON object;
 * times in microseconds. Valid until the next call in the thread.
 *
 * - "tasks", "flops": all tasks, and the useful operations of kernels.
 * - "executions", "device_us", "model_tasks": of models; start to end on the device, summed.
 * - "kernel_us": time of kernels, summed; "bounds": {"cube": T, ...}, the same by what bounds them.
 * - "pipes": {"CUBE": T, ...}, busy time of pipes, summed over cores.
 * - "operators": [{"name", "type", "task_type", "bound", "block_dim", "count", "total_us",
 *   "pipes"}], in order of first execution.
 */
ACL_FUNC_VISIBILITY const char* ascend_sim_statistics(void);
ACL_FUNC_VISIBILITY void ascend_sim_reset_statistics(void);

/** Runs what is queued to its end and completes the output folder. Nothing runs afterwards. */
ACL_FUNC_VISIBILITY aclError ascend_sim_finish(void);
/** Drops the output of the run: no file of it is left. For a tool that has to give up. */
ACL_FUNC_VISIBILITY void ascend_sim_discard_output(void);

/**
 * One line that says what was wrong with the thread's last failing call: what was given, where and
 * what was expected. Empty when none failed. Valid until the next failing call in the thread.
 */
ACL_FUNC_VISIBILITY const char* ascend_sim_error(void);

#ifdef __cplusplus
}
#endif

#endif
