# SPDX-License-Identifier: Apache-2.0
"""The wire format of protobuf messages, as far as our files use it."""
import struct

VARINT, FIXED64, BYTES = 0, 1, 2


def varint(data, at):
    """(value, where it ends)."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def fields_of(data):
    """(number, value) of each field of a message: int, or bytes."""
    at = 0
    while at < len(data):
        tag, at = varint(data, at)
        if tag & 7 == FIXED64:
            (value,), at = struct.unpack_from("<Q", data, at), at + 8
        elif tag & 7 in (VARINT, BYTES):
            value, at = varint(data, at)
            if tag & 7 == BYTES:
                value, at = data[at:at + value], at + value
        else:
            raise ValueError(f"wire type {tag & 7}")
        yield tag >> 3, value
