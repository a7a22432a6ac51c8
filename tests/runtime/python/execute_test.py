# SPDX-License-Identifier: Apache-2.0
"""Asynchronous executions and copies on several streams and threads."""
import threading
import unittest

import acl
from support import BLOCK, DEVICE_TO_HOST, HOST_TO_DEVICE, DeviceTest, ReportThread

BUSY_MODEL = 507001


class TwoStreams(DeviceTest):
    def test_a_lock_lets_two_threads_share_a_model(self):
        network, lock, codes = self.network(), threading.Lock(), []
        context, _ = acl.rt.get_context()

        def work(_):
            acl.rt.set_context(context)
            stream, _ = acl.rt.create_stream()
            for _ in range(10):
                with lock:
                    codes.append(network.execute_async(stream))
                    codes.append(acl.rt.synchronize_stream(stream))
            codes.append(acl.rt.destroy_stream(stream))

        threads = [acl.util.start_thread(work, [])[0] for _ in range(2)]
        for thread in threads:
            self.assertEqual(acl.util.stop_thread(thread), 0)
        self.assertEqual(codes, [0] * 42)

    def test_one_model_in_two_streams_fails_at_synchronisation(self):
        network, streams = self.network(), [self.stream(), self.stream()]
        for stream in streams:
            self.assertEqual(network.execute_async(stream), 0)
        codes = sorted(acl.rt.synchronize_stream(stream) for stream in streams)
        self.assertEqual(codes, [0, BUSY_MODEL])
        self.assertEqual(network.execute(), 0)

    def test_two_models_may_overlap(self):
        networks, streams = [self.network(), self.network()], [self.stream(), self.stream()]
        for network, stream in zip(networks, streams):
            self.assertEqual(network.execute_async(stream), 0)
        self.assertEqual([acl.rt.synchronize_stream(stream) for stream in streams], [0, 0])


class CopyPipeline(DeviceTest):
    SIZE = 4096

    def test_stages_meet_through_events(self):
        upload, download = self.stream(), self.stream()
        uploaded, _ = acl.rt.create_event()
        source, target = self.host(self.SIZE), self.host(self.SIZE)
        memory = self.device(self.SIZE)
        for value in range(8):
            self.assertEqual(acl.rt.memset(source, self.SIZE, value, self.SIZE), 0)
            self.assertEqual(acl.rt.memcpy_async(memory, self.SIZE, source, self.SIZE,
                                                 HOST_TO_DEVICE, upload), 0)
            self.assertEqual(acl.rt.record_event(uploaded, upload), 0)
            self.assertEqual(acl.rt.stream_wait_event(download, uploaded), 0)
            self.assertEqual(acl.rt.memcpy_async(target, self.SIZE, memory, self.SIZE,
                                                 DEVICE_TO_HOST, download), 0)
            self.assertEqual(acl.rt.synchronize_stream(download), 0)
            self.assertEqual(acl.util.ptr_to_bytes(target, self.SIZE), bytes([value]) * self.SIZE)

    def test_bytes_arrive(self):
        data = bytes(range(256)) * 4
        memory, back = self.device(len(data)), bytes(len(data))
        self.assertEqual(acl.rt.memcpy(memory, len(data), acl.util.bytes_to_ptr(data), len(data),
                                       HOST_TO_DEVICE), 0)
        self.assertEqual(acl.rt.memcpy(acl.util.bytes_to_ptr(back), len(back), memory, len(back),
                                       DEVICE_TO_HOST), 0)
        self.assertEqual(back, data)

    def test_elapsed_time_is_modelled(self):
        stream = self.stream()
        start, end = acl.rt.create_event()[0], acl.rt.create_event()[0]
        network = self.network()
        acl.rt.record_event(start, stream)
        network.execute_async(stream)
        acl.rt.record_event(end, stream)
        self.assertEqual(acl.rt.synchronize_stream(stream), 0)
        first, code = acl.rt.event_elapsed_time(start, end)
        self.assertEqual(code, 0)
        self.assertGreater(first, 0.05)
        self.assertLess(first, 50)


class ManyStreams(DeviceTest):
    ROUNDS = 1000
    STREAMS = 8

    def test_two_threads_with_eight_streams_never_lock_up(self):
        context, _ = acl.rt.get_context()
        streams = [self.stream() for _ in range(self.STREAMS)]
        memory, served = self.device(64), []
        server = ReportThread(*streams, context=context)

        def work(arguments):
            acl.rt.set_context(context)
            for number in range(self.ROUNDS):
                for stream in arguments:
                    assert acl.rt.memset_async(memory, 64, number % 256, 64, stream) == 0
                    assert acl.rt.launch_callback(served.append, number, BLOCK, stream) == 0
                for stream in arguments:
                    assert acl.rt.synchronize_stream(stream) == 0

        half = self.STREAMS // 2
        threads = [acl.util.start_thread(work, streams[:half])[0],
                   acl.util.start_thread(work, streams[half:])[0]]
        for thread in threads:
            self.assertEqual(acl.util.stop_thread(thread), 0)
        server.close()
        self.assertEqual(len(served), self.ROUNDS * self.STREAMS)


if __name__ == "__main__":
    unittest.main()
