"""Something that takes long to load: says where and when it was loaded."""

import os
import sys

PID = os.getpid()
print(f"loading heavy_model in {PID}", file=sys.stderr)
