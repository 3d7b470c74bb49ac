"""The floor of streams: for each line "N SIZE", N blocks of that size, without anything else."""

import os

pending = b""
while chunk := os.read(0, 65536):
    *lines, pending = (pending + chunk).split(b"\n")
    for line in lines:
        count, size = map(int, line.split())
        block = bytes(size)
        for _ in range(count):
            rest = memoryview(block)
            while rest:
                rest = rest[os.write(1, rest) :]
