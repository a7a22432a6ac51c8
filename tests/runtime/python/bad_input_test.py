# SPDX-License-Identifier: Apache-2.0
"""What a program must not do: a TypeError or a code, never a crash."""
import ctypes
import mmap
import unittest
import warnings

import acl
from support import DEVICE_TO_HOST, HOST_TO_DEVICE, HOST_TO_HOST, MODEL, DeviceTest, Network

NULL = 100000


class FreedHandles(DeviceTest):
    def test_structures_are_refused_after_their_end(self):
        for create, destroy in ((lambda: acl.create_data_buffer(0, 0), acl.destroy_data_buffer),
                                (acl.mdl.create_dataset, acl.mdl.destroy_dataset),
                                (acl.mdl.create_desc, acl.mdl.destroy_desc)):
            handle = create()
            self.assertNotEqual(handle, 0)
            self.assertEqual(destroy(handle), 0)
            self.assertEqual(destroy(handle), NULL)

    def test_tensor_descriptions_are_empty_after_their_end(self):
        desc = acl.create_tensor_desc(0, [2, 3], 2)
        self.assertEqual(acl.get_tensor_desc_element_count(desc), 6)
        self.assertIsNone(acl.destroy_tensor_desc(desc))
        self.assertIsNone(acl.destroy_tensor_desc(desc))
        self.assertEqual(acl.get_tensor_desc_num_dims(desc), 0)

    def test_a_data_set_whose_buffer_has_ended_cannot_be_used(self):
        network = Network()
        self.assertEqual(acl.destroy_data_buffer(network._buffers[0]), 0)
        self.assertEqual(network.execute(), NULL)
        self.assertEqual(network.execute_async(0), NULL)
        self.assertEqual(acl.mdl.set_dynamic_batch_size(network.id, network.inputs, 0, 1), NULL)

    def test_streams_events_and_models_are_refused_after_their_end(self):
        stream, event = self.stream(), acl.rt.create_event()[0]
        acl.rt.destroy_stream(stream)
        acl.rt.destroy_event(event)
        for code in (acl.rt.synchronize_stream(stream), acl.rt.destroy_stream(stream),
                     acl.rt.synchronize_event(event), acl.rt.record_event(event, 0),
                     acl.rt.launch_callback(print, [], 1, stream)):
            self.assertEqual(code, 107017)
        model, _ = acl.mdl.load_from_file(MODEL)
        self.assertEqual(acl.mdl.unload(model), 0)
        self.assertEqual(acl.mdl.unload(model), 145003)

    def test_memory_is_refused_after_its_end(self):
        memory = self.device(64)
        self.assertEqual(acl.rt.free(memory), 0)
        self.assertNotEqual(acl.rt.free(memory), 0)
        self.assertNotEqual(acl.rt.free_host(memory), 0)

    def test_handles_of_another_kind_are_refused(self):
        buffer, dataset = acl.create_data_buffer(0, 0), acl.mdl.create_dataset()
        self.assertEqual(acl.mdl.add_dataset_buffer(buffer, dataset), (buffer, NULL))
        self.assertEqual(acl.mdl.get_desc(dataset, 1), NULL)
        self.assertEqual(acl.destroy_data_buffer(dataset), NULL)
        for number in (0, 1, 4096, 2**64 - 1, self.stream()):
            self.assertEqual(acl.mdl.destroy_dataset(number), NULL)


class BadNumbers(DeviceTest):
    def test_numbers_that_do_not_fit_are_type_errors(self):
        for call in (lambda: acl.rt.malloc(-1, 0), lambda: acl.rt.malloc(2**64, 0),
                     lambda: acl.rt.set_device(2**31), lambda: acl.rt.malloc(1, 2**32),
                     lambda: acl.rt.memcpy(0, -1, 0, -1, 0), lambda: acl.rt.malloc(1.0, 0),
                     lambda: acl.rt.free(-1), lambda: acl.util.ptr_to_bytes(0, -1),
                     lambda: acl.util.ptr_to_numpy(0, (-1,), 1),
                     lambda: acl.create_tensor_desc(0, [2**63], 0)):
            with self.assertRaises(TypeError):
                call()

    def test_minus_one_stands_for_what_has_no_number(self):
        desc, config = acl.mdl.create_desc(), acl.mdl.create_exec_config_handle()
        model, _ = acl.mdl.load_from_file(MODEL)
        self.assertEqual(acl.mdl.get_desc(desc, model), 0)
        self.assertEqual(acl.mdl.get_dynamic_hw(desc, -1), ({"hwCount": 0, "hw": []}, 0))
        self.assertEqual(acl.mdl.get_input_dynamic_gear_count(desc, -1), (0, 0))
        self.assertEqual(acl.mdl.get_input_dynamic_dims(desc, -1, 0)[0], [])
        self.assertEqual(acl.mdl.set_exec_config_opt(config, 0, -1), 0)
        for value in (-2, 2**31, 2**32, -2**31 - 1):
            self.assertEqual(acl.mdl.set_exec_config_opt(config, 0, value), NULL)

    def test_sizes_beyond_the_device_are_refused(self):
        self.assertEqual(acl.rt.malloc(0, 0), (0, NULL))
        for size in (2**62, 2**64 - 1, 2**64 - 32):
            pointer, code = acl.rt.malloc(size, 0)
            self.assertEqual(pointer, 0)
            self.assertNotEqual(code, 0)

    def test_copies_beyond_their_target_are_refused(self):
        memory, source = self.device(64), bytes(128)
        self.assertEqual(acl.rt.memcpy(memory, 64, acl.util.bytes_to_ptr(source), 128,
                                       HOST_TO_DEVICE), 107000)
        self.assertNotEqual(acl.rt.memcpy(0, 64, acl.util.bytes_to_ptr(source), 64,
                                          HOST_TO_DEVICE), 0)

    def test_unknown_choices_are_refused(self):
        self.assertEqual(acl.rt.memcpy(1, 1, 2, 1, 99), NULL)
        self.assertNotEqual(acl.rt.create_event_with_flag(0)[1], 0)
        self.assertEqual(acl.rt.process_report(0), NULL)
        self.assertEqual(acl.rt.set_device(99), 107001)
        self.assertEqual(acl.rt.get_mem_info(99)[2], 107016)


class WildAddresses(DeviceTest):
    """Ints that are no address of the process: nothing is touched."""

    WILD = (1, 4096, 2**46 + 12345, 2**47 - 64, 2**63, 2**64 - 64)

    def test_what_reads_or_views_memory_raises(self):
        for address in self.WILD:
            for call in (lambda a=address: acl.util.ptr_to_bytes(a, 64),
                         lambda a=address: acl.util.ptr_to_numpy(a, (8, 8), 2)):
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    with self.assertRaises(TypeError):
                        call()

    def test_a_range_that_begins_well_and_ends_wild_raises(self):
        with mmap.mmap(-1, 4096) as pages:
            address = ctypes.addressof(ctypes.c_char.from_buffer(pages))
            self.assertEqual(acl.util.ptr_to_bytes(address, 4096), bytes(4096))
            with self.assertRaises(TypeError):
                acl.util.ptr_to_bytes(address, 2**46)

    def test_copies_and_fills_are_refused(self):
        memory, host, stream = self.device(64), self.host(64), self.stream()
        for address in self.WILD:
            for function, *arguments in (
                    (acl.rt.memcpy, memory, 64, address, 64, HOST_TO_DEVICE),
                    (acl.rt.memcpy, address, 64, memory, 64, DEVICE_TO_HOST),
                    (acl.rt.memcpy, host, 64, address, 64, HOST_TO_HOST),
                    (acl.rt.memcpy, memory, 2**63, address, 2**63, HOST_TO_DEVICE),
                    (acl.rt.memcpy_async, memory, 64, address, 64, HOST_TO_DEVICE, stream),
                    (acl.rt.memcpy_async, address, 64, memory, 64, DEVICE_TO_HOST, stream),
                    (acl.rt.memcpy2d, memory, 8, address, 8, 8, 8, HOST_TO_DEVICE),
                    (acl.rt.memcpy2d_async, memory, 8, address, 8, 8, 8, HOST_TO_DEVICE, stream),
                    (acl.rt.memset, address, 64, 0, 64),
                    (acl.rt.memset_async, address, 64, 0, 64, stream)):
                with self.subTest(function.__name__, address=address):
                    self.assertEqual(function(*arguments), 107000)
                    self.assertIn("address", acl.get_recent_err_msg())
        self.assertEqual(acl.rt.synchronize_stream(stream), 0)

    def test_models_and_constants_are_refused(self):
        model, tensor = acl.mdl.create_desc(), acl.create_tensor_desc(0, [16], 2)
        for address in self.WILD:
            for answer in (acl.mdl.load_from_mem(address, 64)[-1],
                           acl.mdl.load_from_mem_with_mem(address, 64, 0, 0, 0, 0)[-1],
                           acl.mdl.query_size_from_mem(address, 64)[-1],
                           acl.mdl.get_desc_from_mem(model, address, 64),
                           acl.set_tensor_const(tensor, address, 64)):
                self.assertEqual(answer, NULL)


class BadObjects(DeviceTest):
    def test_none_is_a_type_error(self):
        for call in (lambda: acl.rt.set_device(None), lambda: acl.rt.synchronize_stream(None),
                     lambda: acl.mdl.load_from_file(None), lambda: acl.mdl.execute(1, None, None),
                     lambda: acl.util.bytes_to_ptr(None), lambda: acl.rt.free(None)):
            with self.assertRaises(TypeError):
                call()

    def test_what_cannot_be_called_is_a_type_error(self):
        for given in (None, 1, "print", []):
            for call in (lambda f=given: acl.rt.launch_callback(f, [], 1, 0),
                         lambda f=given: acl.util.start_thread(f, [])):
                with self.assertRaises(TypeError):
                    call()
        with self.assertRaises(TypeError):
            acl.rt.set_exception_info_callback(1)

    def test_bad_texts_are_type_errors(self):
        for given in (b"bytes", "with\0inside", "\ud800", 1):
            with self.assertRaises(TypeError):
                acl.mdl.load_from_file(given)

    def test_bad_dicts_are_type_errors(self):
        config = {"attrs": [{"attr": 1, "value": {"moduleId": 3}}], "numAttrs": 1}
        self.assertEqual(len(acl.rt.malloc_with_cfg(64, 0, config)), 2)
        for bad in ({}, {"attrs": 1, "numAttrs": 0}, {"attrs": [], "numAttrs": 1},
                    {"attrs": [{}], "numAttrs": 1}, {"attrs": [], "numAttrs": "0"},
                    {"attrs": [{"attr": 1, "value": {"moduleId": 2**16}}], "numAttrs": 1}):
            with self.assertRaises(TypeError):
                acl.rt.malloc_with_cfg(64, 0, bad)
        for bad in ({}, {"name": "x", "dimCount": 2, "dims": [1]},
                    {"name": "x" * 200, "dimCount": 1, "dims": [1]},
                    {"name": "x", "dimCount": 129, "dims": [1] * 129}):
            with self.assertRaises(TypeError):
                acl.mdl.set_input_dynamic_dims(1, 0, 0, bad)


if __name__ == "__main__":
    unittest.main()
