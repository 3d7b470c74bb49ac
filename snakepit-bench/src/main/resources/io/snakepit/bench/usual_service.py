"""What one would write to have Python called by gRPC: a service of unary calls.

python usual_service.py SOCKET DESCRIPTORS
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

SERVICE = "snakepit.bench.v1.Usual"

files = descriptor_pb2.FileDescriptorSet.FromString(Path(sys.argv[2]).read_bytes())
pool = descriptor_pool.DescriptorPool()
for file in files.file:
    pool.Add(file)


def message(name: str) -> Any:
    """Gives the class that a generated module would have."""
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(f"snakepit.bench.v1.{name}"))


Numbers, Number, Block = message("Numbers"), message("Number"), message("Block")


def add(request: Any, context: Any) -> Any:
    """Adds."""
    return Number(value=request.a + request.b)


def count(request: Any, context: Any) -> Iterator[Any]:
    """Counts from 0."""
    for number in range(request.value):
        yield Number(value=number)


def echo(request: Any, context: Any) -> Any:
    """Sends back what comes."""
    return Block(data=request.data)


server = grpc.server(
    ThreadPoolExecutor(8),
    handlers=[
        grpc.method_handlers_generic_handler(
            SERVICE,
            {
                "Add": grpc.unary_unary_rpc_method_handler(
                    add, Numbers.FromString, Number.SerializeToString
                ),
                "Count": grpc.unary_stream_rpc_method_handler(
                    count, Number.FromString, Number.SerializeToString
                ),
                "Echo": grpc.unary_unary_rpc_method_handler(
                    echo, Block.FromString, Block.SerializeToString
                ),
            },
        )
    ],
    options=[("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)],
)
server.add_insecure_port(f"unix:{sys.argv[1]}")
server.start()
print("listens", flush=True)
sys.stdin.read()
