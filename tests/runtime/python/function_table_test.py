# SPDX-License-Identifier: Apache-2.0
"""Every function of pyacl_functions.csv exists, takes its arguments and answers in its form."""
import csv
import os
import re
import tempfile
import unittest

import acl

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pyacl_functions.csv")

# These end what the others need, so they come last.
LAST = ("acl.rt.device_task_abort", "acl.rt.reset_device", "acl.rt.reset_device_force",
        "acl.finalize_reference", "acl.finalize")

PHYSICAL_MEMORY = {"handleType": 0, "allocationType": 0, "memAttr": 1,
                   "location": {"id": 0, "type": 1}, "reserve": 0}
DIMS = {"name": "x", "dimCount": 1, "dims": [1]}
MALLOC_CONFIG = {"attrs": [], "numAttrs": 0}


def do_nothing(*_):
    return 0


# What an argument of the table stands for: the first pattern that is found in it.
SAMPLES = (
    (r"^prop", PHYSICAL_MEMORY),
    (r"^cfg:dict", MALLOC_CONFIG),
    (r"^dict\{name", DIMS),
    (r"^dict", {}),
    (r":list|^\[\[|^list|^in_descs|^in_bufs|^out_descs|^out_bufs|args_list|user_data_list", []),
    (r"^(fn|func)(\||$)", do_nothing),
    (r":tuple", ()),
    (r":str|^op_type$|^kernel_id$|^kernel_name$|^name$|^dir", "x"),
    (r"^bytes$", b"x"),
    (r"^ndarray$", bytearray(1)),
    (r"^float$", 1.0),
)
# Where a name of the table stands for something else than elsewhere, by function.
EXCEPTIONS = {
    "acl.op.create_kernel": ("x", "x", "x", 0, 0, 0, 0),
    "acl.op.set_attr_string": (0, "x", "x"),
    "acl.op.set_kernel_args": (0, "x", 0, 0, 0),
    "acl.rt.get_function_addr": (0,),
    "acl.rt.kernel_args_get_handle_mem_size": (0,),
    "acl.rt.kernel_args_get_mem_size": (0, 0),
    "acl.rt.kernel_args_init": (0,),
    "acl.rt.kernel_args_init_by_user_mem": (0, 0, 0, 0),
    "acl.rt.get_function_name": (0, 0),
    "acl.rt.launch_kernel": (0, 0, 0, 0, 0),
    "acl.rt.launch_kernel_with_config": (0, 0, 0, [], 0, 0),
    "acl.mdl.set_config_opt": (0, 0, 0),
    "acl.mdl.set_aipp_csc_params": (0,) * 17,
    "acl.mdl.set_input_dynamic_dims": (0, 0, 0, DIMS),
    "acl.rt.set_stream_attribute": (0, 0, {}),
    "acl.util.ptr_to_numpy": (0, (0,), 1),
}
# Arguments for which any object will do.
ANYTHING = {("acl.rt.launch_callback", 1), ("acl.util.start_thread", 1),
            ("acl.rt.allocator_set_obj_to_desc", 1)}


def split_at_commas(text):
    """At commas outside brackets."""
    parts, depth, current = [], 0, ""
    for letter in text:
        depth += (letter in "[{(") - (letter in "]})")
        if letter == "," and depth == 0:
            parts.append(current.strip())
            current = ""
        else:
            current += letter
    return parts + [current.strip()] if current.strip() else parts


def sample(argument):
    for pattern, value in SAMPLES:
        if re.search(pattern, argument):
            return value
    return 0


class Row:
    def __init__(self, row):
        self.name = row["function"]
        self.returns = row["returns"]
        inside = re.fullmatch(r"[^(]*\((.*)\)", row["signature"]).group(1)
        self.optional = inside.startswith("[") and inside.endswith(":str]")
        arguments = split_at_commas(inside.strip("[]") if self.optional else inside)
        self.arguments = EXCEPTIONS.get(self.name, tuple(map(sample, arguments)))

    def function(self):
        found = acl
        for part in self.name.split(".")[1:]:
            found = getattr(found, part)
        return found


def read_table():
    with open(TABLE, newline="", encoding="utf-8") as file:
        rows = [Row(row) for row in csv.DictReader(line for line in file if line[0] != "#")]
    return sorted(rows, key=lambda row: LAST.index(row.name) if row.name in LAST else -1)


def kind_of(element):
    """The Python types that an element of the table's result may have."""
    for pattern, kinds in ((r"str\|None", (str, type(None))), (r"list\|None|dict\|None", None),
                           (r"^list", (list,)), (r"^dict", (dict,)), (r"float", (float,)),
                           (r":str|^str$|_name$", (str, type(None))), (r"bytes", (bytes,)),
                           (r"ndarray", None)):
        if re.search(pattern, element):
            return kinds
    return (int,)


class FunctionTable(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rows = read_table()
        folder = tempfile.TemporaryDirectory()  # for what functions leave in the current one
        cls.addClassCleanup(folder.cleanup)
        cls.addClassCleanup(os.chdir, os.getcwd())
        os.chdir(folder.name)

    def setUp(self):
        acl.init()
        acl.rt.set_device(0)

    def check_form(self, row, answer):
        if row.returns == "None":
            return self.assertIsNone(answer)
        if not row.returns.startswith("("):
            kinds = kind_of(re.sub(r"\(.*", "", row.returns))
            return kinds is None or self.assertIsInstance(answer, kinds)
        wanted = split_at_commas(row.returns[1:-1])
        self.assertIsInstance(answer, tuple)
        self.assertEqual(len(answer), len(wanted), answer)
        for element, value in zip(wanted, answer):
            kinds = kind_of(element)
            if kinds is not None:
                self.assertIsInstance(value, kinds, element)
        return self.assertIsInstance(answer[-1], (int, bytearray))

    def test_table_covers_the_modules(self):
        self.assertGreater(len(self.rows), 380)
        self.assertEqual({row.name.split(".")[1] for row in self.rows if row.name.count(".") == 2},
                         {"rt", "mdl", "op", "util", "prof"})

    def test_every_function_answers_in_its_form(self):
        for row in self.rows:
            with self.subTest(row.name):
                acl.rt.set_device(0)
                self.check_form(row, row.function()(*row.arguments))

    def test_wrong_counts_are_type_errors(self):
        for row in self.rows:
            with self.subTest(row.name):
                with self.assertRaises(TypeError):
                    row.function()(*row.arguments, 0)
                if row.arguments and not row.optional:
                    with self.assertRaises(TypeError):
                        row.function()(*row.arguments[:-1])

    def test_wrong_types_are_type_errors(self):
        for row in self.rows:
            for position in range(len(row.arguments)):
                if (row.name, position) in ANYTHING:
                    continue
                given = list(row.arguments)
                given[position] = object()
                with self.subTest(row.name, position=position):
                    with self.assertRaises(TypeError):
                        row.function()(*given)

    def test_keywords_are_type_errors(self):
        with self.assertRaises(TypeError):
            acl.rt.set_device(device_id=0)  # pylint: disable=unexpected-keyword-arg


class Modules(unittest.TestCase):
    def test_submodules_can_be_imported(self):
        import acl.mdl  # pylint: disable=import-outside-toplevel
        import acl.rt  # pylint: disable=import-outside-toplevel
        self.assertIs(acl.rt.malloc, __import__("acl").rt.malloc)
        self.assertIs(acl.mdl, __import__("sys").modules["acl.mdl"])

    def test_there_are_no_constants(self):
        for module in (acl, acl.rt, acl.mdl, acl.op, acl.util, acl.prof):
            self.assertFalse([name for name in vars(module) if name.startswith("ACL_")])

    def test_a_refused_function_names_itself(self):
        acl.get_recent_err_msg()
        self.assertEqual(acl.rt.get_device_info(0, 1), (0, 200001))
        self.assertIn("acl.rt.get_device_info", acl.get_recent_err_msg())


if __name__ == "__main__":
    unittest.main()
