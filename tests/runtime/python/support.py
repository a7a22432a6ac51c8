# SPDX-License-Identifier: Apache-2.0
"""What the tests of the Python module share: a device, a model's data sets, a thread that serves."""
import os
import unittest

import acl

SOURCE = os.environ["ASCEND_SIM_SOURCE_DIR"]
MODEL = os.path.join(SOURCE, "models", "zoo", "squeezenet1_1.onnx")

HOST_TO_HOST, HOST_TO_DEVICE, DEVICE_TO_HOST, DEVICE_TO_DEVICE = 0, 1, 2, 3
NO_BLOCK, BLOCK = 0, 1


class Network:
    """A loaded model with its data sets."""

    def __init__(self, path=MODEL):
        self.id, code = acl.mdl.load_from_file(path)
        assert code == 0, (code, acl.get_recent_err_msg())
        self.desc = acl.mdl.create_desc()
        assert acl.mdl.get_desc(self.desc, self.id) == 0
        self._buffers, self._pointers = [], []
        self.inputs = self._dataset(acl.mdl.get_num_inputs, acl.mdl.get_input_size_by_index)
        self.outputs = self._dataset(acl.mdl.get_num_outputs, acl.mdl.get_output_size_by_index)

    def _dataset(self, count, size_of):
        dataset = acl.mdl.create_dataset()
        for index in range(count(self.desc)):
            size = size_of(self.desc, index)
            pointer, code = acl.rt.malloc(size, 0)
            assert code == 0
            buffer = acl.create_data_buffer(pointer, size)
            assert acl.mdl.add_dataset_buffer(dataset, buffer) == (dataset, 0)
            self._pointers.append(pointer)
            self._buffers.append(buffer)
        return dataset

    def execute(self):
        return acl.mdl.execute(self.id, self.inputs, self.outputs)

    def execute_async(self, stream):
        return acl.mdl.execute_async(self.id, self.inputs, self.outputs, stream)

    def close(self):
        for buffer in self._buffers:
            assert acl.destroy_data_buffer(buffer) == 0
        for pointer in self._pointers:
            assert acl.rt.free(pointer) == 0
        for dataset in (self.inputs, self.outputs):
            assert acl.mdl.destroy_dataset(dataset) == 0
        assert acl.mdl.destroy_desc(self.desc) == 0
        assert acl.mdl.unload(self.id) == 0


class ReportThread:
    """Serves the callbacks of streams, as pyACL's documentation does it."""

    def __init__(self, *streams, context=None):
        self._running = True
        self._streams = streams
        self.id, code = acl.util.start_thread(self._serve, [context])
        assert code == 0
        for stream in streams:
            assert acl.rt.subscribe_report(self.id, stream) == 0

    def _serve(self, arguments):
        if arguments[0] is not None:
            acl.rt.set_context(arguments[0])
        while self._running:
            acl.rt.process_report(100)

    def close(self):
        for stream in self._streams:
            assert acl.rt.unsubscribe_report(self.id, stream) == 0
        self._running = False
        assert acl.util.stop_thread(self.id) == 0


class DeviceTest(unittest.TestCase):
    """Every test has an initialised library and device 0."""

    def setUp(self):
        self.assertEqual(acl.init(), 0)
        self.addCleanup(acl.finalize)
        self.assertEqual(acl.rt.set_device(0), 0)

    def stream(self):
        stream, code = acl.rt.create_stream()
        self.assertEqual(code, 0)
        return stream

    def network(self, path=MODEL):
        network = Network(path)
        self.addCleanup(network.close)
        return network

    def host(self, size):
        pointer, code = acl.rt.malloc_host(size)
        self.assertEqual(code, 0)
        return pointer

    def device(self, size):
        pointer, code = acl.rt.malloc(size, 0)
        self.assertEqual(code, 0)
        return pointer
