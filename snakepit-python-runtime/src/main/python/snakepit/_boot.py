"""Starts a worker: ``python <folder>/snakepit/_boot.py PATHS ENTRY [arguments…]``.

PATHS are the folders to import from, joined like those of ``PYTHONPATH``; ENTRY is the module whose
``main(arguments)`` makes this process a worker on its wire.
"""

import sys


def main() -> None:
    """Put the folders on the path and hand over."""
    if len(sys.argv) < 3:
        sys.exit("snakepit: usage: python _boot.py PATHS ENTRY [arguments...]")
    folders = sys.argv[1].split(":" if sys.platform != "win32" else ";")
    # Python has put the folder of this file first, where it would shadow other modules.
    here = __file__.replace("\\", "/").rpartition("/")[0]
    if sys.path and sys.path[0].replace("\\", "/") == here:
        del sys.path[0]
    sys.path[:0] = [folder for folder in folders if folder]
    entry = sys.argv[2]
    try:
        start = __import__(entry, fromlist=["main"]).main
    except (ImportError, AttributeError) as error:
        sys.exit(f"snakepit: the worker's entry {entry!r} can't be loaded: {error}")
    start(sys.argv[3:])


# multiprocessing imports this file anew in the processes that it spawns.
if __name__ == "__main__":
    main()
