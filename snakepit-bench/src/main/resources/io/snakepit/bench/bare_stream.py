"""The floor of gRPC: one stream in each direction, and nothing in a message but what is needed.

python bare_stream.py SOCKET
"""

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc

decode = json.loads
encode = json.JSONEncoder(separators=(",", ":")).encode


def calls(requests: Iterator[bytes], context: Any) -> Iterator[bytes]:
    """Answers each call with one message."""
    for request in requests:
        call = decode(request)
        yield encode({"result": call["a"] + call["b"]}).encode()


def chunks(requests: Iterator[bytes], context: Any) -> Iterator[bytes]:
    """Counts from 0 as often as it is asked to."""
    for request in requests:
        for number in range(int(request)):
            yield b"%d" % number


def echo(requests: Iterator[bytes], context: Any) -> Iterator[bytes]:
    """Sends back what comes."""
    yield from requests


methods = {method.__name__: method for method in (calls, chunks, echo)}
server = grpc.server(
    ThreadPoolExecutor(4),
    handlers=[
        grpc.method_handlers_generic_handler(
            "Bare",
            {name: grpc.stream_stream_rpc_method_handler(one) for name, one in methods.items()},
        )
    ],
    options=[("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)],
)
server.add_insecure_port(f"unix:{sys.argv[1]}")
server.start()
print("listens", flush=True)
sys.stdin.read()
