"""The floor: the least that a call can cost over a pipe with JSON on both sides."""

import json
import os

decode = json.loads
encode = json.JSONEncoder(separators=(",", ":")).encode
pending = b""
while chunk := os.read(0, 65536):
    *lines, pending = (pending + chunk).split(b"\n")
    calls = map(decode, lines)
    answers = [encode({"result": call["a"] + call["b"]}) + "\n" for call in calls]
    os.write(1, "".join(answers).encode())
