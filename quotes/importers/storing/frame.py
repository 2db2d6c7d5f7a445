"""One run at work: who imports, when, what became of each record, what is told of it."""

from collections import Counter, defaultdict

from django.db import DatabaseError, transaction
from django.utils.translation import gettext

from quotes.exports.editorial import editorial_records
from quotes.importers.items import Fault
from quotes.importers.storing.beside import Beside
from quotes.importers.storing.refs import Refs
from quotes.importers.storing.rows import Rows
from quotes.importers.storing.writer import Writer, json_text
from quotes.ledger import moment
from quotes.models import (
    Article,
    Attribution,
    Correction,
    CorrectionTask,
    DeskItem,
    Finding,
    ImportedRow,
    Office,
    Proposal,
    Publication,
    PublicationSource,
    PublicationSpeaker,
    Quote,
    QuoteLink,
    QuoteTerms,
    Review,
    Revision,
    Source,
    Span,
    Speaker,
    SpeakerName,
)
from quotes.models.constraints import sentence_for
from quotes.roles import may, role_of
from quotes.vocabulary import ImportedKind

#: What can become of a record. Kept: it differs, but somebody worked on it here. Left
#: out: nothing that is imported, as the reader's warning says.
OUTCOMES = ("created", "updated", "unchanged", "kept", "left_out", "refused")

#: Tables in an order in which foreign keys hold.
ORDER = (
    *(Speaker, SpeakerName, Office, Source),
    *(
        Article,
        Revision,
        Quote,
        QuoteTerms,
        Span,
        Attribution,
        Proposal,
        Review,
        Correction,
    ),
    *(CorrectionTask, Publication, PublicationSpeaker, PublicationSource, Finding),
    *(QuoteLink, DeskItem, DeskItem.changers.through, ImportedRow),
)

_REFUSED_WITH = "It hangs on a record that was refused."


class Unit:
    """Rows that are written together or not at all: an article, or one quote."""

    def __init__(self, frame, kind, item, *, path="", parent=None):
        self.kind, self.item, self.path, self.parent = kind, item, path, parent
        self.rows = Rows(frame.writer)
        self.key = self.public_id = None
        self.is_refused = False
        self.outcome = "created"
        self.piece = None  # a callable that gives what can be mended by itself
        #: What was found out of a full quote beforehand: storing.preparing.Known.
        self.proof = self.derived = None
        self.warnings = []
        self.changes = {}


class Frame:
    """What a run knows and counts. `tell` is called with an entry of the report."""

    def __init__(self, run, *, trusted, tell, refuse, checks=True):
        self.run, self.by, self.name = run, run.by, run.name
        self.username = run.by.get_username()
        self.role = role_of(run.by).value
        self.at = moment(run.started_at)
        self.trusted, self.checks = trusted, checks
        self.writer = Writer()
        self.refs = Refs(self.writer)
        self.refs.on_new = self._brought_in
        self.beside = Beside(_together, self._write, self._written)
        self.counts = defaultdict(Counter)
        self._tell, self._refuse = tell, refuse
        self._imported = []

    def may(self, permission):
        """Tell whether the run may do what a permission allows; the command may all."""
        return self.trusted or may(self.by, permission)

    def imported(self, kind, key, *, before=None, is_new=True, rows=None):
        """Note a row that this run created or updated."""
        values = {
            "id": self.writer.key(ImportedRow),
            "run_id": self.run.pk,
            "kind": kind,
            "key": key,
            "is_new": is_new,
            "before": None if before is None else json_text(before),
        }
        if rows is not None:
            rows.add(ImportedRow, values)
            return
        lonely = Rows(self.writer)
        lonely.add(ImportedRow, values)
        self.writer.write(ImportedRow, lonely.by_model[ImportedRow])

    def record_of(self, key):
        """Return the full record of a stored quote, by its key."""
        articles = Article.objects.filter(quotes=key)
        public_id = Quote.objects.values_list("public_id", flat=True).get(pk=key)
        for record in editorial_records(articles):
            for quote in record.get("quotes", ()):
                if quote["id"] == public_id:
                    return quote
        raise LookupError(public_id)

    def _brought_in(self, kind, key):
        self.counts[kind]["created"] += 1
        self.imported(kind, key)

    def done(
        self, kind, outcome, item, *, public_id="", faults=(), changes=None, piece=None
    ):
        """Count what became of a record, and tell what is worth telling."""
        self.counts[kind][outcome] += 1
        if outcome == "refused" and self._refuse is not None:
            self._refuse(item, piece)
        if faults or changes or outcome in ("refused", "kept", "updated"):
            entry = {"place": item.place, "kind": kind, "outcome": outcome}
            if public_id:
                entry["id"] = public_id
            if faults:
                entry["faults"] = [_as_entry(each) for each in faults]
            if changes:
                entry["changes"] = changes
            self._tell(entry)

    def refuse_item(self, item, wrong=()):
        """Say that a whole item is not taken in; one that only warns is left out."""
        faults = [*item.faults, *wrong]
        if item.record is None and faults and all(each.is_warning for each in faults):
            self.done("record", "left_out", item, faults=faults)
            return
        kind = (item.record or {}).get("type")
        kind = kind if kind in ImportedKind.values else "record"
        public_id = (item.record or {}).get("id") or ""
        self.done(kind, "refused", item, faults=faults, public_id=str(public_id)[:12])

    def write(self, units):
        """Write units, all at once; where the database refuses, without the culprit."""
        self.beside.settle()
        self._write(units)

    def write_later(self, units, names):
        """Write units beside what comes next; names is what others may call them by.

        Until the next query that comes after beside.send() they are not there.
        """
        self.beside.put([unit for unit in units if not self._is_orphan(unit)], names)

    def _write(self, units):
        units = [unit for unit in units if not self._is_orphan(unit)]
        if not units:
            return
        try:
            with transaction.atomic():
                for model, rows in _together(units).items():
                    self.writer.write(model, rows)
                self.writer.prove()
        except DatabaseError as error:
            if len(units) == 1:
                self.refuse(units[0], [("", (sentence_for(error), ""), None)])
                return
            half = len(units) // 2
            self._write(units[:half])
            self._write(units[half:])
            return
        self._written(units)

    def _written(self, units):
        for unit in units:
            self.done(
                unit.kind,
                unit.outcome,
                unit.item,
                public_id=unit.public_id,
                faults=faults_at(unit.item.place, unit.path, unit.warnings, True),
            )

    def _is_orphan(self, unit):
        if unit.parent is None or not unit.parent.is_refused or unit.is_refused:
            return unit.is_refused
        self.refuse(unit, [("", (_REFUSED_WITH, ""), None)])
        return True

    def refuse(self, unit, wrong):
        """Say that a unit is not taken in, and why: [(path, (sentence, advice), params)]."""
        unit.is_refused = True
        self.done(
            unit.kind,
            "refused",
            unit.item,
            public_id=unit.public_id,
            faults=faults_at(unit.item.place, unit.path, wrong),
            piece=unit.piece and unit.piece(),
        )


def _together(units):
    """Return {model: rows} of all units, in an order in which foreign keys hold."""
    found = defaultdict(list)
    for unit in units:
        for model, rows in unit.rows.by_model.items():
            found[model] += rows
    return {model: found[model] for model in ORDER if model in found}


def faults_at(place, path, wrong, is_warning=False):
    """Return Faults from [(path, (sentence, advice), params)] under a path."""
    return [
        Fault(
            place,
            f"{path}{field}".rstrip("."),
            what[0],
            what[1],
            params or {},
            is_warning,
        )
        for field, what, params in wrong
    ]


def warned(unit, wrong):
    """Return the Faults that tell of a unit what refuses nothing."""
    return faults_at(unit.item.place, unit.path, wrong, True)


def _as_entry(fault):
    """Return a fault for the report, in the language of who takes the file in."""
    entry = {
        "field": fault.field,
        "what": _said(fault.sentence, fault.params),
        "do": _said(fault.advice, fault.params),
    }
    if fault.is_warning:
        entry["is_warning"] = True
    return entry


def _said(sentence, params):
    if not sentence:
        return ""  # gettext("") is the head of the catalogue
    return gettext(sentence) % params if params else gettext(sentence)
