"""The floor of an echo: takes blocks of a size, and gives back each when all of it is there.

python echo_floor.py SIZE
"""

import os
import sys

block = memoryview(bytearray(int(sys.argv[1])))
while True:
    rest = block
    while rest:
        if not (count := os.readv(0, [rest])):
            sys.exit()
        rest = rest[count:]
    rest = block
    while rest:
        rest = rest[os.write(1, rest) :]
