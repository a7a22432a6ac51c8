# SPDX-License-Identifier: Apache-2.0
"""The dump chain: what a callback receives."""
import collections
import math
import os
import sys
import unittest

import acl
from dump_file import DumpFile
from dump_support import BYTES_OF_TYPE, DumpTest, model_operators, reset_statistics


class DumpCallback(DumpTest):
    def setUp(self):
        super().setUp()
        self.chunks = collections.defaultdict(list)
        self.assertEqual(acl.mdl.init_dump(), 0)
        self.addCleanup(acl.mdl.dump_unreg_callback)

    def collect(self, chunk):
        self.chunks[chunk["file_name"]].append(chunk)
        return 0

    def run_network(self, executions=1, **options):
        self.assertEqual(acl.mdl.dump_reg_callback(self.collect, 0), 0)
        self.assertEqual(self.configure(**options), 0)
        network = self.network()
        reset_statistics()
        for _ in range(executions):
            self.assertEqual(network.execute(), 0)
        self.assertEqual(acl.mdl.finalize_dump(), 0)
        return {name: DumpFile(b"".join(chunk["data_buf"] for chunk in chunks))
                for name, chunks in self.chunks.items()}

    def test_every_output_of_every_operator_arrives(self):
        files = self.run_network()
        self.assertEqual([file.op_name for file in files.values()], model_operators())
        for name, file in files.items():
            self.assertEqual(file.version, "2.0", name)
            self.assertFalse(file.inputs, name)
            self.assertGreaterEqual(len(file.outputs), 1, name)
            for tensor in file.outputs:
                self.assertEqual(tensor.size,
                                 math.prod(tensor.shape) * BYTES_OF_TYPE[tensor.data_type], name)
            self.assertEqual(len(file.data), sum(tensor.size for tensor in file.outputs), name)
            self.assertFalse(any(file.data), name)

    def test_chunks_say_what_they_are(self):
        self.run_network()
        for name, chunks in self.chunks.items():
            self.assertEqual([chunk["is_last_chunk"] for chunk in chunks],
                             [0] * (len(chunks) - 1) + [1])
            for chunk in chunks:
                self.assertEqual(set(chunk), {"file_name", "data_buf", "buf_len", "is_last_chunk",
                                              "offset", "flag"})
                self.assertEqual((chunk["offset"], chunk["flag"]), (-1, 0))
                self.assertEqual(len(chunk["data_buf"]), chunk["buf_len"])
            self.assertTrue(name.startswith(self.folder))
        self.assertFalse(self.files())

    def test_mode_all_adds_the_inputs(self):
        outputs = self.run_network()
        self.chunks.clear()
        acl.mdl.init_dump()
        both = self.run_network(dump_mode="all")
        self.assertEqual(len(both), len(outputs))
        for file in both.values():
            self.assertTrue(file.inputs)
            self.assertEqual(len(file.data),
                             sum(tensor.size for tensor in file.inputs + file.outputs))

    def test_steps_choose_executions(self):
        files = self.run_network(executions=5, dump_step="0|2-3")
        steps = {name.split("/")[-2] for name in files}
        self.assertEqual(steps, {"0", "2", "3"})

    def test_layers_choose_operators(self):
        names = [file.op_name for file in self.run_network().values()]
        self.chunks.clear()
        acl.mdl.init_dump()
        wanted = names[1:3]
        files = self.run_network(dump_list=[{"layer": wanted}])
        self.assertEqual([file.op_name for file in files.values()], wanted)

    def test_other_models_are_left_out(self):
        self.assertFalse(self.run_network(dump_list=[{"model_name": "another"}]))

    def test_an_exception_in_the_callback_does_not_stop_the_rest(self):
        reported = []
        previous, sys.unraisablehook = sys.unraisablehook, lambda report: reported.append(1)
        self.addCleanup(setattr, sys, "unraisablehook", previous)

        def fail(chunk):
            self.collect(chunk)
            raise ValueError

        self.assertEqual(acl.mdl.dump_reg_callback(fail, 0), 0)
        self.assertEqual(self.configure(), 0)
        network = self.network()
        reset_statistics()
        self.assertEqual(network.execute(), 0)
        self.assertEqual(acl.mdl.finalize_dump(), 0)
        self.assertEqual(len(reported), len(model_operators()))

    def test_asynchronous_executions_are_dumped_when_they_end(self):
        self.assertEqual(acl.mdl.dump_reg_callback(self.collect, 0), 0)
        self.assertEqual(self.configure(), 0)
        network, stream = self.network(), self.stream()
        for _ in range(3):
            self.assertEqual(network.execute_async(stream), 0)
        self.assertEqual(acl.rt.synchronize_stream(stream), 0)
        self.assertEqual(acl.mdl.finalize_dump(), 0)
        self.assertEqual(len({name.split("/")[-2] for name in self.chunks}), 3)

    def test_only_failures_are_asked_for_and_none_comes(self):
        for option in ({"dump_debug": "on"}, {"dump_scene": "lite_exception"},
                       {"dump_scene": "aic_err_brief_dump"}, {"dump_scene": "aic_err_norm_dump"},
                       {"dump_scene": "aic_err_detail_dump"}):
            self.assertFalse(self.run_network(**option))
            self.assertEqual(acl.mdl.init_dump(), 0)

    def test_excluded_operators_and_tensors_do_not_come(self):
        types = [os.path.basename(name).split(".")[0] for name in self.run_network()]
        self.assertIn("Conv2D", types)
        self.chunks.clear()
        acl.mdl.init_dump()
        files = self.run_network(dump_list=[{"optype_blacklist": [{"name": "Conv2D"}]}])
        self.assertEqual(len(files), len(types) - types.count("Conv2D"))
        self.chunks.clear()
        acl.mdl.init_dump()
        black = [{"name": "Conv2D", "pos": ["input1"]}]
        files = self.run_network(dump_mode="input", dump_list=[{"optype_blacklist": black}])
        for name, file in files.items():
            self.assertFalse(file.outputs)
            if os.path.basename(name).startswith("Conv2D."):
                self.assertEqual(len(file.inputs), 2)  # without the weights

    def test_data_count_as_their_address(self):
        seen = []

        def look(chunk):
            data = chunk["data_buf"]
            seen.append(acl.util.ptr_to_bytes(data, chunk["buf_len"]) == data)
            return 0

        self.assertEqual(acl.mdl.dump_reg_callback(look, 0), 0)
        self.assertEqual(self.configure(), 0)
        self.assertEqual(self.network().execute(), 0)
        self.assertEqual(acl.mdl.finalize_dump(), 0)
        self.assertTrue(seen and all(seen))

    def test_models_loaded_before_are_not_dumped(self):
        network = self.network()
        self.assertEqual(acl.mdl.dump_reg_callback(self.collect, 0), 0)
        self.assertEqual(self.configure(), 0)
        self.assertEqual(network.execute(), 0)
        self.assertEqual(acl.mdl.finalize_dump(), 0)
        self.assertFalse(self.chunks)


if __name__ == "__main__":
    unittest.main()
