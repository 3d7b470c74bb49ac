"""The standard reflection service, so that any gRPC tool can look at a worker."""

from collections.abc import Iterable, Iterator
from typing import Any

import grpc

from snakepit_grpc._messages import files, message, pool
from snakepit_grpc._services import handlers

VERSIONS = ("grpc.reflection.v1", "grpc.reflection.v1alpha")


def reflection_handlers() -> "list[Any]":
    """Make the handlers of both versions, which differ in nothing but the package."""
    return [
        handlers(f"{package}.ServerReflection", {"ServerReflectionInfo": _Reflection(package)})
        for package in VERSIONS
    ]


class _Reflection:
    """Answers the questions of one stream after the other."""

    def __init__(self, package: str) -> None:
        self._response = message(f"{package}.ServerReflectionResponse")

    def __call__(self, requests: Iterable[Any], context: Any) -> Iterator[Any]:
        for request in requests:
            response = self._response(valid_host=request.host, original_request=request)
            try:
                self._answer(request, response)
            except KeyError as missing:
                response.error_response.error_code = grpc.StatusCode.NOT_FOUND.value[0]
                response.error_response.error_message = str(missing.args[0])
            yield response

    def _answer(self, request: Any, response: Any) -> None:
        kind = request.WhichOneof("message_request")
        if kind == "list_services":
            for file in files.file:
                for service in file.service:
                    name = f"{file.package}.{service.name}"
                    response.list_services_response.service.add(name=name)
        elif kind == "file_by_filename":
            _add_file(response, pool.FindFileByName(request.file_by_filename))
        elif kind == "file_containing_symbol":
            _add_file(response, pool.FindFileContainingSymbol(request.file_containing_symbol))
        else:
            raise KeyError("there are no extensions here")


def _add_file(response: Any, file: Any) -> None:
    response.file_descriptor_response.file_descriptor_proto.append(file.serialized_pb)
