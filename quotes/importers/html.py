"""An article as an HTML page: its text, and what the page says of itself.

What the page tells machines (JSON-LD, then meta elements) goes before what it shows
(title, byline, time). The text is that of the article element, one paragraph a line.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import orjson
from lxml import etree, html

from quotes.extraction import detect
from quotes.importers.dates import day_or_moment
from quotes.importers.dumped import present
from quotes.importers.items import Fault, Item, Record
from quotes.importers.markup import text_of_html
from quotes.importers.notes import Notes, refused
from quotes.importers.replaying import read_up_to
from quotes.importers.schema_org import (
    article_of,
    noted_language,
    quotations_of,
    things_in,
)
from quotes.texts import TextError, gettext_noop, normalize

#: The largest page that is read, in bytes: 16 MB.
MOST_BYTES = 16_000_000
#: How many of the first bytes may name the encoding, as browsers have it.
_HEAD = 1024
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
#: Meta elements by what they tell; the first that is there counts.
META = {
    "headline": ("og:title", "twitter:title", "dc.title"),
    "byline": ("author", "article:author_name", "dc.creator", "parsely-author"),
    "publisher": ("og:site_name", "dc.publisher", "application-name"),
    "url": ("og:url",),
    "published": ("article:published_time", "date", "dc.date", "pubdate"),
    "updated": ("article:modified_time", "og:updated_time", "last-modified"),
    "rights": ("copyright", "dc.rights"),
    "language": ("og:locale", "content-language"),
}
#: Where the text stands, the closest first.
_BODIES = (
    ".//*[@itemprop='articleBody']",
    ".//article",
    ".//main",
    ".//*[@role='main']",
    ".//body",
)


def read(stream: BinaryIO, name: str) -> Iterator[Item]:
    """Yield the one article of a page; one of more than 16 MB is refused."""
    data = read_up_to(stream, MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        yield refused(
            "file",
            gettext_noop("The page has more than %(most)d bytes."),
            gettext_noop("Save the article alone."),
            None,
            most=MOST_BYTES,
        )
        return
    notes = Notes("file")
    markup = _decoded(notes, data)
    root = _parsed(markup) if markup else None
    if root is None:
        if not notes.refuses:
            notes.refuse("", gettext_noop("There is no HTML in the file."))
        yield notes.item(None, data)
        return
    yield notes.item(_record(notes, root), data)


def _decoded(notes: Notes, data: bytes) -> str:
    """Return a page as text: by its byte order mark, its meta element, or UTF-8."""
    named = _CHARSET.search(data[:_HEAD])
    encoding = named[1].decode("ascii") if named else "utf-8"
    for mark, known in _BOMS:
        if data.startswith(mark):
            encoding = known
    if encoding.lower() in ("iso-8859-1", "latin1", "latin-1", "us-ascii"):
        encoding = "cp1252"  # as browsers read what calls itself so
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        notes.refuse(
            "charset",
            gettext_noop("The encoding “%(encoding)s” is not known."),
            gettext_noop("Save the page as UTF-8."),
            encoding=encoding,
        )
    except UnicodeDecodeError as error:
        notes.refuse(
            "charset",
            gettext_noop(
                "The page is not in %(encoding)s, as it says or as nothing says "
                "otherwise: byte %(byte)s at %(at)d."
            ),
            gettext_noop("Save the page as UTF-8, and name it in a meta element."),
            encoding=encoding,
            byte=f"{data[error.start]:02X}",
            at=error.start,
        )
    return ""


def _parsed(markup: str) -> Any:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        return html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _record(notes: Notes, root: Any) -> Record:
    told = _json_ld(notes, root)
    meta = _meta(root)
    published = meta.get("published") or _time(root)
    # What JSON-LD tells counts; else the page's own moments, which may be of any form.
    day, at = _moment(notes, "published", None if "published_on" in told else published)
    _day, updated = _moment(notes, "updated", meta.get("updated"))
    page = {
        "type": "article",
        "headline": meta.get("headline") or _first_text(root, ".//h1") or _title(root),
        "byline": meta.get("byline") or _byline(root),
        "publisher": meta.get("publisher"),
        "url": _canonical(root) or meta.get("url"),
        "language": noted_language(
            notes, "lang", root.get("lang") or meta.get("language")
        ),
        "published_on": day,
        "published_on_known": day and "printed",
        "published_at": at,
        "updated_at": updated,
        "rights": meta.get("rights"),
        "release": "draft",
    }
    record = present(page) | told
    text = _text(root)
    try:
        record["text"] = normalize(text or record.get("text", ""))
    except TextError as error:
        notes.faults.append(Fault("file", "text", error.sentence, "", error.params))
    if "language" not in record:
        record |= present({"language": detect(record.get("text", "")) or ""})
    return record


def _moment(
    notes: Notes, field: str, value: str | None
) -> tuple[str | None, str | None]:
    """Return (day, moment); what is neither is a warning, pages print dates for people."""
    own = Notes(notes.place)
    found = day_or_moment(own, field, value)
    for fault in own.faults:
        fault.is_warning = True
    notes.faults += own.faults
    return found


def _json_ld(notes: Notes, root: Any) -> Record:
    """Return what the page's JSON-LD says of its article, {} where it has none."""
    blocks = []
    for element in root.iterfind(".//script[@type='application/ld+json']"):
        try:
            blocks.append(orjson.loads((element.text or "").strip().encode("utf-8")))
        except orjson.JSONDecodeError as error:
            notes.warn(
                "application/ld+json",
                gettext_noop("The JSON-LD of the page cannot be read: %(error)s."),
                error=error.msg,
            )
    articles, quotations = things_in(blocks)
    if not articles:
        return {}
    mine = quotations_of(articles[0], articles, quotations)
    return article_of(notes, articles[0], mine)


def _meta(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iterfind(".//meta"):
        names = (element.get(key) for key in ("property", "name", "http-equiv"))
        name = next((each for each in names if each), "").strip().lower()
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name, content)
    return {
        what: next(found[name] for name in names if name in found)
        for what, names in META.items()
        if any(name in found for name in names)
    }


def _text(root: Any) -> str:
    for path in _BODIES:
        element = root.find(path)
        if element is not None:
            return text_of_html(html.tostring(element, encoding="unicode"))
    return text_of_html(html.tostring(root, encoding="unicode"))


def _first_text(root: Any, path: str) -> str:
    element = root.find(path)
    return "" if element is None else " ".join(element.text_content().split())


def _title(root: Any) -> str:
    return _first_text(root, ".//title")


def _byline(root: Any) -> str:
    """Return who signs: rel=author, itemprop=author, or a class named byline."""
    for path in (
        ".//*[@rel='author']",
        ".//*[@itemprop='author']",
        ".//*[@class='byline']",
        ".//*[@class='author']",
    ):
        found = _first_text(root, path)
        if found:
            return re.sub(r"^(?:by|par)\s+", "", found, flags=re.IGNORECASE)
    return ""


def _time(root: Any) -> str | None:
    element = root.find(".//time[@datetime]")
    return None if element is None else element.get("datetime")


def _canonical(root: Any) -> str | None:
    element = root.find(".//link[@rel='canonical']")
    href = None if element is None else element.get("href")
    return href if href and href.startswith(("http://", "https://")) else None
