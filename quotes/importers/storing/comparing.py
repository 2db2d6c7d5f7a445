"""Speakers and sources that are here already, compared with what a file says of them."""

from django.db import DatabaseError, IntegrityError, transaction

from quotes.importers.storing.frame import faults_at
from quotes.importers.storing.rows import given
from quotes.importers.storing.values import (
    NAME_COLUMNS,
    OFFICE_COLUMNS,
    SOURCE_COLUMNS,
    SPEAKER_COLUMNS,
    WORKED_ON,
    as_text,
    as_value,
)
from quotes.models import Article, Office, SpeakerName
from quotes.models.constraints import sentence_for
from quotes.texts import gettext_noop
from quotes.vocabulary import ImportedKind

ONLY_HERE = (
    gettext_noop("This name is shown for another of its names here."),
    gettext_noop("Change it on the speaker’s page."),
)


def compare_speaker(frame, item, row, record):
    """Bring a speaker up to date unless somebody worked on it; names and offices add up."""
    frame.refs.add_speaker(row.public_id, row.pk)
    with _told(frame, item, row, "speaker") as told:
        told.compare(record, SPEAKER_COLUMNS)
        added = {
            "names": _add_names(row, record, told.warnings),
            "offices": _add_offices(frame, row, record),
        }
        told.add({key: [None, found] for key, found in added.items() if found})


def compare_source(frame, item, row, record):
    """Bring a source up to date unless somebody worked on it."""
    frame.refs.add_source(row.public_id, row.pk)
    with _told(frame, item, row, "source") as told:
        told.compare(record, SOURCE_COLUMNS)


class _told:
    """Does all of it or nothing, and tells what became of it."""

    def __init__(self, frame, item, row, kind):
        self.frame, self.item, self.row, self.kind = frame, item, row, kind
        self.outcome, self.changes, self.warnings = "unchanged", {}, []

    def __enter__(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        return self

    def __exit__(self, kind, error, trace):
        self.atomic.__exit__(kind, error, trace)
        if isinstance(error, DatabaseError):
            is_rule = isinstance(error, IntegrityError)
            why = sentence_for(error) if is_rule else str(error)
            faults = faults_at(self.item.place, "", [("", (why, ""), None)])
            self._done("refused", faults)
            return True
        if error is None:
            warned = faults_at(self.item.place, "", self.warnings, True)
            self._done(self.outcome, warned)
        return False

    def _done(self, outcome, faults):
        self.frame.done(
            self.kind,
            outcome,
            self.item,
            public_id=self.row.public_id,
            faults=[*self.item.faults, *faults],
            changes=self.changes or None,
        )

    def compare(self, record, columns):
        """Update the columns that a record says, unless somebody worked on the row."""
        row = self.row
        changes = {
            name: [as_text(getattr(row, name)), value]
            for name, value in given(record, *columns).items()
            if as_text(getattr(row, name)) != value
        }
        if not changes:
            return
        self.changes = changes
        if row.history.exclude(history_change_reason__startswith="import ").exists():
            self.outcome = "kept"
            keys = {"keys": ", ".join(sorted(changes))}
            self.warnings.append(("", WORKED_ON, keys))
            return
        for name, (_old, new) in changes.items():
            setattr(row, name, as_value(type(row), name, new))
        row._history_user = self.frame.by
        row._change_reason = f"import {self.frame.run.public_id}"
        row.save()
        self._updated({name: old for name, (old, _new) in changes.items()})

    def add(self, added):
        """Note rows that were added to this one."""
        if not added:
            return
        self.changes = {**self.changes, **added}
        if self.outcome == "unchanged":
            self._updated({})

    def _updated(self, before):
        self.outcome = "updated"
        kind = ImportedKind(self.kind)
        self.frame.imported(kind, self.row.pk, before=before, is_new=False)


def _add_names(row, record, warnings):
    """Add the names that a speaker has not yet; return them."""
    said = record.get("names") or ()
    known = set(row.names.values_list("name", "language")) if said else ()
    added = []
    for name in said:
        values = given(name, *NAME_COLUMNS)
        language = values.get("language", "und")
        if (values["name"], language) in known:
            continue
        shown = row.names.filter(is_display=True, language=language)
        if values.get("is_display") and shown.exists():
            values["is_display"] = False
            warnings.append(("names", ONLY_HERE, None))
        SpeakerName.objects.create(speaker=row, **values)
        added.append(values["name"])
    return added


def _add_offices(frame, row, record):
    """Add the offices that a speaker has not yet; return them as text."""
    said = record.get("offices") or ()
    known = (
        set(row.offices.values_list("title", "organization", "held_from"))
        if said
        else ()
    )
    added = []
    for office in said:
        values = {
            name: as_value(Office, name, value)
            for name, value in given(office, *OFFICE_COLUMNS).items()
        }
        place = (
            values.get("title", ""),
            values.get("organization", ""),
            values.get("held_from"),
        )
        if place in known:
            continue
        printed = office.get("printed_in")
        article = printed and Article.objects.filter(public_id=printed).first()
        made = Office.objects.create(speaker=row, printed_in=article or None, **values)
        if printed and not article:
            frame.refs.later(Office, made.pk, {"printed_in_id": printed})
        added.append(" ".join(filter(None, place[:2])))
    return added
