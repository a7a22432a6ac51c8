# SPDX-License-Identifier: Apache-2.0
"""The memory helpers of acl.util, with numpy and without."""
import array
import importlib.util
import subprocess
import sys
import unittest
import warnings

import acl

NUMPY_INT32, NUMPY_FLOAT = 5, 11
HAS_NUMPY = importlib.util.find_spec("numpy") is not None

WITHOUT_NUMPY = """
import sys
sys.modules["numpy"] = None  # import numpy: ImportError
import acl, array
numbers = array.array("i", range(6))
view = acl.util.ptr_to_numpy(acl.util.numpy_to_ptr(numbers), (2, 3), 5)
view[1, 2] = 42
assert numbers[5] == 42 and view.shape == (2, 3)
pointer, same = acl.util.numpy_contiguous_to_ptr(numbers)
assert same is numbers and pointer == acl.util.numpy_to_ptr(numbers)
"""


class MemoryHelpers(unittest.TestCase):
    def setUp(self):
        catcher = warnings.catch_warnings()
        catcher.__enter__()
        self.addCleanup(catcher.__exit__, None, None, None)
        warnings.simplefilter("ignore")

    def test_bytes_are_shared_and_copied_back(self):
        data = b"some bytes"
        pointer = acl.util.bytes_to_ptr(data)
        self.assertEqual(acl.util.ptr_to_bytes(pointer, len(data)), data)
        self.assertEqual(acl.util.ptr_to_bytes(pointer + 5, 5), b"bytes")
        self.assertEqual(acl.util.ptr_to_bytes(pointer, 0), b"")

    def test_any_buffer_has_an_address(self):
        numbers = array.array("i", [1, 2, 3])
        self.assertEqual(acl.util.numpy_to_ptr(numbers), numbers.buffer_info()[0])
        with self.assertRaises(TypeError):
            acl.util.numpy_to_ptr([1, 2, 3])

    def test_old_helpers_warn(self):
        with self.assertWarns(DeprecationWarning):
            acl.util.numpy_to_ptr(array.array("i", [1]))

    def test_null_and_unknown_types_are_type_errors(self):
        for call in (lambda: acl.util.ptr_to_bytes(0, 1),
                     lambda: acl.util.ptr_to_numpy(0, (1,), NUMPY_FLOAT),
                     lambda: acl.util.ptr_to_numpy(1, (1,), 99),
                     lambda: acl.util.ptr_to_numpy(1, (2**62, 2**62), NUMPY_FLOAT)):
            with self.assertRaises(TypeError):
                call()

    def test_they_work_without_numpy(self):
        subprocess.run([sys.executable, "-W", "ignore", "-c", WITHOUT_NUMPY], check=True)

    @unittest.skipUnless(HAS_NUMPY, "numpy is not installed")
    def test_arrays_share_their_memory(self):
        import numpy  # pylint: disable=import-outside-toplevel
        numbers = numpy.arange(6, dtype=numpy.int32)
        pointer = acl.util.numpy_to_ptr(numbers)
        self.assertEqual(pointer, numbers.ctypes.data)
        view = acl.util.ptr_to_numpy(pointer, (2, 3), NUMPY_INT32)
        view[1, 2] = 42
        self.assertEqual(numbers[5], 42)
        self.assertFalse(view.flags.owndata)

    @unittest.skipUnless(HAS_NUMPY, "numpy is not installed")
    def test_a_strided_array_is_made_contiguous(self):
        import numpy  # pylint: disable=import-outside-toplevel
        strided = numpy.arange(12).reshape(3, 4)[:, ::2]
        pointer, whole = acl.util.numpy_contiguous_to_ptr(strided)
        self.assertTrue(whole.flags.c_contiguous)
        self.assertEqual(pointer, whole.ctypes.data)
        self.assertTrue((whole == strided).all())


if __name__ == "__main__":
    unittest.main()
