# SPDX-License-Identifier: Apache-2.0
"""What scenario.c does, in Python: the device must see no difference."""
import sys

import acl

BYTES = 1 << 20
ROUNDS = 3


def check(answer):
    *values, code = answer if isinstance(answer, tuple) else (answer,)
    if code != 0:
        sys.exit(f"{code}: {acl.get_recent_err_msg()}")
    return values[0] if values else None


def make_dataset(desc, count, size_of):
    dataset = acl.mdl.create_dataset()
    for index in range(count):
        memory = check(acl.rt.malloc(size_of(desc, index), 0))
        buffer = acl.create_data_buffer(memory, size_of(desc, index))
        check(acl.mdl.add_dataset_buffer(dataset, buffer))
    return dataset


def main(path):
    check(acl.init())
    check(acl.rt.set_device(0))
    model = check(acl.mdl.load_from_file(path))
    desc = acl.mdl.create_desc()
    check(acl.mdl.get_desc(desc, model))
    inputs = make_dataset(desc, acl.mdl.get_num_inputs(desc), acl.mdl.get_input_size_by_index)
    outputs = make_dataset(desc, acl.mdl.get_num_outputs(desc), acl.mdl.get_output_size_by_index)
    copies, executions = check(acl.rt.create_stream()), check(acl.rt.create_stream())
    copied = check(acl.rt.create_event())
    host, device = check(acl.rt.malloc_host(BYTES)), check(acl.rt.malloc(BYTES, 0))
    for number in range(ROUNDS):
        check(acl.rt.memcpy_async(device, BYTES, host, BYTES, 1, copies))
        check(acl.rt.record_event(copied, copies))
        check(acl.rt.stream_wait_event(executions, copied))
        check(acl.mdl.execute_async(model, inputs, outputs, executions))
        check(acl.rt.memset_async(device, BYTES, number, BYTES, copies))
        check(acl.rt.synchronize_stream(executions))
    check(acl.rt.synchronize_device())
    check(acl.mdl.execute(model, inputs, outputs))


if __name__ == "__main__":
    main(sys.argv[1])
