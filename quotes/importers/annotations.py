"""W3C Web Annotations: statements of an article that is in the newsroom already.

An AnnotationPage, an AnnotationCollection with its first page, an array, or annotations
one on each line. The target is an article by its id (an address of this software) or by
the address of the original; a TextPositionSelector and a TextQuoteSelector say which
words are meant. Whether they stand there is held against the text when it is loaded.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from quotes.ids import is_public_id
from quotes.importers.choices import language_of
from quotes.importers.decoding import fault_of_kind
from quotes.importers.dumped import present
from quotes.importers.items import Item, Record
from quotes.importers.jsonstream import values
from quotes.importers.notes import Notes, shortened
from quotes.texts import gettext_noop

#: Purposes of bodies and what they become.
PURPOSES = {
    "tagging": "origin.status",
    "describing": "origin.statement",
    "identifying": "speakers",
    "linking": "spans (mention)",
}
SELECTORS = ("TextPositionSelector", "TextQuoteSelector")


def read(stream: BinaryIO, name: str) -> Iterator[Item]:
    """Yield a quote for each annotation, without its article's text."""
    for value in values(stream):
        if value.fault is not None:
            yield Item(value.place, None, [value.fault], value.raw)
            continue
        found = list(_annotations(value.value))
        for number, each in enumerate(found, start=1):
            alone = len(found) == 1 and each is value.value
            place = value.place if alone else f"{value.place}, annotation {number}"
            notes = Notes(place)
            yield notes.item(_quote(notes, each), value.raw if alone else None)
        if not found:
            notes = Notes(value.place)
            notes.refuse(
                "type",
                gettext_noop("This is no Annotation, AnnotationPage or Collection."),
                gettext_noop("See the Web Annotation Data Model of the W3C."),
            )
            yield notes.item(None, value.raw)


def _annotations(value: Any) -> Iterator[Record]:
    """Yield the annotations of a page or a collection, or the one that a value is."""
    if not isinstance(value, dict):
        return
    kinds = _list(value.get("type", value.get("@type")))
    if "Annotation" in kinds:
        yield value
    for item in _list(value.get("items")):
        if isinstance(item, dict):
            yield item
    first = value.get("first")
    if isinstance(first, dict):
        yield from _annotations(first)


def _quote(notes: Notes, annotation: Record) -> Record | None:
    targets = _list(annotation.get("target"))
    spans: list[Record] = []
    articles: list[str] = []
    for number, target in enumerate(targets):
        field = f"target[{number}]"
        span = _span(notes, field, target, "content")
        if span is not None:
            spans.append(span)
            articles += [] if (found := _article(target)) is None else [found]
    if not spans:
        if not notes.refuses:
            notes.refuse(
                "target",
                gettext_noop("The annotation has no target with a selector."),
                gettext_noop("Name the words by position and as a quotation."),
            )
        return None
    if len(set(articles)) != 1 or len(articles) != len(spans):
        notes.refuse(
            "target",
            gettext_noop("The targets name no article, or several."),
            gettext_noop("An annotation is of one article."),
        )
        return None
    words = [span["exact"] for span in spans if "exact" in span]
    bodies = _bodies(notes, annotation)
    mentions = bodies.pop("mentions")
    key = _id(annotation.get("id", annotation.get("@id")), "q")
    record: Record = {
        "type": "quote",
        "article": articles[0],
        "id": key,
        "words": (words[0] if len(words) == 1 else words)
        if len(words) == len(spans)
        else None,
        "spans": [*spans, *mentions],
        "status": "unverified",
    }
    if key is None and annotation.get("id"):
        record["external_id"] = str(annotation["id"])
    bodies["origin"] = present(
        {"id": annotation.get("id"), "modified": annotation.get("modified")}
        | bodies["origin"]
    )
    return present(record | bodies)


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _bodies(notes: Notes, annotation: Record) -> Record:
    """Return speakers, mentions, language and origin, as the bodies tell them."""
    speakers: list[Record] = []
    mentions: list[Record] = []
    origin: Record = {}
    language: str | None = None
    for number, body in enumerate(_list(annotation.get("body"))):
        field = f"body[{number}]"
        purpose = body.get("purpose") if isinstance(body, dict) else None
        if purpose == "identifying" and isinstance(body.get("source"), dict):
            source = body["source"]
            label = source.get("label")
            key = _id(source.get("id"), "speaker")
            speakers.append(present({"id": key, "name": label}))
        elif purpose == "linking":
            span = _span(notes, field, body, "mention")
            mentions += [span] if span is not None else []
        elif purpose == "tagging":
            origin["status"] = body.get("value")
        elif purpose == "describing":
            origin["statement"] = body.get("value")
            language = language_of(body.get("language") or "")
        else:
            origin.setdefault("bodies", []).append(body)
            notes.warn(
                field,
                gettext_noop(
                    "A body of the purpose “%(purpose)s” is kept as it is; nothing is "
                    "made of it."
                ),
                purpose=shortened(purpose),
            )
    return {
        "speakers": speakers,
        "mentions": mentions,
        "origin": origin,
        "language": language,
    }


def _article(target: Record) -> str | None:
    """Return the id of an article of this software, or the address of the original."""
    source = target.get("source")
    source = source.get("id") if isinstance(source, dict) else source
    for address in (source, target.get("scope")):
        key = _id(address, "articles") or _id(address, "article")
        if key is not None:
            return key
    return source if isinstance(source, str) else None


def _id(address: Any, kind: str) -> str | None:
    """Return the public id that follows “/article/” (or another kind) in an address."""
    if not isinstance(address, str):
        return None
    _before, found, rest = address.partition(f"/{kind}/")
    key = rest.split("/")[0].split("#")[0].split("?")[0]
    return key if found and is_public_id(key) else None


def _span(notes: Notes, field: str, target: Any, role: str) -> Record | None:
    """Return the stretch that a target's selectors name; what cannot be read is told."""
    if not isinstance(target, dict):
        notes.faults.append(fault_of_kind(notes.place, field, target, "an object"))
        return None
    span: Record = {"role": role}
    for number, selector in enumerate(_list(target.get("selector"))):
        kind = selector.get("type") if isinstance(selector, dict) else None
        where = f"{field}.selector[{number}]"
        if kind == "TextPositionSelector":
            _take_position(notes, where, selector, span)
        elif kind == "TextQuoteSelector":
            for key in ("exact", "prefix", "suffix"):
                if isinstance(selector.get(key), str) and selector[key]:
                    span[key] = selector[key]
        else:
            notes.warn(
                where,
                gettext_noop("A selector of the type “%(type)s” is not read."),
                gettext_noop("Give one of: %(selectors)s."),
                type=shortened(kind),
                selectors=", ".join(SELECTORS),
            )
    if "exact" in span or "start" in span:
        return span
    if not notes.refuses:
        notes.refuse(
            f"{field}.selector",
            gettext_noop("Nothing says which words of the article are meant."),
            gettext_noop("Give one of: %(selectors)s."),
            selectors=", ".join(SELECTORS),
        )
    return None


def _take_position(notes: Notes, field: str, selector: Record, span: Record) -> None:
    start, end = selector.get("start"), selector.get("end")
    if type(start) is int and type(end) is int and 0 <= start < end:
        span |= {"start": start, "end": end}
        return
    notes.refuse(
        field,
        gettext_noop("%(start)s–%(end)s is no stretch of a text."),
        gettext_noop("Count code points from 0, the end not included."),
        start=shortened(start),
        end=shortened(end),
    )
