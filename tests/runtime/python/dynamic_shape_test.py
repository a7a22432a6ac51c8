# SPDX-License-Identifier: Apache-2.0
"""Models with gears, as users of pyACL drive them: a batch, an image size, whole shapes."""
import ctypes
import json
import unittest

import acl
from support import DeviceTest

GEARS = "ascend_mbatch_shape_data"
NOT_COMPILED = 145013


class DynamicShape(DeviceTest):
    def load(self, **options):
        library = ctypes.CDLL("libascendcl.so")
        library.ascend_sim_set_compile_options.argtypes = [ctypes.c_char_p]
        self.addCleanup(library.ascend_sim_set_compile_options, b"{}")
        self.assertEqual(library.ascend_sim_set_compile_options(json.dumps(options).encode()), 0)
        network = self.network()
        index, code = acl.mdl.get_input_index_by_name(network.desc, GEARS)
        self.assertEqual(code, 0)
        return network, index

    def test_a_batch_is_chosen_before_the_execution(self):
        network, index = self.load(dynamic_batch=[1, 4, 8])
        batch, code = acl.mdl.get_dynamic_batch(network.desc)
        self.assertEqual((batch["batchCount"], batch["batch"][:3], code), (3, [1, 4, 8], 0))
        for size in (1, 4, 8):
            self.assertEqual(acl.mdl.set_dynamic_batch_size(network.id, network.inputs, index,
                                                            size), 0)
            self.assertEqual(network.execute(), 0)
            dims, code = acl.mdl.get_cur_output_dims(network.desc, 0)
            self.assertEqual((dims["dims"], code), ([size, 1000], 0))
        self.assertEqual(acl.mdl.set_dynamic_batch_size(network.id, network.inputs, index, 3),
                         NOT_COMPILED)
        self.assertNotEqual(acl.mdl.set_dynamic_batch_size(network.id, network.inputs, index, 0),
                            0)

    def test_an_image_size_is_chosen_before_the_execution(self):
        network, index = self.load(input_shapes={"input": [1, 3, -1, -1]},
                                   dynamic_image=[[224, 224], [448, 448]])
        sizes, code = acl.mdl.get_dynamic_hw(network.desc, -1)
        self.assertEqual((sizes["hwCount"], code), (2, 0))
        for height, width in sizes["hw"][:2]:
            self.assertEqual(acl.mdl.set_dynamic_hw_size(network.id, network.inputs, index,
                                                         height, width), 0)
            self.assertEqual(network.execute(), 0)

    def test_shapes_are_chosen_before_the_execution(self):
        network, index = self.load(input_shapes={"input": [-1, 3, -1, -1]},
                                   dynamic_dims=[[1, 224, 224], [2, 320, 320]])
        count, code = acl.mdl.get_input_dynamic_gear_count(network.desc, -1)
        self.assertEqual((count, code), (2, 0))
        gears, code = acl.mdl.get_input_dynamic_dims(network.desc, -1, count)
        self.assertEqual((len(gears), code), (2, 0))
        for gear in gears:
            self.assertEqual(acl.mdl.set_input_dynamic_dims(network.id, network.inputs, index,
                                                            gear), 0)
            self.assertEqual(network.execute(), 0)


if __name__ == "__main__":
    unittest.main()
