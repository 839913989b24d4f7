"""Time limit of work in a thread: what takes too long is stopped, and its thread is free again."""

import ctypes
from collections.abc import Callable
from threading import Lock, Timer, get_ident
from typing import TypeVar

from hustings import current_dataset

T = TypeVar("T")

#: seconds that work on one answer may take: many times what any needs on a machine that is not busy
LONGEST = 120


class TooLong(Exception):
    """Work took more than the seconds that it may take, and was stopped."""

    def __init__(self, seconds: float):
        super().__init__(
            f"This took more than {seconds:g} seconds and was stopped. "
            "Ask for less: fewer groups or axes, or a shorter time."
        )


class _Stopped(BaseException):
    """Raised in a thread whose time is up; what handles errors of the work lets it pass."""


def within(seconds: float, work: Callable[..., T], *arguments: object) -> T:
    """The result of a function that is called in this thread, and stopped when its time is up.

    A question to the engine is cancelled; other work ends at its next step in Python. What it has
    locked or opened is let go as with any exception.

    Raises
    ------
    TooLong
    """
    thread, lock, running, over = get_ident(), Lock(), True, False

    def stop() -> None:
        nonlocal over
        with lock:
            if not running:
                return
            over = True
            # the one way that Python has to end a thread's work from another thread
            ctypes.pythonapi.PyThreadState_SetAsyncExc(
                ctypes.c_ulong(thread), ctypes.py_object(_Stopped)
            )
            current_dataset.cancel(thread)

    timer = Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        try:
            return work(*arguments)
        finally:
            timer.cancel()
            with lock:
                # from here on nothing stops this thread
                running = False
    except BaseException as error:
        if over:
            raise TooLong(seconds) from error
        raise
