"""The formats that can be imported: how each is told, and how a file is opened.

with open_file(path) as stream:
    head, stream = replay(stream)
    form = format_for(path, head)
    for item in items_of(stream, path, form.read):
        ...
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from quotes.importers import (
    annotations,
    citron,
    csvfile,
    fixture,
    html,
    ndjson,
    newsml,
    ninjs,
    plaintext,
    schema_org,
    sniffing,
)
from quotes.importers.compressed import CUT_OFF, unpacked
from quotes.importers.items import Fault, Item, Reader
from quotes.importers.replaying import CutOff, replay
from quotes.texts import TextError, gettext_noop

STDIN = "-"
#: Endings of packed files, looked through for the one of the format.
PACKED = (".gz", ".zst", ".zstd")


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name for --format, endings and media types of its files, its reader.

    tells says whether the first 64 kB of a file, as text, are of it: sniffing asks the
    formats in the order of FORMATS, the particular before the general.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    media_types: tuple[str, ...]
    tells: Callable[[str], bool]
    read: Reader


FORMATS = (
    Format(
        "ndjson",
        gettext_noop("NDJSON of this software, or of its public dump"),
        (".ndjson", ".jsonl"),
        ("application/x-ndjson", "application/jsonl"),
        sniffing.is_ndjson,
        ndjson.read,
    ),
    Format(
        "fixture",
        gettext_noop("Django fixture with natural keys"),
        (".json", ".jsonl"),
        ("application/json",),
        sniffing.has("model", "fields"),
        fixture.read,
    ),
    Format(
        "annotations",
        gettext_noop("W3C Web Annotations"),
        (".jsonld", ".json"),
        ("application/ld+json", "application/json"),
        sniffing.is_annotation,
        annotations.read,
    ),
    Format(
        "schema.org",
        gettext_noop("schema.org NewsArticle as JSON-LD"),
        (".jsonld", ".json"),
        ("application/ld+json",),
        sniffing.is_schema_org,
        schema_org.read,
    ),
    Format(
        "citron",
        gettext_noop("BBC Citron annotations"),
        (".json", ".ndjson"),
        ("application/json",),
        sniffing.has("text", "quotes"),
        citron.read,
    ),
    Format(
        "ninjs",
        gettext_noop("IPTC ninjs 1.x, 2.x or 3.x"),
        (".json", ".ninjs", ".ndjson"),
        ("application/json", "application/ninjs+json"),
        sniffing.is_ninjs,
        ninjs.read,
    ),
    Format(
        "newsml",
        gettext_noop("IPTC NewsML-G2"),
        (".xml", ".newsml"),
        ("application/vnd.iptc.g2.newsitem+xml", "application/xml", "text/xml"),
        sniffing.is_newsml,
        newsml.read,
    ),
    Format(
        "html",
        gettext_noop("Article as an HTML page"),
        (".html", ".htm", ".xhtml"),
        ("text/html", "application/xhtml+xml"),
        sniffing.is_html,
        html.read,
    ),
    Format(
        "csv",
        gettext_noop("CSV"),
        (".csv", ".tsv"),
        ("text/csv", "text/tab-separated-values"),
        sniffing.is_csv,
        csvfile.read,
    ),
    Format(
        "text",
        gettext_noop("Plain text article"),
        (".txt", ".text"),
        ("text/plain",),
        sniffing.is_text,
        plaintext.read,
    ),
)
BY_NAME = {each.name: each for each in FORMATS}


def format_for(name: str, head: bytes) -> Format:
    """Return the format of a file by its first bytes and its name.

    Where its beginning is that of several formats, an ending that is one's own decides;
    where it is that of none, the one format that has its ending is taken, whose reader
    then says what is wrong. Raises TextError, with all formats, where nothing tells.
    """
    told = [each for each in FORMATS if each.tells(sniffing.text_of(head))]
    ending = ending_of(name)
    by_ending = [each for each in FORMATS if ending in each.extensions]
    both = [each for each in told if each in by_ending]
    if both or (told and told[0].name != "text"):
        return (both or told)[0]
    if by_ending:
        return by_ending[0]
    if told and not ending:
        return told[0]
    raise TextError(
        gettext_noop(
            "Nothing tells the format of %(name)s. Name it, one of: %(formats)s."
        ),
        name=name,
        formats=", ".join(BY_NAME),
    )


def reader_for(name: str, head: bytes) -> Reader:
    """Return the reader of a file by its first bytes and its name; raises TextError."""
    return format_for(name, head).read


def format_named(name: str) -> Format:
    """Return a format by the name that --format takes; raises TextError."""
    if name in BY_NAME:
        return BY_NAME[name]
    raise TextError(
        gettext_noop("There is no format “%(name)s”; there are: %(formats)s."),
        name=name,
        formats=", ".join(BY_NAME),
    )


def ending_of(name: str) -> str:
    """Return the ending of a file's name in small letters, that of packing left off."""
    suffixes = [each.lower() for each in Path(name).suffixes]
    if suffixes and suffixes[-1] in PACKED:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


@contextmanager
def open_file(path: str) -> Iterator[BinaryIO]:
    """Open a file, or standard input for “-”; what is packed is unpacked on the way.

    gzip and Zstandard are told by their first bytes, whatever the name. Raises OSError.
    """
    if path == STDIN:
        yield unpacked(sys.stdin.buffer)
        return
    with Path(path).open("rb") as file:
        yield unpacked(file)


def items_of(stream: BinaryIO, name: str, read: Reader) -> Iterator[Item]:
    """Yield what a reader finds; a packed file that is cut off, and one that holds
    nothing, get an item of their own that says so."""
    last = ""
    try:
        _head, whole = replay(stream)
        for item in read(whole, name):
            last = item.place
            yield item
    except CutOff as cut:
        yield Item(
            "file",
            None,
            [
                Fault(
                    "file",
                    "",
                    CUT_OFF,
                    gettext_noop("Fetch it again. The last that was read: %(last)s."),
                    {"bytes": cut.size, "error": cut.error, "last": last or "–"},
                )
            ],
        )
        return
    if not last:
        fault = Fault(
            "file",
            "",
            gettext_noop("Nothing that can be imported stands in the file."),
            gettext_noop("See whether it is empty, or of another format."),
        )
        yield Item("file", None, [fault])
