"""Sends what becomes of calls, so that each has exactly one outcome, whatever it is made of."""

from collections.abc import Callable
from typing import Any, Final

from snakepit import _current, _failures, _process
from snakepit._call import Call
from snakepit._payload import Codec, Payload, ValueRefused
from snakepit._wire import FrameTooLarge, Wire

_MAX_DETAIL: Final = 1000


class Outcomes:
    """Encodes results and failures and queues them on the wire."""

    def __init__(self, wire: Wire, codec: Codec, limit: int, flush: Callable[[], None]) -> None:
        self._wire = wire
        self._flush = flush
        self._codec = codec
        # Escaped, a character takes up to six bytes; message and traceback must fit together.
        self.text_bound = min(65_536, limit // 16)

    def result(self, call: Call, value: Any, settled: bool) -> None:
        """End a call with its result, or with the failure to send it."""
        failure = self._try_item(call, value, True, settled)
        if failure is not None:
            self.failure(call, failure, settled)

    def item(self, call: Call, value: Any) -> _failures.Failure | None:
        """Send one item of a stream at once, or say why it can't be sent."""
        failure = self._try_item(call, value, False, False)
        self._flush()
        return failure

    def _try_item(
        self, call: Call, value: Any, last: bool, settled: bool
    ) -> _failures.Failure | None:
        try:
            payload = self._codec.encode(value)
            if _current.forked:  # by a property or method of the value
                _process.leave_child(None)
            if settled:
                call.sealed = True  # as ``seal`` does, without the price of calling it
                if call.sending is not None:
                    call.seal()
            self._wire.item(call.id, payload, last, settled)
            call.told = last
        except ValueRefused as refused:
            return _failures.unrepresentable(refused, "result")
        except FrameTooLarge as large:
            return _failures.too_large(large)
        except BaseException as error:  # a property or method of the value, which is user code
            if _current.forked:
                _process.leave_child(error)
            return _failures.raised(error, self.text_bound)
        return None

    def end(self, call: Call, settled: bool) -> None:
        """End a stream."""
        if settled:
            call.seal()
        self._wire.end(call.id, settled)
        call.told = True

    def failure(
        self, call: Call, failure: _failures.Failure, settled: bool = True, withdrawn: bool = False
    ) -> None:
        """End a call with an error; one that has yet to settle is told at once."""
        payload = self._encode(failure)
        if settled:
            call.seal()
        self._wire.failure(call.id, payload, settled, withdrawn)
        call.told = True
        if not settled:
            self._flush()

    def raised(self, call: Call, error: BaseException, settled: bool) -> None:
        """End a call with what its code raised."""
        if call.cancelled and _failures.is_cancellation(error):
            failure = _failures.cancelled(error, self.text_bound)
        else:
            failure = _failures.raised(error, self.text_bound)
        self.failure(call, failure, settled)

    def settled(self, call: Call) -> None:
        """Say that none of the code of a call that has its outcome runs any more."""
        call.seal()
        self._wire.settled(call.id)

    def withdraw(self, call: Call) -> None:
        """End a call whose tool hasn't begun."""
        self.failure(call, _failures.cancelled(), withdrawn=not call.announced)

    def text(self, text: str, bound: int | None = None) -> str:
        """Cut a text to what can always be sent, and escape what can't."""
        text = str(text)[: self.text_bound if bound is None else bound]
        return text.encode("utf-8", "backslashreplace").decode()

    def _encode(self, failure: _failures.Failure) -> Payload:
        # Names and values that the caller sent may be in it, of any size and content.
        for key, value in failure.items():
            if isinstance(value, str):
                bound = None if key in ("message", "traceback") else _MAX_DETAIL
                failure[key] = self.text(value, bound)
        return self._codec.encode(failure)
