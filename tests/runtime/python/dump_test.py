# SPDX-License-Identifier: Apache-2.0
"""The dump chain: order of calls, chunks for a callback, files."""
import collections
import ctypes
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import acl
from dump_file import DumpFile
from support import DeviceTest

BYTES_OF_TYPE = {1: 4, 2: 2, 3: 1, 4: 1, 5: 2, 6: 2, 7: 4, 8: 8, 9: 4, 10: 8, 11: 1, 12: 8, 27: 2}


def model_operators():
    """Operators of the models that ran since the last reset, by name."""
    library = ctypes.CDLL("libascendcl.so")
    library.ascend_sim_statistics.restype = ctypes.c_char_p
    return [each["name"] for each in json.loads(library.ascend_sim_statistics())["operators"]]


def reset_statistics():
    ctypes.CDLL("libascendcl.so").ascend_sim_reset_statistics()


class DumpTest(DeviceTest):
    def setUp(self):
        super().setUp()
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def configure(self, **options):
        path = os.path.join(self.folder, "acl.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"dump": {"dump_path": self.folder, "dump_list": [], **options}}, file)
        return acl.mdl.set_dump(path)

    def files(self):
        found = {}
        for folder, _, names in os.walk(self.folder):
            for name in names:
                if name == "acl.json":
                    continue
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    found[path] = file.read()
        return found


class DumpOrder(DumpTest):
    def test_calls_out_of_order_are_refused(self):
        self.assertEqual(self.configure(), 100045)
        self.assertEqual(acl.mdl.finalize_dump(), 100045)
        self.assertEqual(acl.mdl.init_dump(), 0)
        self.assertEqual(acl.mdl.init_dump(), 100002)
        self.assertEqual(self.configure(), 0)
        self.assertEqual(acl.mdl.finalize_dump(), 0)
        self.assertEqual(acl.mdl.finalize_dump(), 100045)

    def test_a_dump_before_init_is_refused(self):
        acl.finalize()
        self.assertEqual(acl.mdl.init_dump(), 100001)
        self.assertEqual(acl.init(), 0)

    def test_finalize_ends_the_dump(self):
        self.assertEqual(acl.mdl.init_dump(), 0)
        acl.finalize()
        self.assertEqual(acl.init(), 0)
        self.assertEqual(acl.mdl.init_dump(), 0)

    def test_bad_configurations_are_refused(self):
        acl.mdl.init_dump()
        self.assertEqual(acl.mdl.set_dump(), 100000)
        self.assertEqual(acl.mdl.set_dump(os.path.join(self.folder, "none.json")), 100003)
        path = os.path.join(self.folder, "acl.json")
        for text, code in (("{", 100006), ("[]", 100006), ("{}", 100009), ('{"dump": 1}', 100009)):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            self.assertEqual(acl.mdl.set_dump(path), code, text)
        for option in ({"dump_mode": "some"}, {"dump_data": 1}, {"dump_step": "5-3"},
                       {"dump_step": "a"}, {"dump_path": "/no/such/folder"}, {"dump_list": {}},
                       {"dump_step": "|".join(["1"] * 101)}, {"dump_stats": ["Median"]},
                       {"dump_path": "x" * 600}, {"dump_level": "none"}):
            self.assertEqual(self.configure(**option), 100009, option)
        self.assertEqual(self.configure(dump_scene="watcher"), 200006)

    def test_bad_callbacks_are_refused(self):
        self.assertEqual(acl.mdl.dump_reg_callback(print, 1), 500001)
        for given in (None, 1, "f"):
            with self.assertRaises(TypeError):
                acl.mdl.dump_reg_callback(given, 0)

    def test_aclinit_can_set_the_dump(self):
        path = os.path.join(self.folder, "acl.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"dump": {"dump_path": self.folder}}, file)
        program = (f"import acl; assert acl.init({path!r}) == 0; "
                   "assert acl.mdl.init_dump() == 100044; assert acl.mdl.finalize_dump() == 0")
        subprocess.run([sys.executable, "-c", program], check=True)


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

    def test_models_loaded_before_are_not_dumped(self):
        network = self.network()
        self.assertEqual(acl.mdl.dump_reg_callback(self.collect, 0), 0)
        self.assertEqual(self.configure(), 0)
        self.assertEqual(network.execute(), 0)
        self.assertEqual(acl.mdl.finalize_dump(), 0)
        self.assertFalse(self.chunks)


class DumpFolder(DumpTest):
    def run_network(self, **options):
        self.assertEqual(acl.mdl.init_dump(), 0)
        self.assertEqual(self.configure(**options), 0)
        network = self.network()
        reset_statistics()
        self.assertEqual(network.execute(), 0)
        self.assertEqual(acl.mdl.finalize_dump(), 0)
        return network, self.files()

    def test_without_a_callback_the_files_are_on_the_disk(self):
        network, files = self.run_network()
        self.assertEqual(len(files), len(model_operators()))
        for path, content in files.items():
            parts = os.path.relpath(path, self.folder).split("/")
            self.assertEqual(len(parts), 6)
            self.assertRegex(parts[0], r"^\d{14}$")
            self.assertEqual([parts[1], parts[3], parts[4]], ["0", str(network.id), "0"])
            self.assertEqual(len(parts[5].split(".")), 5)
            file = DumpFile(content)
            self.assertEqual(len(file.data), sum(tensor.size for tensor in file.outputs))

    def test_statistics_are_tables(self):
        _, files = self.run_network(dump_data="stats", dump_stats=["Max", "Nan"])
        self.assertEqual(len(files), len(model_operators()))
        for path, content in files.items():
            self.assertTrue(path.endswith(".csv"))
            lines = content.decode().splitlines()
            self.assertTrue(lines[0].endswith(",Max Value,Nan Count"), lines[0])
            self.assertRegex(lines[1], r"^Output,0,\d+,\w+,\w+,[\dx]+,\d+,0,0$")


if __name__ == "__main__":
    unittest.main()
