# SPDX-License-Identifier: Apache-2.0
"""Programs as users of pyACL write them: classification, a pipeline of threads, models in memory."""
import os
import queue
import struct
import tempfile
import threading
import unittest

import acl
from support import BLOCK, DEVICE_TO_HOST, HOST_TO_DEVICE, MODEL, DeviceTest, ReportThread

FLOAT = 0


class Classifier:
    """Loads a network, feeds bytes, returns the scores as numbers."""

    def __init__(self, path):
        self.id, code = acl.mdl.load_from_file(path)
        assert code == 0
        self.desc = acl.mdl.create_desc()
        assert acl.mdl.get_desc(self.desc, self.id) == 0
        self.inputs = self._allocate(acl.mdl.get_num_inputs, acl.mdl.get_input_size_by_index)
        self.outputs = self._allocate(acl.mdl.get_num_outputs, acl.mdl.get_output_size_by_index)

    def _allocate(self, count_of, size_of):
        sizes = [size_of(self.desc, index) for index in range(count_of(self.desc))]
        return [(acl.rt.malloc(size, 0)[0], size) for size in sizes]

    @staticmethod
    def _dataset(buffers):
        dataset = acl.mdl.create_dataset()
        for pointer, size in buffers:
            dataset, code = acl.mdl.add_dataset_buffer(dataset,
                                                       acl.create_data_buffer(pointer, size))
            assert code == 0
        return dataset

    @staticmethod
    def _drop(dataset):
        for index in range(acl.mdl.get_dataset_num_buffers(dataset)):
            buffer = acl.mdl.get_dataset_buffer(dataset, index)
            assert acl.get_data_buffer_addr(buffer) and acl.get_data_buffer_size(buffer)
            assert acl.destroy_data_buffer(buffer) == 0
        assert acl.mdl.destroy_dataset(dataset) == 0

    def infer(self, images):
        for image, (pointer, size) in zip(images, self.inputs):
            assert acl.rt.memcpy(pointer, size, acl.util.bytes_to_ptr(image), len(image),
                                 HOST_TO_DEVICE) == 0
        inputs, outputs = self._dataset(self.inputs), self._dataset(self.outputs)
        assert acl.mdl.execute(self.id, inputs, outputs) == 0
        self._drop(inputs)
        self._drop(outputs)
        return [self._scores(index) for index in range(len(self.outputs))]

    def _scores(self, index):
        pointer, size = self.outputs[index]
        host, code = acl.rt.malloc_host(size)
        assert code == 0
        assert acl.rt.memcpy(host, size, pointer, size, DEVICE_TO_HOST) == 0
        dims, code = acl.mdl.get_cur_output_dims(self.desc, index)
        assert (code, acl.mdl.get_output_data_type(self.desc, index)) == (0, FLOAT)
        scores = struct.unpack(f"{size // 4}f", acl.util.ptr_to_bytes(host, size))
        assert acl.rt.free_host(host) == 0
        return dims["dims"], scores

    def close(self):
        for pointer, _ in self.inputs + self.outputs:
            assert acl.rt.free(pointer) == 0
        assert acl.mdl.destroy_desc(self.desc) == 0
        assert acl.mdl.unload(self.id) == 0


class Classification(unittest.TestCase):
    def test_it_runs_from_init_to_finalize_twice(self):
        for _ in range(2):
            self.assertEqual(acl.init(), 0)
            self.assertEqual(acl.rt.set_device(0), 0)
            context, code = acl.rt.create_context(0)
            self.assertEqual(code, 0)
            network = Classifier(MODEL)
            size = network.inputs[0][1]
            for image in (bytes(size), b"\x3f" * size):
                (dims, scores), = network.infer([image])
                self.assertEqual((dims, set(scores)), ([1, 1000], {0.0}))
            network.close()
            self.assertEqual(acl.rt.destroy_context(context), 0)
            self.assertEqual(acl.rt.reset_device(0), 0)
            self.assertEqual(acl.finalize(), 0)


class Pipeline(DeviceTest):
    """A thread uploads, one executes, callbacks hand the results on."""

    IMAGES = 12

    def test_every_image_arrives_once_and_in_order(self):
        context, _ = acl.rt.get_context()
        network, stream, done = self.network(), self.stream(), []
        uploaded, free = queue.Queue(), queue.Queue()
        for _ in range(2):
            free.put(self.device(64))
        server = ReportThread(stream, context=context)

        def upload():
            assert acl.rt.set_context(context) == 0
            own, _ = acl.rt.create_stream()
            for number in range(self.IMAGES):
                memory = free.get()
                host = acl.util.bytes_to_ptr(bytes([number]) * 64)
                assert acl.rt.memcpy_async(memory, 64, host, 64, HOST_TO_DEVICE, own) == 0
                assert acl.rt.synchronize_stream(own) == 0
                uploaded.put((number, memory))
            uploaded.put(None)

        def finish(arguments):
            number, memory, host = arguments
            done.append((number, acl.util.ptr_to_bytes(host, 1)[0]))
            free.put(memory)

        thread = threading.Thread(target=upload)
        thread.start()
        host = self.host(64)
        while (item := uploaded.get()) is not None:
            number, memory = item
            self.assertEqual(network.execute_async(stream), 0)
            self.assertEqual(acl.rt.memcpy_async(host, 64, memory, 64, DEVICE_TO_HOST, stream), 0)
            self.assertEqual(acl.rt.launch_callback(finish, [number, memory, host], BLOCK,
                                                    stream), 0)
        self.assertEqual(acl.rt.synchronize_stream(stream), 0)
        thread.join()
        server.close()
        self.assertEqual(done, [(number, number) for number in range(self.IMAGES)])


class ModelsInMemory(DeviceTest):
    def test_bytes_and_own_memory_load(self):
        with open(MODEL, "rb") as file:
            content = file.read()
        pointer = acl.util.bytes_to_ptr(content)
        work, weights, code = acl.mdl.query_size_from_mem(pointer, len(content))
        self.assertEqual(code, 0)
        self.assertEqual(acl.mdl.query_size(MODEL), (work, weights, 0))
        model, code = acl.mdl.load_from_mem_with_mem(pointer, len(content), self.device(work),
                                                     work, self.device(weights), weights)
        self.assertEqual(code, 0)
        self.assertEqual(acl.mdl.unload(model), 0)

    def test_what_is_no_model_is_refused(self):
        for content in (b"", b"no model", bytes(4096)):
            pointer = acl.util.bytes_to_ptr(content)
            self.assertNotEqual(acl.mdl.load_from_mem(pointer, len(content))[1], 0)
        with tempfile.TemporaryDirectory() as folder:
            self.assertNotEqual(acl.mdl.load_from_file(os.path.join(folder, "none.om"))[1], 0)


if __name__ == "__main__":
    unittest.main()
