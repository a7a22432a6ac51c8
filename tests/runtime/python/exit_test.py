# SPDX-License-Identifier: Apache-2.0
"""Programs that end with threads and callbacks still under way."""
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))

SERVING = """
import acl
acl.init(); acl.rt.set_device(0)
stream, _ = acl.rt.create_stream()
def serve(_):
    while True:
        acl.rt.process_report(%s)
thread, _ = acl.util.start_thread(serve, [])
acl.rt.subscribe_report(thread, stream)
for _ in range(%d):
    acl.rt.launch_callback(lambda data: sum(range(1000)), [], 0, stream)
print("end")
"""
FAILING = """
import acl
acl.init(); acl.rt.set_device(0)
stream, _ = acl.rt.create_stream()
running = True
def serve(_):
    while running:
        acl.rt.process_report(100)
def fail(data):
    raise ValueError("in a callback")
thread, _ = acl.util.start_thread(serve, [])
acl.rt.subscribe_report(thread, stream)
acl.rt.launch_callback(fail, [], 1, stream)
print(acl.rt.synchronize_stream(stream))
acl.rt.unsubscribe_report(thread, stream)
running = False
print(acl.util.stop_thread(thread), acl.finalize())
"""


DUMPING = """
import acl, json, os, sys
sys.path.insert(0, sys.argv[1])
from support import Network
acl.init(); acl.rt.set_device(0)
with open("acl.json", "w") as file:
    json.dump({"dump": {"dump_path": ".", "dump_list": []}}, file)
acl.mdl.init_dump()
seen = []
acl.mdl.dump_reg_callback(seen.append, 0)
assert acl.mdl.set_dump("acl.json") == 0
network, (stream, _) = Network(), acl.rt.create_stream()
for _ in range(3):
    network.execute_async(stream)
print("end")
"""


def run(program):
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True,
                          timeout=120, check=False, env=os.environ)


class Exit(unittest.TestCase):
    def test_a_dump_under_way_does_not_disturb_it(self):
        for _ in range(3):
            with tempfile.TemporaryDirectory() as folder:
                result = subprocess.run([sys.executable, "-B", "-c", DUMPING, HERE], cwd=folder,
                                        capture_output=True, text=True, timeout=120, check=False)
            self.assertEqual((result.returncode, result.stdout), (0, "end\n"), result.stderr)

    def test_a_thread_in_process_report_does_not_disturb_it(self):
        for timeout, callbacks in ((-1, 0), (100, 0), (100, 500), (-1, 500)):
            for _ in range(3):
                result = run(SERVING % (timeout, callbacks))
                self.assertEqual((result.returncode, result.stdout), (0, "end\n"), result.stderr)

    def test_a_failing_callback_leaves_its_traceback(self):
        result = run(FAILING)
        self.assertEqual((result.returncode, result.stdout), (0, "0\n0 0\n"), result.stderr)
        self.assertIn("Traceback", result.stderr)
        self.assertIn("ValueError: in a callback", result.stderr)


if __name__ == "__main__":
    unittest.main()
