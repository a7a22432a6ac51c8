# SPDX-License-Identifier: Apache-2.0
"""Files of the dump that are larger than a chunk may be."""
import collections
import ctypes
import json
import struct
import unittest

import acl
from dump_support import DumpTest, model_operators, reset_statistics

LARGEST_CHUNK = 128 << 20
BATCH = 200


class LargeTensor(DumpTest):
    """The first convolution of the network, for a batch whose output has some 300 MB."""

    def setUp(self):
        super().setUp()
        self.library = ctypes.CDLL("libascendcl.so")
        self.compile({"batch": BATCH})
        self.addCleanup(self.compile, {})

    def compile(self, options):
        text = json.dumps(options).encode()
        self.assertEqual(self.library.ascend_sim_set_compile_options(text), 0)

    def run_first_convolution(self, **options):
        self.assertEqual(self.network().execute(), 0)
        name = next(each for each in model_operators() if "Conv" in each)
        reset_statistics()
        self.assertEqual(acl.mdl.init_dump(), 0)
        self.assertEqual(self.configure(dump_list=[{"layer": [name]}], **options), 0)
        self.assertEqual(self.network().execute(), 0)
        self.assertEqual(acl.mdl.finalize_dump(), 0)

    def test_its_chunks_add_up(self):
        heads, sizes, rest = {}, collections.defaultdict(list), []

        def collect(chunk):
            name, data = chunk["file_name"], chunk["data_buf"]
            if name not in heads:
                heads[name] = data[:4096]
            elif data.count(0) != len(data):
                rest.append(name)
            sizes[name].append((len(data), chunk["buf_len"], chunk["is_last_chunk"],
                                chunk["offset"], chunk["flag"]))
            return 0

        self.assertEqual(acl.mdl.dump_reg_callback(collect, 0), 0)
        self.addCleanup(acl.mdl.dump_unreg_callback)
        self.run_first_convolution()
        (name,) = sizes
        (length,) = struct.unpack_from("<Q", heads[name])
        tensor = BATCH * 4 * 111 * 111 * 16 * 2
        total = 8 + length + tensor
        self.assertGreater(total, 2 * LARGEST_CHUNK)
        last = total % LARGEST_CHUNK
        self.assertEqual(sizes[name], [(LARGEST_CHUNK, LARGEST_CHUNK, 0, -1, 0)] *
                         (total // LARGEST_CHUNK) + [(last, last, 1, -1, 0)])
        self.assertFalse(rest)

    def test_without_a_callback_it_is_one_file(self):
        self.run_first_convolution()
        (content,) = self.files().values()
        (length,) = struct.unpack_from("<Q", content)
        self.assertEqual(len(content), 8 + length + BATCH * 4 * 111 * 111 * 16 * 2)


if __name__ == "__main__":
    unittest.main()
