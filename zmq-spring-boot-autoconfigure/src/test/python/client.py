"""Sends requests of all kinds and compares the replies of an echo server.

Arguments: REQ or DEALER, the address to connect to or "-" to bind and print
one, and the texts of the frames that a DEALER puts in front of the payload.
"""
import os
import sys

import zmq

kind, address, *envelope = sys.argv[1:]
socket = zmq.Context().socket(getattr(zmq, kind))
socket.linger = 0
if address == "-":
    socket.bind("tcp://127.0.0.1:*")
    print(socket.last_endpoint.decode())
else:
    socket.connect(address)

head = [frame.encode() for frame in envelope]
payloads = [[os.urandom(size)] for size in (1, 255, 256, 8192, 100_000, 1 << 20, 10_000_000)]
payloads += [["größer ☃ 𝄞".encode()], [b"a", b"b"]]
if head or kind == "REQ":
    payloads += [[b""], [b"a", b"", b"b"], [b"", b"", b""], [b"", b"x"], [b"x", b""]]
for payload in payloads:
    socket.send_multipart(head + payload)
    reply = socket.recv_multipart()
    assert reply == head + payload, (reply[:10], payload[:10])
print("same")
