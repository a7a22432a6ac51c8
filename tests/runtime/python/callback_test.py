# SPDX-License-Identifier: Apache-2.0
"""Host callbacks: the documented flow, and functions that fail."""
import sys
import threading
import unittest

import acl
from support import BLOCK, NO_BLOCK, DeviceTest, ReportThread


class CallbackFlow(DeviceTest):
    def run_flow(self, block_type):
        stream, network, seen = self.stream(), self.network(), []
        context, code = acl.rt.get_context()
        self.assertEqual(code, 0)
        thread = ReportThread(stream, context=context)
        for number in range(5):
            self.assertEqual(network.execute_async(stream), 0)
            self.assertEqual(
                acl.rt.launch_callback(seen.append, ["done", number], block_type, stream), 0)
        self.assertEqual(acl.rt.synchronize_stream(stream), 0)
        if block_type == NO_BLOCK:  # a blocking one at the end: all others are served before it
            self.assertEqual(acl.rt.launch_callback(lambda _: None, [], BLOCK, stream), 0)
            self.assertEqual(acl.rt.synchronize_stream(stream), 0)
        self.assertEqual(seen, [["done", number] for number in range(5)])
        thread.close()
        self.assertEqual(acl.rt.destroy_stream(stream), 0)

    def test_blocking_callbacks_run_between_the_executions(self):
        self.run_flow(BLOCK)

    def test_other_callbacks_run_in_order_too(self):
        self.run_flow(NO_BLOCK)

    def test_the_function_gets_the_very_object_that_was_given(self):
        stream, seen, given = self.stream(), [], [object()]
        thread = ReportThread(stream)
        acl.rt.launch_callback(lambda data: seen.append(data is given), given, BLOCK, stream)
        acl.rt.synchronize_stream(stream)
        thread.close()
        self.assertEqual(seen, [True])

    def test_a_stream_that_nobody_serves_is_refused(self):
        stream = self.stream()
        self.assertEqual(acl.rt.launch_callback(print, [], BLOCK, stream), 107015)
        self.assertEqual(acl.rt.process_report(100), 107012)

    def test_references_end_with_the_call(self):
        stream, data = self.stream(), ["held"]
        before = sys.getrefcount(data)
        acl.rt.launch_callback(print, data, BLOCK, stream)  # refused: nobody serves the stream
        self.assertEqual(sys.getrefcount(data), before)
        thread = ReportThread(stream)
        acl.rt.launch_callback(lambda _: None, data, BLOCK, stream)
        acl.rt.synchronize_stream(stream)
        thread.close()
        self.assertEqual(sys.getrefcount(data), before)


class FailingCallback(DeviceTest):
    def setUp(self):
        super().setUp()
        self.reported = []
        previous, sys.unraisablehook = sys.unraisablehook, self.reported.append
        self.addCleanup(setattr, sys, "unraisablehook", previous)

    def fail(self, data):  # pylint: disable=arguments-differ,arguments-renamed
        raise ValueError(data)

    def test_its_exception_is_reported_and_the_stream_goes_on(self):
        stream, seen = self.stream(), []
        thread = ReportThread(stream)
        self.assertEqual(acl.rt.launch_callback(self.fail, ["first"], BLOCK, stream), 0)
        self.assertEqual(acl.rt.launch_callback(seen.append, ["second"], BLOCK, stream), 0)
        self.assertEqual(acl.rt.synchronize_stream(stream), 0)
        thread.close()
        self.assertEqual(seen, [["second"]])
        self.assertEqual(len(self.reported), 1)
        report = self.reported.pop()
        self.assertIs(report.exc_type, ValueError)
        self.assertEqual(report.exc_value.args, (["first"],))
        self.assertEqual(report.exc_traceback.tb_frame.f_code.co_name, "fail")

    def test_wrong_arguments_of_the_function_are_reported(self):
        stream = self.stream()
        thread = ReportThread(stream)
        acl.rt.launch_callback(lambda: None, [], BLOCK, stream)
        self.assertEqual(acl.rt.synchronize_stream(stream), 0)
        thread.close()
        self.assertIs(self.reported.pop().exc_type, TypeError)


class StartedThread(unittest.TestCase):
    def test_stop_raises_what_the_thread_raised(self):
        def fail(arguments):
            raise KeyError(arguments[0])

        thread, code = acl.util.start_thread(fail, ["lost"])
        self.assertEqual(code, 0)
        with self.assertRaises(RuntimeError) as raised:
            acl.util.stop_thread(thread)
        self.assertIsInstance(raised.exception.__cause__, KeyError)
        self.assertNotEqual(acl.util.stop_thread(thread), 0)

    def test_one_of_several_stops_succeeds(self):
        release, codes = threading.Event(), []
        thread, _ = acl.util.start_thread(lambda _: release.wait(), [])
        others = [threading.Thread(target=lambda: codes.append(acl.util.stop_thread(thread)))
                  for _ in range(3)]
        for other in others:
            other.start()
        release.set()
        for other in others:
            other.join()
        self.assertEqual(sorted(code != 0 for code in codes), [False, True, True])

    def test_the_function_gets_the_list(self):
        seen = []
        thread, _ = acl.util.start_thread(seen.append, [1, 2])
        self.assertEqual(acl.util.stop_thread(thread), 0)
        self.assertEqual(seen, [[1, 2]])

    def test_a_thread_cannot_be_stopped_twice_nor_guessed(self):
        for number in (0, 1, 2**63):
            self.assertNotEqual(acl.util.stop_thread(number), 0)


if __name__ == "__main__":
    unittest.main()
