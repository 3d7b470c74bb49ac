"""What all services need: handlers by name, made of descriptors."""

from collections.abc import Callable
from typing import Any

import grpc

from snakepit_grpc._messages import message, pool


def handlers(service: str, behaviors: dict[str, Callable[..., Any]]) -> Any:
    """Make the handlers of a service whose methods have the given behaviors."""
    return grpc.method_handlers_generic_handler(
        service, {name: _handler(service, name, behavior) for name, behavior in behaviors.items()}
    )


def _handler(service: str, name: str, behavior: Callable[..., Any]) -> Any:
    method = pool.FindServiceByName(service).FindMethodByName(name)
    if method.client_streaming:
        make = grpc.stream_stream_rpc_method_handler
    elif method.server_streaming:
        make = grpc.unary_stream_rpc_method_handler
    else:
        make = grpc.unary_unary_rpc_method_handler
    return make(
        behavior,
        message(method.input_type.full_name).FromString,
        message(method.output_type.full_name).SerializeToString,
    )
