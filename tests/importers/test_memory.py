"""A reader's memory stays as it is, whatever the size of the file."""

import json
import tracemalloc

import pytest

from quotes.importers import csvfile, fixture, ndjson, ninjs
from tests.importers.streams import made

#: What a reader may have in memory at once, in bytes: 12 MB, for files of up to 200 MB.
MOST = 12_000_000
FILLER = "Le pont des Tanneurs sera fermé lundi pour six mois. " * 190


def articles(count):
    for at in range(count):
        row = {"type": "article", "id": f"a{at}", "text": FILLER}
        yield (json.dumps(row, ensure_ascii=False) + "\n").encode()


def table(count):
    yield b"article_id,words,text\r\n"
    for at in range(count):
        yield f'a{at},lundi,"{FILLER}"\r\n'.encode()


def rows(count):
    yield b"["
    for at in range(count):
        fields = {"public_id": f"s{at}", "kind": "person", "description": FILLER}
        row = {"model": "quotes.speaker", "fields": fields | {"name": "X"}}
        yield (("," if at else "") + json.dumps(row)).encode()
    yield b"]"


def news(count):
    yield b"["
    for at in range(count):
        row = {"uri": f"urn:x:{at}", "body_html": f"<p>{FILLER}</p>"}
        yield (("," if at else "") + json.dumps(row)).encode()
    yield b"]"


@pytest.mark.parametrize(
    ("reader", "write", "count"),
    [
        (ndjson.read, articles, 20_000),  # 200 MB
        (csvfile.read, table, 2_000),
        (fixture.read, rows, 2_000),
        (ninjs.read, news, 1_000),
    ],
    ids=["ndjson", "csv", "fixture", "ninjs"],
)
def test_memory_stays_flat(reader, write, count):
    stream = made(write(count))
    tracemalloc.start()
    try:
        found = sum(1 for item in reader(stream, "file") if not item.is_refused)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert found == count
    assert stream.raw.size > count * 9_000
    assert most < MOST
