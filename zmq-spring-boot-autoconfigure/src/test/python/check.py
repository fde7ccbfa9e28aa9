"""Checks numbered messages: frames are whole, and each sender's are in order.

Connects a PULL to the first argument, and expects as many senders with as many
messages each as the next two arguments say.
"""
import struct
import sys
import zlib

import zmq

address, senders, each = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
socket = zmq.Context().socket(zmq.PULL)
socket.connect(address)
expected = [0] * senders
for _ in range(senders * each):
    *frames, checksum = socket.recv_multipart()
    crc = 0
    for frame in frames:
        crc = zlib.crc32(frame, crc)
    assert struct.pack(">Q", crc) == checksum, (frames, checksum)
    sender, number = struct.unpack(">ii", frames[0])
    assert number == expected[sender], (sender, number, expected[sender])
    expected[sender] += 1
assert expected == [each] * senders
print("all")
