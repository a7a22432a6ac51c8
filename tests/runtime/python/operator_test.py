# SPDX-License-Identifier: Apache-2.0
"""Single operators, and allocators written in Python."""
import ctypes
import sys
import tempfile
import unittest

import acl
from support import DeviceTest

FLOAT16, ND = 1, 2


class OperatorTest(DeviceTest):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.assertEqual(acl.op.set_model_dir(folder.name), 0)

    def operands(self, *shapes):
        """Descriptions and buffers of float16 tensors in device memory."""
        descs, buffers = [], []
        for shape in shapes:
            desc = acl.create_tensor_desc(FLOAT16, shape, ND)
            size = acl.get_tensor_desc_size(desc)
            descs.append(desc)
            buffers.append(acl.create_data_buffer(self.device(size), size))
            self.addCleanup(acl.destroy_tensor_desc, desc)
            self.addCleanup(acl.destroy_data_buffer, buffers[-1])
        return descs, buffers

    def run_operator(self, name, inputs, outputs, stream=0):
        in_descs, in_buffers = self.operands(*inputs)
        out_descs, out_buffers = self.operands(*outputs)
        attribute = acl.op.create_attr()
        code = acl.op.execute_v2(name, in_descs, in_buffers, out_descs, out_buffers, attribute,
                                 stream)
        acl.op.destroy_attr(attribute)
        return code


class SingleOperator(OperatorTest):
    def test_it_runs_in_its_stream(self):
        stream = self.stream()
        self.assertEqual(self.run_operator("Add", [[16, 16]] * 2, [[16, 16]], stream), 0)
        self.assertEqual(acl.rt.synchronize_stream(stream), 0)

    def test_lists_of_other_lengths_are_refused(self):
        descs, buffers = self.operands([4], [4])
        attribute = acl.op.create_attr()
        self.addCleanup(acl.op.destroy_attr, attribute)
        self.assertEqual(acl.op.execute_v2("Add", descs, buffers[:1], descs[:1], buffers[:1],
                                           attribute, 0), 100000)

    def test_handles_in_lists_are_checked(self):
        attribute = acl.op.create_attr()
        self.addCleanup(acl.op.destroy_attr, attribute)
        for number in (0, 1, 2**64 - 1, attribute):
            self.assertNotEqual(acl.op.execute_v2("Add", [number] * 2, [number] * 2, [number],
                                                  [number], attribute, 0), 0)

    def test_attributes_take_lists(self):
        attribute = acl.op.create_attr()
        self.addCleanup(acl.op.destroy_attr, attribute)
        for set_list, values in ((acl.op.set_attr_list_int, [1, 2]),
                                 (acl.op.set_attr_list_float, [1.5, 2]),
                                 (acl.op.set_attr_list_bool, [True, False]),
                                 (acl.op.set_attr_list_list_int, [[1], [2, 3]]),
                                 (acl.op.set_attr_list_string, ["a", "b"])):
            self.assertEqual(set_list(attribute, "name", values), 0)
            with self.assertRaises(TypeError):
                set_list(attribute, "name", [object()])
        self.assertEqual(acl.op.set_attr_data_type(attribute, "dtype", FLOAT16), (attribute, 0))


class CompileFunction(OperatorTest):
    """A function of the program that chooses a kernel."""

    def setUp(self):
        super().setUp()
        self.type = self.id()  # registrations last as long as the process
        self.descs, _ = self.operands([4, 4], [4, 4], [4, 4])
        self.seen = []

    def choose(self, *arguments):
        self.seen.append(arguments)
        data = b"arguments"
        return acl.op.set_kernel_args(arguments[-1], "kernel", 8, acl.util.bytes_to_ptr(data),
                                      len(data))

    def update(self):
        attribute = acl.op.create_attr()
        self.addCleanup(acl.op.destroy_attr, attribute)
        return acl.op.update_params(self.type, self.descs[:2], self.descs[2:], attribute), attribute

    def create_kernel(self):
        binary = acl.util.bytes_to_ptr(b"kernel")
        return acl.op.create_kernel(self.type, "kernel", "name", binary, 6, 0, 0)

    def test_it_is_asked_for_a_kernel(self):
        self.assertEqual(self.create_kernel(), 0)
        self.assertEqual(acl.op.register_compile_func(self.type, self.choose), 0)
        self.assertNotEqual(acl.op.register_compile_func(self.type, self.choose), 0)
        code, attribute = self.update()
        self.assertEqual(code, 0)
        (inputs, in_descs, outputs, out_descs, given, kernel), = self.seen
        self.assertEqual((inputs, in_descs, outputs, out_descs, given),
                         (2, self.descs[:2], 1, self.descs[2:], attribute))
        self.assertEqual(acl.op.set_kernel_args(kernel, "kernel", 8, 0, 0), 100000)  # ended
        self.assertEqual(acl.op.unregister_compile_func(self.type), 0)
        self.assertNotEqual(self.update()[0], 0)

    def test_a_kernel_that_was_not_created_is_refused(self):
        self.assertEqual(acl.op.register_compile_func(self.type, self.choose), 0)
        self.assertNotEqual(self.update()[0], 0)

    def test_its_exceptions_are_reported(self):
        reported = []
        previous, sys.unraisablehook = sys.unraisablehook, reported.append
        self.addCleanup(setattr, sys, "unraisablehook", previous)
        self.assertEqual(self.create_kernel(), 0)
        self.assertEqual(acl.op.register_compile_func(self.type, lambda: 0), 0)
        self.assertNotEqual(self.update()[0], 0)
        self.assertIs(reported.pop().exc_type, TypeError)
        with self.assertRaises(TypeError):
            acl.op.register_compile_func(self.type + "2", None)


class Functions:
    """A stream's allocator as C has it: its object and what it calls with it."""

    def __init__(self, stream):
        desc, *found = values = [ctypes.c_void_p() for _ in range(6)]
        code = ctypes.CDLL("libascendcl.so").aclrtAllocatorGetByStream(
            ctypes.c_void_p(stream), *map(ctypes.byref, values))
        assert code == 0 and desc.value
        pointer, size = ctypes.c_void_p, ctypes.c_size_t
        self.object = found[0]
        self.allocate = ctypes.CFUNCTYPE(pointer, pointer, size)(found[1].value)
        self.release = ctypes.CFUNCTYPE(None, pointer, pointer)(found[2].value)
        self.allocate_near = ctypes.CFUNCTYPE(pointer, pointer, size, pointer)(found[3].value)
        self.address_of = ctypes.CFUNCTYPE(pointer, pointer)(found[4].value)


class Allocator(OperatorTest):
    """An allocator over memory of acl.rt.malloc that counts."""

    def setUp(self):
        super().setUp()
        self.allocated, self.freed = [], []

    def allocate(self, allocator, size):
        self.assertIs(allocator, self)
        self.allocated.append(self.device(size))
        return self.allocated[-1]

    def free(self, _, block):
        self.freed.append(block)

    def describe(self):
        desc = acl.rt.allocator_create_desc()
        for code in (acl.rt.allocator_set_obj_to_desc(desc, self),
                     acl.rt.allocator_set_alloc_func_to_desc(desc, self.allocate),
                     acl.rt.allocator_set_free_func_to_desc(desc, self.free),
                     acl.rt.allocator_set_alloc_advise_func_to_desc(
                         desc, lambda allocator, size, _: self.allocate(allocator, size)),
                     acl.rt.allocator_set_get_addr_from_block_func_to_desc(desc,
                                                                           lambda block: block)):
            self.assertEqual(code, 0)
        return desc

    def test_only_complete_descriptions_are_registered(self):
        empty = acl.rt.allocator_create_desc()
        self.assertEqual(acl.rt.allocator_register(self.stream(), empty), 100000)
        self.assertEqual(acl.rt.allocator_destroy_desc(empty), 0)
        self.assertEqual(acl.rt.allocator_destroy_desc(empty), 100000)
        self.assertEqual(acl.rt.allocator_set_alloc_func_to_desc(empty, self.allocate), 100000)

    def registered(self):
        stream, desc = self.stream(), self.describe()
        self.assertEqual(acl.rt.allocator_register(stream, desc), 0)
        self.addCleanup(acl.rt.allocator_unregister, stream)
        return Functions(stream), desc

    def test_c_reaches_its_functions(self):
        functions, _ = self.registered()
        for allocate, arguments in ((functions.allocate, (64,)),
                                    (functions.allocate_near, (64, None))):
            block = allocate(functions.object, *arguments)
            self.assertEqual(functions.address_of(block), self.allocated[-1])
            functions.release(functions.object, block)
        self.assertEqual(len(self.allocated), 2)
        self.assertEqual(self.freed, self.allocated)

    def test_exceptions_of_its_functions_are_reported_and_give_no_memory(self):
        reported = []
        previous, sys.unraisablehook = sys.unraisablehook, lambda report: reported.append(
            report.exc_type)
        self.addCleanup(setattr, sys, "unraisablehook", previous)

        def fail(*_):
            raise ValueError

        functions, desc = self.registered()
        for function in (fail, lambda: 1, lambda *_: "text", lambda *_: -1, lambda *_: None):
            self.assertEqual(acl.rt.allocator_set_alloc_func_to_desc(desc, function), 0)
            self.assertIsNone(functions.allocate(functions.object, 64))
        self.assertEqual(len(reported), 4)
        self.assertEqual(reported[:2], [ValueError, TypeError])
        self.assertEqual(acl.rt.allocator_set_alloc_func_to_desc(desc, self.allocate), 0)
        block = functions.allocate(functions.object, 64)
        self.assertEqual(acl.rt.allocator_set_free_func_to_desc(desc, fail), 0)
        functions.release(functions.object, block)
        self.assertEqual(len(reported), 5)

    def test_functions_that_cannot_be_called_are_type_errors(self):
        desc = self.describe()
        for set_function in (acl.rt.allocator_set_alloc_func_to_desc,
                             acl.rt.allocator_set_free_func_to_desc,
                             acl.rt.allocator_set_alloc_advise_func_to_desc,
                             acl.rt.allocator_set_get_addr_from_block_func_to_desc):
            for given in (None, 1, "f"):
                with self.assertRaises(TypeError):
                    set_function(desc, given)

    def test_a_stream_uses_it_until_it_is_unregistered(self):
        stream, desc = self.stream(), self.describe()
        self.assertEqual(acl.rt.allocator_unregister(stream), 100000)
        self.assertEqual(acl.rt.allocator_register(stream, desc), 0)
        self.assertEqual(self.run_operator("MatMul", [[64, 64], [64, 64]], [[64, 64]], stream), 0)
        self.assertEqual(acl.rt.synchronize_stream(stream), 0)
        self.assertEqual(self.freed, self.allocated)  # every block of workspace is given back
        self.assertEqual(acl.rt.allocator_unregister(stream), 0)
        self.assertEqual(acl.rt.allocator_unregister(stream), 100000)


if __name__ == "__main__":
    unittest.main()
