# SPDX-License-Identifier: Apache-2.0
"""Reads the binary files of a dump: a length, that many bytes of DumpData, then the tensors."""
import struct

from protobuf_fields import fields_of, varint


def _dims(message):
    dims = []
    for _, value in fields_of(message):
        at = 0
        while isinstance(value, bytes) and at < len(value):
            dim, at = varint(value, at)
            dims.append(dim)
        if isinstance(value, int):
            dims.append(value)
    return dims


class Tensor:
    def __init__(self, message, size_field):
        fields = dict(fields_of(message))
        self.data_type, self.format = fields.get(1, 0), fields.get(2, 0)
        self.shape, self.size = _dims(fields.get(3, b"")), fields.get(size_field, 0)


class DumpFile:
    def __init__(self, content):
        (length,) = struct.unpack_from("<Q", content)
        fields = list(fields_of(content[8:8 + length]))
        self.version = dict(fields)[1].decode()
        self.time = dict(fields)[2]
        self.op_name = dict(fields)[6].decode()
        self.outputs = [Tensor(value, 6) for number, value in fields if number == 3]
        self.inputs = [Tensor(value, 5) for number, value in fields if number == 4]
        self.data = content[8 + length:]
