# SPDX-License-Identifier: Apache-2.0
"""Memory of the media modules, and what they refuse."""
import unittest

import acl
from support import DEVICE_TO_HOST, DeviceTest


class MediaMemory(DeviceTest):
    def check(self, allocate, release):
        pointer, code = allocate(4096)
        self.assertEqual(code, 0)
        self.assertEqual(acl.rt.memset(pointer, 4096, 7, 4096), 0)
        host = self.host(4096)
        self.assertEqual(acl.rt.memcpy(host, 4096, pointer, 4096, DEVICE_TO_HOST), 0)
        self.assertEqual(acl.util.ptr_to_bytes(host, 4096), b"\7" * 4096)
        self.assertEqual(release(pointer), 0)
        self.assertNotEqual(release(pointer), 0)
        self.assertNotEqual(release(0), 0)
        self.assertEqual(allocate(0)[0], 0)
        self.assertNotEqual(allocate(0)[1], 0)
        for size in (-1, None, 1.0):
            with self.assertRaises(TypeError):
                allocate(size)

    def test_dvpp_memory_is_device_memory(self):
        self.check(acl.media.dvpp_malloc, acl.media.dvpp_free)

    def test_himpi_memory_is_device_memory(self):
        self.check(lambda size: acl.himpi.dvpp_malloc(0, size), acl.himpi.dvpp_free)
        self.assertEqual(acl.himpi.dvpp_malloc(99, 64)[0], 0)
        self.assertNotEqual(acl.himpi.dvpp_malloc(99, 64)[1], 0)


class Refusals(DeviceTest):
    def test_what_is_not_modelled_is_named(self):
        acl.get_recent_err_msg()
        self.assertEqual(acl.media.dvpp_create_pic_desc(), 0)
        self.assertIn("acldvppCreatePicDesc", acl.get_recent_err_msg())
        self.assertEqual(acl.himpi.sys_init(), 200001)
        self.assertIn("hi_mpi_sys_init", acl.get_recent_err_msg())

    def test_the_newest_message_is_told(self):
        acl.rt.get_device_info(0, 1)
        self.assertEqual(acl.rt.set_device(99), 107001)
        self.assertIn("aclrtSetDevice", acl.get_recent_err_msg())
        self.assertIsNone(acl.get_recent_err_msg())
        acl.rt.set_device(99)
        acl.rt.get_device_info(0, 1)
        self.assertIn("acl.rt.get_device_info", acl.get_recent_err_msg())
        self.assertIsNone(acl.get_recent_err_msg())


if __name__ == "__main__":
    unittest.main()
