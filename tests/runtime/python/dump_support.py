# SPDX-License-Identifier: Apache-2.0
"""What the tests of the dump share: a folder, a configuration, names of operators."""
import ctypes
import json
import os
import shutil
import tempfile

import acl
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
