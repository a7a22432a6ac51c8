# SPDX-License-Identifier: Apache-2.0
"""Ctrl-C ends what Python waits for, with the program's own clock and under `ascend-sim run`."""
import os
import signal
import subprocess
import sys
import threading
import unittest

TOOL = os.environ.get("ASCEND_SIM_TOOL", "")

PROGRAM = """
import acl, os, queue, sys, threading
acl.init(); acl.rt.set_device(0)
stream, _ = acl.rt.create_stream()
waiting = threading.Event()
def wait_for_ever(_):
    waiting.wait()
def poll():
    acl.rt.subscribe_report(threading.get_ident(), stream)
    while True:
        acl.rt.process_report(100)
def stop():
    thread, _ = acl.util.start_thread(wait_for_ever, [])
    try:
        acl.util.stop_thread(thread)
    finally:
        waiting.set()
        assert acl.util.stop_thread(thread) == 0
def lock():
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
try:
    print("up", flush=True)
    {"event": waiting.wait, "get": queue.Queue().get, "lock": lock, "poll": poll, "stop": stop,
     "read": lambda: os.read(os.pipe()[0], 1)}[sys.argv[1]]()
except KeyboardInterrupt:
    print("interrupted", flush=True)
assert acl.finalize() == 0
"""
WAITS = ("event", "get", "lock", "poll", "stop", "read")


def press(program, heard):
    """Interrupts the program until it says so: a signal just before a wait does not end that wait."""
    while True:
        program.send_signal(signal.SIGINT)  # run passes it on
        if heard.wait(2):
            return


def interrupt(command):
    """What a program says that is interrupted once it is up."""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, start_new_session=True) as program:
        assert program.stdout.readline() == "up\n", program.stderr.read()
        heard = threading.Event()
        presser = threading.Thread(target=press, args=(program, heard))
        killer = threading.Timer(60, os.killpg, (program.pid, signal.SIGKILL))
        presser.start()
        killer.start()
        said = program.stdout.readline()
        heard.set()
        rest, errors = program.communicate()
        killer.cancel()
        presser.join()
        return said + rest, program.returncode, errors


class Interrupt(unittest.TestCase):
    def check(self, prefix):
        for wait in WAITS:
            with self.subTest(wait):
                said, status, errors = interrupt(prefix + [sys.executable, "-B", "-c", PROGRAM,
                                                           wait])
                self.assertEqual((said, status), ("interrupted\n", 0), errors)

    def test_it_ends_a_wait(self):
        self.check([])

    @unittest.skipUnless(os.access(TOOL, os.X_OK), "ascend-sim is not built")
    def test_it_ends_a_wait_under_run(self):
        if "libasan" in os.environ.get("LD_PRELOAD", ""):
            self.skipTest("AddressSanitizer must be preloaded first, and so must the shim of run")
        self.check([TOOL, "run", "--"])


if __name__ == "__main__":
    unittest.main()
