# SPDX-License-Identifier: Apache-2.0
"""The same scenario in C and in Python: the device's part of the output is the same, byte for byte."""
import glob
import os
import subprocess
import sys
import tempfile
import unittest

from support import MODEL

HERE = os.path.dirname(os.path.abspath(__file__))
IN_C = [os.environ["ASCEND_SIM_SCENARIO"]]
IN_PYTHON = [sys.executable, "-B", os.path.join(HERE, "scenario.py")]


def run(command):
    """What the device did: the tables of tasks and operators."""
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, ASCEND_SIM_OUT=folder)
        subprocess.run(command + [MODEL], env=environment, check=True, timeout=120)
        tables = {}
        for kind in ("task_time", "op_summary", "op_statistic"):
            (path,) = glob.glob(os.path.join(folder, "**", kind + "*.csv"), recursive=True)
            with open(path, "rb") as file:
                tables[kind] = file.read()
        return tables


class Timeline(unittest.TestCase):
    def test_c_and_python_leave_the_same_device_timeline(self):
        in_c, in_python = run(IN_C), run(IN_PYTHON)
        self.assertGreater(in_c["task_time"].count(b"\n"), 100)
        for kind, table in in_c.items():
            self.assertEqual(in_python[kind], table, kind)

    def test_python_leaves_the_same_every_time(self):
        self.assertEqual(run(IN_PYTHON), run(IN_PYTHON))


if __name__ == "__main__":
    unittest.main()
