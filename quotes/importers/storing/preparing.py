"""What of an import needs no database, done in processes beside the one that writes.

Shapes are checked, histories proven and search terms made while the writer waits for
the database. What a process says of an item travels back; the item itself does not.
"""

import multiprocessing
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from types import SimpleNamespace

import orjson

from quotes.importers.checking import faults_of
from quotes.importers.followers import follow_with_django
from quotes.importers.items import Item
from quotes.importers.storing.derived import derived_of
from quotes.importers.storing.proofs import faults_of as unproven
from quotes.texts import TextError, normalize, sha256

#: So many quotes go to a process at once.
_CHUNK = 100
#: So many such pieces wait for a process, or for the writer, whose batches are larger.
_WAITING = 2
#: Items that are looked at here first: a small file is done before a process has begun.
_ALONE = 300


@dataclass(slots=True)
class Known:
    """What is known of an item's record before the database is asked.

    shape holds its Faults; wrong what each full quote fails to prove, by number in the
    article, as proofs.faults_of() has it; derived the Derived of those that do. A quote
    that is in neither has still to be looked at.
    """

    shape: list = field(default_factory=list)
    wrong: dict = field(default_factory=dict)
    derived: dict = field(default_factory=dict)


def known_of(item: Item) -> Known:
    """Return the Known of an item that a reader gave."""
    found = Known()
    if item.record is None or item.is_refused:
        return found
    found.shape = faults_of(item)
    record = item.record
    if record.get("type") != "article" or not record.get("id"):
        return found
    refused = {each.field.partition("]")[0] for each in found.shape}
    article = _article_of(record) if "quotes" in record else None
    if article is None:
        return found
    for number, quote in enumerate(record["quotes"]):
        if f"quotes[{number}" in refused or "reviews" not in quote:
            continue
        quote = {"language": record.get("language"), **quote}
        found.wrong[number] = unproven(quote, article)
        if not found.wrong[number]:
            found.derived[number] = derived_of(quote)
    return found


def _article_of(record):
    """Return what proofs read of an article, from its record alone; None without texts."""
    revisions = record.get("revisions")
    if not isinstance(revisions, list) or not isinstance(record["quotes"], list):
        return None
    article = SimpleNamespace(public_id=record["id"], texts={}, digests={})
    for row in revisions:
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            return None
        try:
            text = normalize(row["text"])
        except TextError:
            return None
        article.texts[row.get("number")] = text
        article.digests[row.get("number")] = sha256(text)
    return article


def prepared(items, workers, *, is_json=False):
    """Yield (item, its Known) in order; workers is how many processes help, 0 for none.

    is_json: the piece of an item is its record as JSON, which goes to a process faster
    than the record. Closing the generator ends the processes.
    """
    items = iter(items)
    for _number, item in zip(range(_ALONE if workers else 0), items, strict=False):
        yield item, known_of(item)
    if not workers:
        yield from ((item, known_of(item)) for item in items)
        return
    first = next(items, None)
    if first is None:
        return
    yield first, known_of(first)
    # Not forked: a child would share the connection of the transaction.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(
        workers, mp_context=context, initializer=follow_with_django
    )
    waiting = deque()
    try:
        for chunk in _chunks(items):
            pieces = [_piece_of(item, is_json) for item in chunk]
            waiting.append((chunk, _given_to(pool, pieces)))
            if len(waiting) > max(_WAITING, 2 * workers):
                yield from _answered(*waiting.popleft())
        while waiting:
            yield from _answered(*waiting.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _piece_of(item, is_json):
    """Return what a process needs of an item, in the form that travels fastest."""
    if item.is_refused:
        return Item(item.place)
    # A record without a type in its piece was made of it: of a row of the dump.
    is_whole = is_json and item.raw is not None and b'"type"' in item.raw
    return item.place, item.raw if is_whole else item.record


def _known_of_all(pieces):
    return [_known_of_piece(piece) for piece in pieces]


def _known_of_piece(piece):
    if type(piece) is Item:
        return known_of(piece)
    place, record = piece
    if type(record) is bytes:
        record = orjson.loads(record)
        if "type" not in record:
            return None
    return known_of(Item(place, record))


def _given_to(pool, pieces):
    """Return the future of what a process is asked; None where the processes died."""
    try:
        return pool.submit(_known_of_all, pieces)
    except BrokenProcessPool:
        return None


def _answered(chunk, future):
    """Yield (item, Known) of a chunk; what was not answered is looked at here.

    A process that is killed, for want of memory perhaps, costs time and no import.
    """
    try:
        found = future.result() if future else [None] * len(chunk)
    except BrokenProcessPool:
        found = [None] * len(chunk)
    for item, known in zip(chunk, found, strict=True):
        yield item, known or known_of(item)


def _chunks(items):
    chunk, size = [], 0
    for item in items:
        chunk.append(item)
        found = (item.record or {}).get("quotes")
        size += len(found) if isinstance(found, list) else 1
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
