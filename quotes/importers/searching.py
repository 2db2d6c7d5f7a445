"""Reading texts where there is no database: the part of a run that workers do.

Pure: what goes in and comes out can be pickled, and nothing of Django is imported, so
that a Dask worker needs this code and no settings.
"""

import ctypes
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from types import FrameType

from quotes.extraction import VERSION, Extraction, detect, extract
from quotes.importers.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Text:
    """A text to read: keys of revision and article, "fr", "en" or "und", its day."""

    revision: int
    article: int
    text: str
    language: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a text: an extraction, or what went wrong, for people.

    unclear tells that the text was to say its language, and does not.
    """

    revision: int
    extraction: Extraction | None = None
    fault: str = ""
    unclear: bool = False


class TooLong(Exception):
    """A text took longer than its limit."""


def engine_version() -> str:
    """Return the version of the engine that this process has."""
    return VERSION


def search(texts: Sequence[Text], knowledge: Knowledge, seconds: float) -> list[Read]:
    """Return what is found in each text; one that fails does not end the others.

    seconds is the limit for each text by the clock, 0 for none.
    """
    return [_search(each, knowledge, seconds) for each in texts]


def _search(text: Text, knowledge: Knowledge, seconds: float) -> Read:
    try:
        with time_limit(seconds):
            language: str | None = text.language
            if language == "und":
                language = detect(text.text)
                if language is None:
                    return Read(text.revision, unclear=True)
            known = knowledge.on(text.day, text.article)
            return Read(text.revision, extract(text.text, language, known))
    except TooLong:
        return Read(text.revision, fault=f"took longer than {seconds:g} s")
    except Exception as error:  # whatever it is, a night's run does not end at it
        return Read(text.revision, fault=f"{type(error).__name__}: {error}")


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooLong in a block that takes longer than so many seconds; 0: no limit.

    In a main thread by the system's alarm, elsewhere between two steps of the program:
    one long call of C is not cut short there.
    """
    if not seconds:
        yield
    elif threading.current_thread() is threading.main_thread():
        with _by_alarm(seconds):
            yield
    else:
        with _by_exception(seconds):
            yield


@contextmanager
def _by_alarm(seconds: float) -> Iterator[None]:
    def end(_number: int, _frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_exception(seconds: float) -> Iterator[None]:
    thread, lock, is_over = threading.get_ident(), threading.Lock(), False

    def end() -> None:
        with lock:
            if not is_over:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(
                    ctypes.c_ulong(thread), ctypes.py_object(TooLong)
                )

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            is_over = True
        timer.cancel()
