# SPDX-License-Identifier: Apache-2.0
"""Reads the binary files of a dump: a length, that many bytes of DumpData, then the tensors."""
import struct


def _varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def _fields(data):
    """(number, value) of each field of a message: int, or bytes."""
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        value, at = _varint(data, at)
        if tag & 7 == 2:
            value, at = data[at:at + value], at + value
        elif tag & 7 != 0:
            raise ValueError(f"wire type {tag & 7}")
        yield tag >> 3, value


def _dims(message):
    dims = []
    for _, value in _fields(message):
        at = 0
        while isinstance(value, bytes) and at < len(value):
            dim, at = _varint(value, at)
            dims.append(dim)
        if isinstance(value, int):
            dims.append(value)
    return dims


class Tensor:
    def __init__(self, message, size_field):
        fields = dict(_fields(message))
        self.data_type, self.format = fields.get(1, 0), fields.get(2, 0)
        self.shape, self.size = _dims(fields.get(3, b"")), fields.get(size_field, 0)


class DumpFile:
    def __init__(self, content):
        (length,) = struct.unpack_from("<Q", content)
        fields = list(_fields(content[8:8 + length]))
        self.version = dict(fields)[1].decode()
        self.time = dict(fields)[2]
        self.op_name = dict(fields)[6].decode()
        self.outputs = [Tensor(value, 6) for number, value in fields if number == 3]
        self.inputs = [Tensor(value, 5) for number, value in fields if number == 4]
        self.data = content[8 + length:]
