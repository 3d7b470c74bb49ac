"""Several threads wait; one of them reads for all."""

import threading
from queue import Queue

from snakepit._pump import Pump


def test_each_waiting_thread_gets_what_it_waits_for() -> None:
    arriving: Queue[int] = Queue()
    arrived: set[int] = set()
    reading = threading.Semaphore(1)
    pump: Pump

    def receive(wait: bool) -> bool:
        assert reading.acquire(blocking=False), "two threads read at once"
        try:
            arrived.add(arriving.get())
        finally:
            reading.release()
        return True

    pump = Pump(receive)
    for _ in range(50):
        arrived.clear()
        waiters = [
            threading.Thread(target=pump.until, args=(lambda one=number: one in arrived,))
            for number in range(8)
        ]
        for waiter in waiters:
            waiter.start()
        for number in (3, 7, 0, 1, 6, 2, 5, 4):
            arriving.put(number)
        for waiter in waiters:
            waiter.join(30)
            assert not waiter.is_alive(), "it wasn't woken"


def test_draining_takes_all_there_is_and_waits_for_nothing() -> None:
    left = [True, True]
    waited = []

    def receive(wait: bool) -> bool:
        waited.append(wait)
        return bool(left) and left.pop()

    assert Pump(receive).drain()
    assert waited == [False] * 3


def test_draining_is_left_to_a_thread_that_reads_anyway() -> None:
    begun, proceed = threading.Event(), threading.Event()
    done: list[bool] = []

    def receive(wait: bool) -> bool:
        begun.set()
        assert proceed.wait(30)
        done.append(True)
        return True

    pump = Pump(receive)
    reader = threading.Thread(target=pump.until, args=(lambda: done,))
    reader.start()
    assert begun.wait(30)
    assert not pump.drain()
    proceed.set()
    reader.join(30)
    assert not reader.is_alive()
