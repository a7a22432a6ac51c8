# SPDX-License-Identifier: Apache-2.0
"""Reads Perfetto traces: packets as they stand in the file, by the process that they belong to."""
from protobuf_fields import fields_of, varint

TIMESTAMPED_EVENT, TRACK_DESCRIPTOR = 11, 60


def packets_of(content):
    """The bytes of each packet, in the order of the file."""
    at = 0
    while at < len(content):
        tag, at = varint(content, at)
        if tag != 1 << 3 | 2:
            raise ValueError(f"tag {tag} at {at}: no packet of a trace")
        size, at = varint(content, at)
        yield content[at:at + size]
        at += size


class Trace:
    def __init__(self, content):
        self._parents, self._processes = {}, {}
        self.packets = []  # (track, bytes)
        for packet in packets_of(content):
            fields = dict(fields_of(packet))
            if TRACK_DESCRIPTOR in fields:
                self.packets.append((self._declare(fields[TRACK_DESCRIPTOR]), packet))
            else:
                event = dict(fields_of(fields[TIMESTAMPED_EVENT]))
                self.packets.append((event[11], packet))

    def _declare(self, descriptor):
        fields = dict(fields_of(descriptor))
        track = fields[1]
        if 3 in fields:
            self._processes[track] = dict(fields_of(fields[3]))[6].decode()
        else:
            self._parents[track] = fields[5]
        return track

    def process_of(self, track):
        while track not in self._processes:
            track = self._parents[track]
        return self._processes[track]

    def part(self, wanted):
        """The packets of the processes whose name begins with `wanted`."""
        return [packet for track, packet in self.packets
                if self.process_of(track).startswith(wanted)]
