"""What Py4J's documentation has for calls that Java begins: an entry point in Python.

It says its port in one line, and ends with its standard input.
"""

import sys

from py4j.clientserver import ClientServer, JavaParameters, PythonParameters


class Tools:
    """Implements the interface."""

    def add(self, a: int, b: int) -> int:
        """Adds."""
        return a + b

    def echo(self, data: bytes) -> bytes:
        """Gives back what it was given."""
        return data

    class Java:
        """Names the interface, where Py4J looks for it."""

        implements = ["io.snakepit.bench.Py4jTools"]


server = ClientServer(
    java_parameters=JavaParameters(),
    python_parameters=PythonParameters(port=0, daemonize=True, daemonize_connections=True),
    python_server_entry_point=Tools(),
)
print(server.get_callback_server().get_listening_port(), flush=True)
sys.stdin.read()
