# SPDX-License-Identifier: Apache-2.0
"""A stopwatch around acl.mdl.execute shows what `ascend-sim estimate` says."""
import ctypes
import json
import os
import subprocess
import sys
import unittest

import acl
from support import MODEL, Network

TOOL = os.environ.get("ASCEND_SIM_TOOL", "")
HERE = os.path.dirname(os.path.abspath(__file__))
TOLERANCE = 0.01

STOPWATCH = """
import sys, time
sys.path.insert(0, sys.argv[1])
import acl
from support import Network
acl.init(); acl.rt.set_device(0)
network = Network(sys.argv[2])
for _ in range(3):
    assert network.execute() == 0
start = time.time()
assert network.execute() == 0
print((time.time() - start) * 1e6)
start = time.time()
time.sleep(0.25)
print(time.time() - start)
"""


def estimate():
    result = subprocess.run([TOOL, "estimate", MODEL, "--json"], capture_output=True, check=True)
    return json.loads(result.stdout)["latency_us"]


@unittest.skipUnless(os.access(TOOL, os.X_OK), "ascend-sim is not built")
class Latency(unittest.TestCase):
    def test_the_simulated_clock_agrees_with_estimate(self):
        clock = ctypes.CDLL("libascendcl.so").ascend_sim_clock_ps
        clock.restype = ctypes.c_uint64
        acl.init()
        acl.rt.set_device(0)
        network = Network()
        for _ in range(3):
            self.assertEqual(network.execute(), 0)
        start = clock()
        self.assertEqual(network.execute(), 0)
        wanted = estimate()
        self.assertAlmostEqual((clock() - start) / 1e6, wanted, delta=TOLERANCE * wanted)

    def test_time_time_agrees_with_estimate(self):
        if "libasan" in os.environ.get("LD_PRELOAD", ""):
            self.skipTest("AddressSanitizer must be preloaded first, and so must the shim of run")
        if subprocess.run([TOOL, "run", "--help"], capture_output=True, check=False).returncode:
            self.skipTest("ascend-sim run is not there")
        result = subprocess.run(
            [TOOL, "run", "--", sys.executable, "-B", "-c", STOPWATCH, HERE, MODEL],
            capture_output=True, text=True, check=False, timeout=120)
        self.assertEqual(result.returncode, 0, result.stderr)
        latency, slept = map(float, result.stdout.split()[:2])
        wanted = estimate()
        self.assertAlmostEqual(latency, wanted, delta=TOLERANCE * wanted)
        self.assertAlmostEqual(slept, 0.25, delta=0.25 * TOLERANCE)


if __name__ == "__main__":
    unittest.main()
