"""Compile to machine code the modules that the packages of a folder name in their native.txt.

The argument is the folder. What is compiled lies beside the sources, which Python imports where
it can't load that.
"""

import os
import shutil
import sys

# Read from standard input: without this a file of the current folder could stand in for a module
# of the library.
sys.path[:] = [entry for entry in sys.path if entry]
os.chdir(sys.argv[1])
modules = []
for package in sorted(os.listdir()):
    names = os.path.join(package, "native.txt")
    if os.path.exists(names):
        with open(names, encoding="utf-8") as lines:
            for line in lines:
                name = line.partition("#")[0].strip()
                if name:
                    modules.append(os.path.join(package, name + ".py"))

from setuptools import setup  # before mypyc, which would find the library's older one

from mypyc.build import mypycify

sys.argv[1:] = ["-q", "build_ext", "--inplace"]
options = ["--config-file=", "--cache-dir=" + os.devnull, "--ignore-missing-imports"]
extensions = mypycify(
    options + modules, opt_level="3", debug_level="0", group_name="snakepit"
)
setup(name="snakepit-native", ext_modules=extensions)
shutil.rmtree("build")
# The folder gets its name next, and with it is taken for complete: after a power cut, too, which
# would leave files that were written just before it empty.
for place, _, names in os.walk(os.curdir):
    for name in names:
        with open(os.path.join(place, name), "rb+") as file:
            os.fsync(file.fileno())
