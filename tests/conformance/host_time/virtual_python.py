# SPDX-License-Identifier: Apache-2.0
"""An interpreter that loads the library: from then on its clocks are simulated."""
import ctypes
import sys
import threading
import time

acl = ctypes.CDLL("libascendcl.so")
assert acl.aclInit(None) == 0
assert acl.aclrtSetDevice(0) == 0
start = time.perf_counter()
time.sleep(1000)
assert 1000 <= time.perf_counter() - start < 1000.01
flag = []


def set_later():
    time.sleep(0.05)
    flag.append(1)


thread = threading.Thread(target=set_later)
thread.start()
if len(sys.argv) > 1:
    while not flag:
        pass
thread.join()
condition = threading.Condition()
with condition:
    assert not condition.wait(2.5)
assert acl.aclFinalize() == 0
print("simulated")
