"""IPTC ninjs 1.x, 2.x and 3.x: news items as JSON.

The versions write the same things in three ways: 1.x has body_html, headline and byline,
2.x the arrays bodies and headlines, and 3.x the names of 2.x in camel case (pubStatus,
embargoedUntil). Names are read without regard to case. What no version knows is named in
a warning with its value, so that nothing is lost unseen.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

import orjson

from quotes.importers.dates import day_or_moment, moment
from quotes.importers.decoding import fault_of_kind
from quotes.importers.dumped import present
from quotes.importers.items import Item, Record
from quotes.importers.jsonstream import values
from quotes.importers.markup import text_of_html
from quotes.importers.notes import Notes, shortened
from quotes.importers.release import released
from quotes.importers.schema_org import noted_language
from quotes.texts import TextError, gettext_noop, normalize

#: Fields in small letters and what they become; "" is known to a version, and not taken.
FIELDS = {
    "uri": "external_id",
    "headline": "headline",
    "headlines": "headline",
    "title": "headline",
    "byline": "byline",
    "by": "byline",
    "located": "dateline",
    "copyrightholder": "publisher",
    "infosource": "publisher",
    "infosources": "publisher",
    "copyrightnotice": "rights",
    "language": "language",
    "pubstatus": "release",
    "embargoed": "embargo_until",
    "embargoeduntil": "embargo_until",
    "firstcreated": "published_on",
    "versioncreated": "updated_at",
    # Not of IPTC: what one widespread system adds.
    "firstpublished": "published_at",
    "bodies": "text",
    "altids": "url",
    "type": "",
    "mimetype": "",
    "representationtype": "",
    "profile": "",
    "version": "",
    "contentcreated": "",
    "contentdigitised": "",
    "urgency": "",
    "usageterms": "",
    "ednote": "",
    "descriptions": "",
    "person": "",
    "people": "",
    "organisation": "",
    "organisations": "",
    "place": "",
    "places": "",
    "subject": "",
    "subjects": "",
    "event": "",
    "events": "",
    "eventdetails": "",
    "plannedcoverage": "",
    "object": "",
    "objects": "",
    "slugline": "",
    "charcount": "",
    "wordcount": "",
    "renditions": "",
    "associations": "",
    "trustindicator": "",
    "trustindicators": "",
    "$standard": "",
    "standard": "",
    "$schema": "",
    "genre": "",
    "genres": "",
    "expires": "",
    "rightsinfo": "",
    "digitalsourcetype": "",
}
#: Names that 1.x makes up: body_html, headline_short, description_text.
PREFIXES = ("body_", "headline_", "description_")
_LONGEST_WARNING = 10_000
_MARKUP = ("html", "xhtml", "nitf", "xml")


def read(stream: BinaryIO, name: str) -> Iterator[Item]:
    """Yield the articles of one object, an array or NDJSON."""
    for value in values(stream):
        notes = Notes(value.place)
        if value.fault is not None:
            notes.faults.append(value.fault)
            yield notes.item(None, value.raw)
        elif not isinstance(value.value, dict):
            found = fault_of_kind(value.place, "", value.value, "an object")
            notes.faults.append(found)
            yield notes.item(None, value.raw)
        else:
            yield notes.item(_article(notes, value.value), value.raw)


def _article(notes: Notes, given: Record) -> Record | None:
    item = {key.lower(): value for key, value in given.items()}
    _warn_of_unknown(notes, given)
    text = _text(notes, item)
    if text is None:
        return None
    embargo = _embargo(notes, item)
    first = item.get("firstcreated", item.get("versioncreated"))
    published = moment(notes, "firstpublished", item.get("firstpublished"))
    name = "firstpublished" if published else "firstcreated"
    day, _at = day_or_moment(notes, name, item[name] if published else first)
    version = item.get("versioncreated")
    _day, updated = day_or_moment(notes, "versioncreated", version)
    record = {
        "type": "article",
        "external_id": _plain(notes, item, "uri"),
        "headline": _headline(notes, item),
        "byline": _plain(notes, item, "byline", "by"),
        "dateline": _plain(notes, item, "located"),
        "publisher": _plain(notes, item, "copyrightholder") or _info_source(item),
        "rights": _plain(notes, item, "copyrightnotice"),
        "language": noted_language(notes, "language", item.get("language")),
        "url": _url(item),
        "published_on": day,
        "published_on_known": day and ("printed" if published else "worked_out"),
        "updated_at": updated,
        "text": text,
    }
    if record["external_id"] is None:
        notes.refuse(
            "uri",
            gettext_noop("The item has no uri, the one field that ninjs demands."),
            gettext_noop("Without it the item cannot be known again."),
        )
    return present(
        record
        | released(
            notes,
            "pubStatus",
            item.get("pubstatus"),
            embargo=embargo,
            published=published,
            held="" in (item.get("embargoed"), item.get("embargoeduntil")),
        )
    )


def _embargo(notes: Notes, item: Record) -> str | None:
    for name in ("embargoed", "embargoeduntil"):
        if item.get(name):
            return moment(notes, name, item[name])
    return None


def _warn_of_unknown(notes: Notes, given: Record) -> None:
    """Name the fields that no version has, with their values as JSON."""
    unknown = {
        key: value
        for key, value in given.items()
        if key.lower() not in FIELDS and not key.lower().startswith(PREFIXES)
    }
    if unknown:
        notes.warn(
            ", ".join(unknown),
            gettext_noop("No version of ninjs has these fields; not taken: %(values)s"),
            values=shortened(orjson.dumps(unknown).decode("utf-8"), _LONGEST_WARNING),
        )


def _plain(notes: Notes, item: Record, *names: str) -> str | None:
    """Return the text of the first of these fields that is there."""
    for name in names:
        value = item.get(name)
        if isinstance(value, str):
            if value.strip():
                return value.strip()
        elif value is not None:
            found = fault_of_kind(notes.place, name, value, "a text")
            notes.faults.append(found)
    return None


def _headline(notes: Notes, item: Record) -> str | None:
    rows = _rows(item, "headlines")
    rows.sort(key=lambda row: row.get("role") != "main")
    for row in rows:
        value = str(row.get("value") or "").strip()
        if value:
            return text_of_html(value).replace("\n", " ") if "<" in value else value
    return _plain(notes, item, "headline", "title")


def _rows(item: Record, name: str) -> list[Record]:
    """Return the objects of an array of 2.x and 3.x, their keys in small letters."""
    rows = item.get(name)
    return [
        {key.lower(): value for key, value in row.items()}
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict)
    ]


def _text(notes: Notes, item: Record) -> str | None:
    """Return the text; marked-up bodies go first, for they keep their paragraphs."""
    bodies = [
        (
            str(row.get("contenttype") or row.get("role") or ""),
            str(row.get("value") or ""),
        )
        for row in _rows(item, "bodies")
    ]
    bodies += [
        (name.removeprefix("body_"), value)
        for name, value in item.items()
        if name.startswith("body_") and isinstance(value, str)
    ]
    bodies = [each for each in bodies if each[1].strip()]
    bodies.sort(key=lambda each: not _is_markup(each[0]))
    if not bodies:
        _refuse_without_body(notes, item)
        return None
    form, value = bodies[0]
    try:
        return normalize(text_of_html(value) if _is_markup(form) else value)
    except TextError as error:
        notes.refuse("body", error.sentence, "", **error.params)
        return None


def _is_markup(form: str) -> bool:
    return any(name in form.lower() for name in _MARKUP)


def _refuse_without_body(notes: Notes, item: Record) -> None:
    kind: Any = item.get("type", "text")
    notes.refuse(
        "body",
        gettext_noop("The item has no body; it is of the type “%(type)s”."),
        gettext_noop("Leave out what is no text."),
        type=shortened(kind),
    )


def _info_source(item: Record) -> str | None:
    for row in _rows(item, "infosources") or _rows(item, "infosource"):
        if isinstance(row.get("name"), str) and row["name"].strip():
            return str(row["name"]).strip()
    return None


def _url(item: Record) -> str | None:
    """Return an address among the alternative ids, or the uri where it is one."""
    ids = item.get("altids")
    found = [row.get("value") for row in _rows(item, "altids")]
    found += list(ids.values()) if isinstance(ids, dict) else []
    for value in (*found, item.get("uri")):
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value
    return None
