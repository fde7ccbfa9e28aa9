"""Sends every message that comes in on its first socket out on its last one.

Each argument is one socket: TYPE, which binds it to a free port and prints the
address, or TYPE=address, which connects it. A SUB subscribes to all, a DEALER
has the routing id "mirror".
"""
import sys

import zmq

context = zmq.Context()


def open_socket(argument):
    name, _, address = argument.partition("=")
    socket = context.socket(getattr(zmq, name))
    socket.linger = 0
    if name == "DEALER":
        socket.routing_id = b"mirror"
    if name == "SUB":
        socket.subscribe(b"")
    if address:
        socket.connect(address)
    else:
        socket.bind("tcp://127.0.0.1:*")
        print(socket.last_endpoint.decode())
    return socket


sockets = [open_socket(argument) for argument in sys.argv[1:]]
print("ready")
while True:
    sockets[-1].send_multipart(sockets[0].recv_multipart())
