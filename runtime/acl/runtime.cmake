# SPDX-License-Identifier: Apache-2.0
# Faults that are asked for, and what they do to calls.
target_sources(ascendcl PRIVATE
  device_loss.cpp fault_injection.cpp kernel_arguments.cpp kernel_binary.cpp kernel_times.cpp
  entry/kernel_arguments.cpp entry/kernel_binary.cpp entry/kernel_launch.cpp
  host_function_thread.cpp managed_thread.cpp stamp.cpp value.cpp entry/device_ids.cpp entry/memory_tasks.cpp
  entry/stamp.cpp task_group.cpp entry/task_group.cpp)
target_link_libraries(ascendcl PRIVATE ascend_sim::faults)
