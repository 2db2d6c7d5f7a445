"""Records taken in as a file of them would be."""

import json
from itertools import starmap

from quotes.exports.editorial import editorial_records
from quotes.importers.items import Item
from quotes.importers.storing.runs import import_account, import_items

TEXT = (
    "Le pont sera réparé avant l’hiver, promet la ville.\n\n"
    "« Nous n’avons pas le choix », a déclaré mardi Anna Brandt, maire de la ville. "
    "Selon elle, « tout » sera prêt.\n\n"
    "« Nous n’avons pas le choix », répète son adjoint."
)


def take(*records, by=None, trusted=True, **options):
    """Take records in as the lines of one file; return (Outcome, entries of the report)."""
    entries = []
    options.setdefault("tell", entries.append)
    outcome = import_items(
        starmap(_item, enumerate(records, 1)),
        by=by or import_account(),
        name="file.ndjson",
        format="ndjson",
        trusted=trusted,
        **options,
    )
    return outcome, entries


def _item(number, record):
    if isinstance(record, Item):
        return record
    return Item(f"line {number}", record, raw=json.dumps(record).encode())


def piece(*quotes, **columns):
    """Return the record of an article with quotes."""
    return {
        "type": "article",
        "publisher": "Courrier",
        "external_id": "pont-1",
        "headline": "Le pont",
        "language": "fr",
        "published_on": "2024-11-12",
        "text": TEXT,
        "quotes": list(quotes),
        **columns,
    }


def promise(**columns):
    """Return the record of a quote that stands in the text once."""
    return {
        "external_id": "q1",
        "words": "Le pont sera réparé avant l’hiver",
        "cue": "promet",
        "mention": "la ville",
        "speakers": [{"name": "Ville de Vauclair", "kind": "government"}],
        **columns,
    }


def exported():
    """Return all records of the database but the header, as JSON would have them."""
    records = list(editorial_records())[1:]
    return json.loads(json.dumps(records))


def faults_in(entries):
    """Return [(outcome, field, what)] of all faults in a report."""
    return [
        (entry["outcome"], fault["field"], fault["what"])
        for entry in entries
        for fault in entry.get("faults", ())
    ]
