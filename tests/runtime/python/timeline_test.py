# SPDX-License-Identifier: Apache-2.0
"""The same scenario in C and in Python: the device's part of the output is the same, byte for
byte."""
import glob
import os
import subprocess
import sys
import tempfile
import unittest

from support import MODEL
from trace_file import Trace

HERE = os.path.dirname(os.path.abspath(__file__))
IN_C = [os.environ["ASCEND_SIM_SCENARIO"]]
IN_PYTHON = [sys.executable, "-B", os.path.join(HERE, "scenario.py")]


def run(command):
    """The files of a run, by name."""
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, ASCEND_SIM_OUT=folder)
        subprocess.run(command + [MODEL], env=environment, check=True, timeout=120)
        files = {}
        for path in glob.glob(os.path.join(folder, "**", "*.*"), recursive=True):
            with open(path, "rb") as file:
                files[os.path.basename(path).partition("_2")[0]] = file.read()
        return files


class Timeline(unittest.TestCase):
    def test_c_and_python_leave_the_same_tables_of_the_device(self):
        in_c, in_python = run(IN_C), run(IN_PYTHON)
        self.assertGreater(in_c["task_time"].count(b"\n"), 100)
        for table in ("task_time", "op_summary", "op_statistic"):
            self.assertEqual(in_python[table], in_c[table], table)

    def test_c_and_python_leave_the_same_device_in_the_trace(self):
        in_c, in_python = (Trace(run(command)["trace.pftrace"]) for command in (IN_C, IN_PYTHON))
        part = in_c.part("Device 0")
        self.assertGreater(len(part), 1000)
        self.assertEqual(in_python.part("Device 0"), part)
        self.assertTrue(in_c.part("Host"))
        self.assertEqual(len(part) + len(in_c.part("Host")), len(in_c.packets))

    def test_python_leaves_the_same_every_time(self):
        self.assertEqual(run(IN_PYTHON), run(IN_PYTHON))


if __name__ == "__main__":
    unittest.main()
