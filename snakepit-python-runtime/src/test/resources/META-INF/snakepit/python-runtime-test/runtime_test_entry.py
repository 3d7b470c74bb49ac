"""A worker side that says how it was started."""

import os

import snakepit  # noqa: F401 - that it can be imported is the point


def main(arguments):
    """Print the arguments and what the environment holds."""
    variable = os.environ.get
    print(
        "entry",
        list(arguments),
        "threads=" + variable("OMP_NUM_THREADS", ""),
        "utf8=" + variable("PYTHONUTF8", ""),
        "inspect=" + str(variable("PYTHONINSPECT")),
    )
