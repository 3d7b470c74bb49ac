"""A cancelled call that was told so where Python ignores what is raised.

In a finalizer, in a hook of ``os.fork`` and in a callback of the garbage collector it can't go
anywhere. The call would go on, and its worker be killed in the end.
"""

import sys
from typing import TYPE_CHECKING, Any

from snakepit._errors import Strike

if TYPE_CHECKING:
    from snakepit._engine import Engine


def install(engine: "Engine") -> None:
    """Have what was ignored raised again."""
    before = sys.unraisablehook

    def hook(unraisable: Any) -> None:
        if not (isinstance(unraisable.exc_value, Strike) and engine.strike_again()):
            before(unraisable)

    sys.unraisablehook = hook
