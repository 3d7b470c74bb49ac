"""The floor of a start with NumPy: imports it, and answers one line."""

import os

import numpy

os.read(0, 65536)
os.write(1, f'{{"result":{int(numpy.int64(2) + 3)}}}\n'.encode())
os.read(0, 1)
