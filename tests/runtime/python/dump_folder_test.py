# SPDX-License-Identifier: Apache-2.0
"""The dump chain: files, where no callback takes what is dumped."""
import os
import unittest

import acl
from dump_file import DumpFile
from dump_support import DumpTest, model_operators, reset_statistics


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

    def test_all_statistics_are_columns_by_default(self):
        _, files = self.run_network(dump_data="stats")
        self.assertTrue(next(iter(files.values())).startswith(
            b"Input/Output,Index,Data Size,Data Type,Format,Shape,Count,Max Value,Min Value,"
            b"Avg Value,Nan Count,Negative Inf Count,Positive Inf Count,l2norm\n"))


class SingleOperators(DumpTest):
    """Matrix multiplications outside models."""

    def setUp(self):
        super().setUp()
        self.assertEqual(acl.op.set_model_dir(self.folder), 0)
        self.assertEqual(acl.mdl.init_dump(), 0)

    def run_operator(self, stream=0):
        descs = [acl.create_tensor_desc(1, [64, 64], 2) for _ in range(3)]
        size = acl.get_tensor_desc_size(descs[0])
        buffers = [acl.create_data_buffer(self.device(size), size) for _ in range(3)]
        attribute = acl.op.create_attr()
        self.assertEqual(acl.op.execute_v2("MatMul", descs[:2], buffers[:2], descs[2:],
                                           buffers[2:], attribute, stream), 0)
        self.assertEqual(acl.rt.synchronize_stream(stream), 0)

    def test_they_leave_a_file_without_the_part_of_a_model(self):
        self.assertEqual(self.configure(dump_op_switch="on", dump_mode="all"), 0)
        stream = self.stream()
        for _ in range(2):
            self.run_operator(stream)
        self.assertEqual(acl.mdl.finalize_dump(), 0)
        files = self.files()
        self.assertEqual(len(files), 2)
        for path, content in files.items():
            parts = os.path.relpath(path, self.folder).split("/")
            self.assertEqual((len(parts), parts[1]), (3, "0"))
            name = parts[2].split(".")
            self.assertEqual(name[:2], ["MatMul", "MatMul"])
            self.assertEqual(name[3], str(acl.rt.stream_get_id(stream)[0]))
            file = DumpFile(content)
            self.assertEqual([tensor.shape for tensor in file.inputs + file.outputs],
                             [[64, 64]] * 3)
            self.assertEqual(len(file.data), 3 * 64 * 64 * 2)

    def test_they_leave_nothing_unless_asked(self):
        for option in ({}, {"dump_op_switch": "off"},
                       {"dump_op_switch": "on", "dump_debug": "on"}):
            self.assertEqual(self.configure(**option), 0)
            self.run_operator()
        self.assertEqual(acl.mdl.finalize_dump(), 0)
        self.run_operator()
        self.assertFalse(self.files())

    def test_their_chunks_go_to_a_callback(self):
        chunks = []
        self.assertEqual(acl.mdl.dump_reg_callback(chunks.append, 0), 0)
        self.addCleanup(acl.mdl.dump_unreg_callback)
        self.assertEqual(self.configure(dump_op_switch="on"), 0)
        self.run_operator()
        self.assertEqual(acl.mdl.finalize_dump(), 0)
        self.assertEqual([chunk["is_last_chunk"] for chunk in chunks], [1])
        self.assertFalse(self.files())


if __name__ == "__main__":
    unittest.main()
