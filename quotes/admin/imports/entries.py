"""Entries of a report for people: what, where, what is wrong, what differs."""

import re
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext_lazy

from quotes.admin.states import Difference, differing_parts
from quotes.importers.storing.runs import OUTCOMES
from quotes.models import Article, Quote, Source, Speaker
from quotes.vocabulary import ImportedKind

MODELS = {"article": Article, "quote": Quote, "speaker": Speaker, "source": Source}

_OUTCOMES = {
    "created": pgettext_lazy("import", "created"),
    "updated": pgettext_lazy("import", "updated"),
    "unchanged": pgettext_lazy("import", "unchanged"),
    "kept": pgettext_lazy("import", "kept as it is here"),
    "left_out": pgettext_lazy("import", "left out"),
    "refused": pgettext_lazy("import", "refused"),
}
#: What readers call the places of a file; their numbers stay.
_PLACES = {
    "line": gettext_noop("line"),
    "file": gettext_noop("file"),
    "item": gettext_noop("item"),
    "record": gettext_noop("record"),
    "object": gettext_noop("object"),
    "annotation": gettext_noop("annotation"),
}
_PLACE = re.compile(rf"\b(?:{'|'.join(_PLACES)})\b(?= \d|$)")


def outcome_label(outcome):
    """Return what became of a record, in words."""
    return str(_OUTCOMES.get(outcome, outcome))


def kind_label(kind):
    """Return what a record is, in words."""
    return str(ImportedKind(kind).label) if kind in ImportedKind else _("record")


def place_label(place):
    """Return a place in a file in the reader's language: “line 12”, “ligne 12”."""
    return _PLACE.sub(lambda found: _(_PLACES[found[0]]), place)


#: In the order in which people look for them.
_KINDS = ("article", "quote", "speaker", "source", "link", "record")


def number(count):
    """Return a count as people write it: “12,000”, “12 000”."""
    return number_format(count, force_grouping=True)


def counts_table(counts):
    """Return (labels of the outcomes there are, [(kind, [number of each, as text])])."""
    shown = [
        name for name in OUTCOMES if any(each.get(name) for each in counts.values())
    ]
    rows = [
        (
            capfirst(kind_label(kind)),
            [number(counts[kind].get(name, 0)) for name in shown],
        )
        for kind in sorted(counts, key=_KINDS.index)
    ]
    return [outcome_label(name) for name in shown], rows


@dataclass(slots=True)
class Entry:
    """One entry of a report; title and url are of the row that is here already."""

    entry: dict
    title: str = ""
    url: str = ""
    differences: list[Difference] = field(default_factory=list)

    @property
    def kind(self):
        return kind_label(self.entry["kind"])

    @property
    def outcome(self):
        return outcome_label(self.entry["outcome"])

    @property
    def place(self):
        return place_label(self.entry["place"])

    @property
    def public_id(self):
        return self.entry.get("id", "")

    @property
    def faults(self):
        """The faults: those that refuse before those that warn."""
        found = self.entry.get("faults", ())
        return sorted(found, key=lambda fault: fault.get("is_warning", False))

    @property
    def note(self):
        """What an update is that changes no column."""
        if self.entry["outcome"] != "updated" or self.differences:
            return ""
        if self.entry["kind"] == "article":
            return _("A new version of its text.")
        return _("Only its history or what hangs on it differs.")


def entries_for(found, names=None):
    """Return Entry rows of a report's dictionaries, in their order, rows looked up.

    names are those of names_of(), where they are known already.
    """
    stored, names = _stored(found), names_of(found) if names is None else names
    rows = []
    for entry in found:
        row = stored.get((entry["kind"], entry.get("id")))
        title = Truncator(_title(row)).chars(120) if row else ""
        url = (
            reverse(f"admin:quotes_{entry['kind']}_change", args=[row.pk])
            if row
            else ""
        )
        changes = entry.get("changes") or {}
        rows.append(Entry(entry, title, url, _differences(entry, changes, names)))
    return rows


def _title(row):
    return row.words if isinstance(row, Quote) else str(row)


def _stored(found):
    """Return {(kind, public id): row} of what entries name, a query for each kind."""
    wanted = {}
    for entry in found:
        if entry.get("id") and entry["kind"] in MODELS:
            wanted.setdefault(entry["kind"], set()).add(entry["id"])
    rows = {}
    for kind, ids in wanted.items():
        model = MODELS[kind]
        manager = model.objects
        every = manager.with_texts() if model is Article else manager.all()
        for row in every.filter(public_id__in=ids):
            rows[kind, row.public_id] = row
    return rows


def names_of(found):
    """Return {public id: name} of speakers and sources that changes of quotes name."""
    speakers, sources = set(), set()
    for entry in found:
        if entry["kind"] != "quote":
            continue
        changes = entry.get("changes") or {}
        for rows in changes.get("attributions", ()):
            speakers |= {
                row["speaker"] if isinstance(row, dict) else row[0] for row in rows
            }
        sources |= set(changes.get("source", ()))
    names = {}
    for model, ids in ((Speaker, speakers), (Source, sources)):
        if ids := ids - {None}:
            rows = model.objects.filter(public_id__in=ids)
            names |= dict(rows.values_list("public_id", "name"))
    return names


def _differences(entry, changes, names):
    if entry["kind"] == "quote":
        return differing_parts(changes, names)
    model = MODELS.get(entry["kind"])
    return [_of_column(model, key, *pair) for key, pair in changes.items()]


def _of_column(model, key, before, after):
    """Return the difference of a column, or of rows that came to a speaker."""
    names = {field.name: field for field in model._meta.get_fields()}
    column = names.get(key)
    choices = dict(getattr(column, "flatchoices", ()) or ())
    label = getattr(column, "verbose_name", None) or _added(key)
    shown = [_value(each, choices) or "–" for each in (before, after)]
    return Difference(capfirst(str(label)), *shown)


def _added(key):
    return {"names": _("other names"), "offices": _("offices")}.get(key, key)


def _value(value, choices):
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(choices.get(value, value))
