"""A plain text article: one file, one article, what it says of itself taken from it."""

from collections.abc import Iterator
from typing import BinaryIO

from quotes.importers.dumped import present
from quotes.importers.items import Fault, Item
from quotes.importers.replaying import read_up_to
from quotes.importers.text import MOST_BYTES, decode
from quotes.importers.text import read as read_text
from quotes.texts import TextError


def read(stream: BinaryIO, name: str) -> Iterator[Item]:
    """Yield the one article of a file in UTF-8; a file of more than 5 MB is refused."""
    data = read_up_to(stream, MOST_BYTES + 1)
    try:
        found = read_text(decode(data))
    except TextError as error:
        fault = Fault("file", "text", error.sentence, "", error.params)
        yield Item("file", None, [fault], data if len(data) <= MOST_BYTES else None)
        return
    day = found.published_on
    record = {
        "type": "article",
        "text": found.text,
        "language": found.language,
        "headline": found.headline,
        "byline": found.byline,
        "publisher": found.publisher,
        "dateline": found.dateline,
        "published_printed": found.published_printed,
        "updated_printed": found.updated_printed,
        "published_on": day and day.isoformat(),
        "published_on_known": day and "printed",
        "release": "draft",
    }
    yield Item("file", present(record), [], data)
