# SPDX-License-Identifier: Apache-2.0
"""A program without AscendCL: its clocks are the real ones, and everything works."""
import subprocess
import threading
import time

start = time.time()
time.sleep(0.05)
assert 0.05 <= time.time() - start < 30
event = threading.Event()
threading.Timer(0.02, event.set).start()
assert event.wait(30)
assert subprocess.run(["sh", "-c", "sleep 0.01; echo hello"], capture_output=True, check=True).stdout == b"hello\n"
print("through")
