"""What is known of records is the same, whichever process looks at them."""

import json
import multiprocessing
import os
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from quotes.exports.editorial import editorial_records
from quotes.importers.items import Fault, Item
from quotes.importers.storing import preparing
from quotes.importers.storing.preparing import Known, prepared
from tests.factories import make_verified_quote
from tests.importers.storing.taking import piece, promise

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[3]


class Deadly(str):
    """Ends the process that it is sent to."""

    def __reduce__(self):
        return os._exit, (1,)


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Have small files prepared by processes, too."""
    monkeypatch.setattr(preparing, "_ALONE", 1)
    monkeypatch.setattr(preparing, "_CHUNK", 2)


def item(number, record, place="line {}"):
    raw = json.dumps(record).encode()
    return Item(place.format(number), json.loads(raw), raw=raw)


def some_items():
    """Return whole, wrong, refused and made-up records, as a reader yields them."""
    make_verified_quote()
    make_verified_quote()
    whole = [json.loads(line) for line in map(json.dumps, editorial_records())]
    articles = [record for record in whole if record["type"] == "article"]
    forged = json.loads(json.dumps(articles[0]))
    forged["quotes"][0]["reviews"][0]["reason"] = "Jamais écrite."
    items = [item(number, record) for number, record in enumerate(whole)]
    items.append(item(100, forged))
    items.append(item(101, piece(promise(), promise(kind="bogus"))))
    fault = Fault("line 102", "", "This is no JSON.", "Mend it.")
    items.append(Item("line 102", None, [fault], b"{"))
    # A row of the public dump: its piece has another shape than its record.
    items.append(
        Item("line 103", piece(promise()), raw=b'{"id": "x", "a": {"type": 1}}')
    )
    return items


def told(items, workers, **options):
    with closing(prepared(items, workers, **options)) as found:
        return [(each.place, known) for each, known in found]


@pytest.mark.parametrize("is_json", [True, False])
def test_a_process_beside_says_what_this_one_says(is_json, monkeypatch):
    items = some_items()
    alone = told(items, 0)
    here = []
    known_of = preparing.known_of
    monkeypatch.setattr(
        preparing, "known_of", lambda item: here.append(item.place) or known_of(item)
    )

    assert told(items, 1, is_json=is_json) == alone
    # The first two, and what stands for no record of its own.
    assert here == ["line 0", "line 1", *(["line 103"] if is_json else [])]
    known = dict(alone)
    assert known["line 100"].wrong[0]
    assert [fault.field for fault in known["line 101"].shape] == ["quotes[1].kind"]
    assert known["line 102"] == Known()
    derived = [each for _place, row in alone for each in row.derived.values()]
    assert {bool(each.terms and each.publications) for each in derived} == {True}


def test_what_a_dead_process_owes_is_looked_at_here():
    items = some_items()
    places = [each.place for each in items]
    items[3].place = Deadly(items[3].place)

    found = told(items, 1, is_json=True)

    assert [place for place, _known in found] == places
    assert [known for _place, known in found] == [
        known for _place, known in told(items, 0)
    ]


def test_processes_end_with_whoever_asked():
    items = some_items()

    with closing(prepared(items, 1)) as found:
        for _number in range(3):
            next(found)
        assert multiprocessing.active_children()

    assert not multiprocessing.active_children()


#: Prepares without an end, and says so once a process beside it has answered.
_ENDLESS = """
import itertools, sys
import django
django.setup()
from quotes.importers.items import Item
from quotes.importers.storing import preparing
preparing._ALONE, preparing._CHUNK = 1, 2
endless = (Item(f"line {n}", {"type": "speaker", "name": "A"}) for n in itertools.count())
for number, _known in enumerate(preparing.prepared(endless, 1)):
    if number == 50:
        import multiprocessing
        print(multiprocessing.active_children()[0].pid, flush=True)
        sys.stdin.read()
"""


def test_processes_end_with_one_that_is_killed():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    with subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", _ENDLESS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=environment,
    ) as main:
        beside = int(main.stdout.readline())
        main.kill()
        # Its standard output is that of the killed one, and ends with it.
        assert main.stdout.read() == b""

    until = time.monotonic() + 20
    while is_there(beside) and time.monotonic() < until:
        time.sleep(0.1)
    assert not is_there(beside)


def is_there(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
