"""What the compiler must know of the modules that ``native.txt`` names. Python needn't."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_extensions import mypyc_attr
else:

    def mypyc_attr(**_attributes):
        """Leave a class as it is."""
        return lambda kind: kind


__all__ = ["mypyc_attr"]
