"""Speakers, sources and links of a file: written where they are new, else compared."""

from quotes.importers.storing import comparing
from quotes.importers.storing.frame import Unit
from quotes.importers.storing.refs import NOT_HERE
from quotes.importers.storing.rows import fresh_id, given
from quotes.importers.storing.values import (
    NAME_COLUMNS,
    OFFICE_COLUMNS,
    SOURCE_COLUMNS,
    SPEAKER_COLUMNS,
    TWICE,
)
from quotes.models import (
    Article,
    Office,
    Quote,
    QuoteLink,
    Source,
    Speaker,
    SpeakerName,
)
from quotes.texts import gettext_noop

MAY_NOT_APPROVE = (
    gettext_noop("You may not approve terms other than on the record."),
    gettext_noop("Ask a verifier to import it, or give no terms."),
)


def load_things(frame, batch):
    """Take in [(item, Known)] that are no articles and no quotes, in order."""
    frame.beside.settle()
    frame.writer.restart()
    good = []
    for item, known in batch:
        if item.is_refused or known.shape:
            frame.refuse_item(item, known.shape)
        elif item.record["type"] != "export":
            good.append(item)
    for kind, take in _TAKES.items():
        some = [item for item in good if item.record["type"] == kind]
        if some:
            take(frame, some)


class _Here:
    """The rows that a batch may be about: by public id, and those it adds itself."""

    def __init__(self, model, records):
        ids = {record["id"] for record in records if record.get("id")}
        rows = model.objects.filter(public_id__in=ids)
        self.rows = {row.public_id: row for row in rows}
        self.new = {}

    def keys_of(self, model, ids):
        """Return {public id: key} of rows that others may name."""
        found = dict(self.new)
        wanted = {each for each in ids if each and each not in found}
        rows = model.objects.filter(public_id__in=wanted)
        return found | dict(rows.values_list("public_id", "pk"))


def _take_speakers(frame, items):
    records = [item.record for item in items]
    here = _Here(Speaker, records)
    numbers = {record.get("wikidata_id") for record in records} - {None, ""}
    by_number = {
        row.wikidata_id: row
        for row in Speaker.objects.filter(wikidata_id__in=numbers, merged_into=None)
    }
    printed = {
        office.get("printed_in")
        for record in records
        for office in record.get("offices") or ()
    }
    articles = dict(
        Article.objects.filter(public_id__in=printed - {None}).values_list(
            "public_id", "pk"
        )
    )
    units = []
    for item in items:
        record = item.record
        row = here.rows.get(record.get("id"))
        if row is None and not record.get("id"):
            row = by_number.get(record.get("wikidata_id"))
        if row is not None:
            comparing.compare_speaker(frame, item, row, record)
            continue
        unit = _new(frame, item, "speaker", record, here)
        if unit is not None:
            units.append(_speaker_rows(frame, unit, record, here, articles))
    frame.write(units)
    _point(frame, units, here, Speaker, "merged_into")


def _speaker_rows(frame, unit, record, here, articles):
    add = unit.rows.add
    values = {"id": unit.key, "public_id": unit.public_id}
    add(Speaker, {**values, **given(record, *SPEAKER_COLUMNS)})
    for name in record.get("names") or ():
        values = {"id": unit.rows.key(SpeakerName), "speaker_id": unit.key}
        add(SpeakerName, {**values, **given(name, *NAME_COLUMNS)})
    for office in record.get("offices") or ():
        key = unit.rows.key(Office)
        printed = office.get("printed_in")
        values = {
            "id": key,
            "speaker_id": unit.key,
            "printed_in_id": articles.get(printed),
            **given(office, *OFFICE_COLUMNS),
        }
        add(Office, values)
        if printed and printed not in articles:
            frame.refs.later(Office, key, {"printed_in_id": printed})
    frame.imported("speaker", unit.key, rows=unit.rows)
    frame.refs.add_speaker(unit.public_id, unit.key)
    return unit


def _take_sources(frame, items):
    here = _Here(Source, [item.record for item in items])
    units = []
    for item in items:
        record = item.record
        row = here.rows.get(record.get("id"))
        if row is not None:
            comparing.compare_source(frame, item, row, record)
            continue
        unit = _new(frame, item, "source", record, here)
        if unit is None:
            continue
        if record.get("terms", "on_record") != "on_record" and not frame.may(
            "approve_terms"
        ):
            frame.refuse(unit, [("terms", MAY_NOT_APPROVE, None)])
            continue
        person = frame.refs.person(record.get("terms_approved_by"))
        values = {"id": unit.key, "public_id": unit.public_id}
        values |= {"terms_approved_by_id": person, **given(record, *SOURCE_COLUMNS)}
        unit.rows.add(Source, values)
        frame.imported("source", unit.key, rows=unit.rows)
        frame.refs.add_source(unit.public_id, unit.key)
        units.append(unit)
    frame.write(units)
    _point(frame, units, here, Source, "relays")


def _new(frame, item, kind, record, here):
    """Return the unit of a new row with its key, None where its id stands there twice."""
    unit = Unit(frame, kind, item)
    unit.public_id = fresh_id(record)
    if unit.public_id in here.new:
        frame.refuse(unit, [("id", TWICE, None)])
        return None
    unit.key = frame.writer.key(Speaker if kind == "speaker" else Source)
    here.new[unit.public_id] = unit.key
    return unit


def _point(frame, units, here, model, column):
    """Let new rows name others of their kind, at the end where those come later."""
    named = [
        (unit.key, unit.item.record[column])
        for unit in units
        if not unit.is_refused and unit.item.record.get(column)
    ]
    keys = here.keys_of(model, (public_id for _key, public_id in named))
    frame.writer.point(
        model,
        f"{column}_id",
        [(key, keys[public_id]) for key, public_id in named if public_id in keys],
    )
    for key, public_id in named:
        if public_id not in keys:
            frame.refs.later(model, key, {f"{column}_id": public_id})


def _take_links(frame, items):
    ends = {item.record[end] for item in items for end in ("from", "to")}
    rows = Quote.objects.filter(public_id__in=ends)
    keys = dict(rows.values_list("public_id", "pk"))
    known = set(
        QuoteLink.objects.filter(from_quote__in=list(keys.values())).values_list(
            "from_quote_id", "kind", "to_quote_id"
        )
    )
    units = []
    for item in items:
        record, unit = item.record, Unit(frame, "link", item)
        wrong = [
            (end, NOT_HERE, {"kind": "quote", "value": record[end]})
            for end in ("from", "to")
            if record[end] not in keys
        ]
        if wrong:
            frame.refuse(unit, wrong)
            continue
        place = (keys[record["from"]], record["kind"], keys[record["to"]])
        if place in known:
            frame.done("link", "unchanged", item, faults=item.faults)
            continue
        known.add(place)
        unit.key = frame.writer.key(QuoteLink)
        values = {
            "id": unit.key,
            "from_quote_id": place[0],
            "kind": place[1],
            "to_quote_id": place[2],
            "added_by_id": frame.refs.person(record.get("added_by")),
            **given(record, "note"),
        }
        unit.rows.add(QuoteLink, values)
        frame.imported("link", unit.key, rows=unit.rows)
        units.append(unit)
    frame.write(units)


_TAKES = {
    "speaker": _take_speakers,
    "source": _take_sources,
    "link": _take_links,
}
