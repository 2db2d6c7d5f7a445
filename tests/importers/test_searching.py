"""Texts are read without Django and without a database, each within its limit."""

import pickle
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from quotes.importers import searching
from quotes.importers.knowledge import Knowledge
from quotes.importers.searching import Text, TooLong, search, time_limit
from tests.importers.pieces import ENGLISH, FRENCH

ROOT = Path(__file__).parents[2]
DAY = date(2024, 11, 12)


def text(words=FRENCH, language="fr", revision=1):
    return Text(revision, 7, words, language, DAY)


def test_a_worker_needs_no_django():
    code = "import sys; sys.modules['django'] = None; import quotes.importers.searching"

    done = subprocess.run(  # noqa: S603 - our own line
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True
    )

    assert done.stderr == ""


def test_what_is_found_names_whom_the_newsroom_knows():
    knowledge = Knowledge()
    knowledge.add_speaker(3, "00000000000a", "Hélène Sorel", None)
    knowledge = pickle.loads(pickle.dumps(knowledge))  # noqa: S301 - our own

    [read] = pickle.loads(pickle.dumps(search([text()], knowledge, 60)))  # noqa: S301

    keys = [each.speaker.key for each in read.extraction.statements]
    assert (read.revision, read.fault) == (1, "")
    assert "00000000000a" in keys


def test_the_language_is_found_out_where_it_is_not_said():
    texts = [text(ENGLISH, "und", 1), text("12 34.\n", "und", 2)]

    english, unclear = search(texts, Knowledge(), 60)

    assert english.extraction.language == "en"
    assert (unclear.extraction, unclear.unclear) == (None, True)


def test_a_fault_of_the_engine_is_one_text_s(monkeypatch):
    extract = searching.extract

    def faulty(words, *given):
        if words == ENGLISH:
            raise IndexError("no such item")
        return extract(words, *given)

    monkeypatch.setattr(searching, "extract", faulty)
    reads = search(
        [text(revision=1), text(ENGLISH, "en", 2), text(revision=3)], Knowledge(), 60
    )

    assert [read.fault for read in reads] == ["", "IndexError: no such item", ""]


def work(seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass


def test_a_limit_cuts_short_in_the_main_thread():
    with pytest.raises(TooLong), time_limit(0.05):
        work(30)
    with time_limit(0.05):
        pass
    work(0.1)  # nothing comes of a limit that was kept


def test_a_limit_cuts_short_in_another_thread():
    got = []

    def run():
        try:
            with time_limit(0.05):
                work(30)
        except TooLong:
            got.append("too long")
        with time_limit(0.05):
            pass
        work(0.1)
        got.append("in time")

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=60)

    assert got == ["too long", "in time"]
