# SPDX-License-Identifier: Apache-2.0
"""The dump chain: order of calls, and what a configuration may hold."""
import json
import os
import subprocess
import sys
import unittest

import acl
from dump_support import DumpTest


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
                       {"dump_path": "x" * 600}, {"dump_path": "127.0.0.1:"},
                       {"dump_level": "none"}, {"dump_debug": "yes"}, {"dump_op_switch": True},
                       {"dump_scene": "none"}, {"dump_kernel_data": "printf,text"},
                       {"dump_list": [{"optype_blacklist": [{"name": "Conv2D"}] * 101}]}):
            self.assertEqual(self.configure(**option), 100009, option)
            self.assertIn(next(iter(option)), acl.get_recent_err_msg().replace(
                "optype_blacklist", "dump_list"))

    def test_what_is_not_modelled_is_named(self):
        acl.mdl.init_dump()
        self.assertEqual(self.configure(dump_scene="watcher"), 200006)
        self.assertIn("watcher", acl.get_recent_err_msg())

    def test_documented_values_are_taken(self):
        acl.mdl.init_dump()
        os.chdir(self.folder)
        self.addCleanup(os.chdir, "/")
        for option in ({"dump_path": "127.0.0.1:" + self.folder}, {"dump_path": "."},
                       {"dump_level": "op"}, {"dump_level": "kernel"}, {"dump_level": "all"},
                       {"dump_debug": "off"}, {"dump_op_switch": "off"}, {"dump_step": ""},
                       {"dump_kernel_data": "all"}, {"dump_kernel_data": "printf,tensor"},
                       {"dump_kernel_data": "assert"}, {"dump_kernel_data": "timestamp"},
                       {"dump_step": "|".join(["1-2"] * 100)},
                       {"dump_stats": ["Max", "Min", "Avg", "Nan", "Negative Inf",
                                       "Positive Inf", "L2norm"]}):
            self.assertEqual(self.configure(**option), 0, option)

    def test_the_environment_can_name_the_folder(self):
        acl.mdl.init_dump()
        path = os.path.join(self.folder, "acl.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"dump": {"dump_mode": "all"}}, file)
        self.assertEqual(acl.mdl.set_dump(path), 100009)
        for variable in ("ASCEND_DUMP_PATH", "ASCEND_WORK_PATH"):
            os.environ[variable] = self.folder
            self.assertEqual(acl.mdl.set_dump(path), 0)
            del os.environ[variable]

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


if __name__ == "__main__":
    unittest.main()
