"""The messages, from the descriptors that the build wrote.

Not from generated modules: those refuse runtimes of protobuf that are older than their generator.
"""

from pathlib import Path
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

WORKER = "snakepit.v1.Worker"

files = descriptor_pb2.FileDescriptorSet.FromString(
    Path(__file__).with_name("protocol.binpb").read_bytes()
)

pool = descriptor_pool.DescriptorPool()
"""Of our own, beside that of user code, which may load the standard services, too."""

for _file in files.file:
    pool.AddSerializedFile(_file.SerializeToString())


def message(name: str) -> Any:
    """Give the class of a message, by its full name."""
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(name))


ToWorker = message("snakepit.v1.ToWorker")
ToJvm = message("snakepit.v1.ToJvm")
