"""Speakers, sources and links of a file: written where they are new, else compared."""

from django.db import DatabaseError, IntegrityError, transaction

from quotes.ids import new_public_id
from quotes.importers.checking import faults_of
from quotes.importers.storing.frame import faults_at
from quotes.importers.storing.refs import NOT_HERE
from quotes.importers.storing.rows import given
from quotes.importers.storing.values import WORKED_ON, as_text, as_value
from quotes.models import (
    Article,
    Office,
    Quote,
    QuoteLink,
    Source,
    Speaker,
    SpeakerName,
)
from quotes.models.constraints import sentence_for
from quotes.texts import gettext_noop
from quotes.vocabulary import ImportedKind

SPEAKER_COLUMNS = ("kind", "name", "sort_name", "description", "wikidata_id")
SOURCE_COLUMNS = (
    *("kind", "name", "language", "publisher", "dated_on", "url", "archived_url"),
    *("terms", "terms_reason"),
)
NAME_COLUMNS = ("name", "kind", "language", "is_display")
OFFICE_COLUMNS = (
    *("title", "organization", "language", "held_from", "held_to", "note"),
)

MAY_NOT_APPROVE = (
    gettext_noop("You may not approve terms other than on the record."),
    gettext_noop("Ask a verifier to import it, or give no terms."),
)
ONLY_HERE = (
    gettext_noop("This name is shown for another of its names here."),
    gettext_noop("Change it on the speaker’s page."),
)


class Things:
    """Takes in speakers, sources and links of a run, one after the other."""

    def __init__(self, frame):
        self.frame = frame
        self._later = []

    def load(self, items):
        """Take in a batch of items of these types, in order."""
        for item in items:
            record = item.record or {}
            kind = record.get("type")
            wrong = [] if item.record is None else faults_of(item)
            if item.is_refused or wrong:
                self.frame.refuse_item(item, wrong)
                continue
            if kind == "export":
                continue
            try:
                with transaction.atomic():
                    told = getattr(self, f"_{kind}")(record)
            except _Refused as refused:
                self._refuse(item, kind, refused.wrong)
            except DatabaseError as error:
                why = (
                    sentence_for(error)
                    if isinstance(error, IntegrityError)
                    else str(error)
                )
                self._refuse(item, kind, [("", (why, ""), None)])
            else:
                outcome, public_id, warnings, changes = told
                warned = faults_at(item.place, "", warnings, True)
                self.frame.done(
                    kind,
                    outcome,
                    item,
                    public_id=public_id,
                    faults=[*item.faults, *warned],
                    changes=changes,
                )

    def _refuse(self, item, kind, wrong):
        faults = faults_at(item.place, "", wrong)
        self.frame.done(kind, "refused", item, faults=[*item.faults, *faults])

    # Speakers

    def _speaker(self, record):
        row = self._known(Speaker, record)
        if row is None and record.get("wikidata_id") and not record.get("id"):
            row = Speaker.objects.filter(
                wikidata_id=record["wikidata_id"], merged_into=None
            ).first()
        if row is not None:
            return self._compare_speaker(row, record)
        row = self._new(Speaker, record, SPEAKER_COLUMNS)
        row.save()
        for name in record.get("names") or ():
            SpeakerName.objects.create(
                speaker=row, **_values(SpeakerName, name, NAME_COLUMNS)
            )
        for office in record.get("offices") or ():
            self._add_office(row, office)
        if record.get("merged_into"):
            self._point(row, "merged_into", Speaker, record["merged_into"])
        self.frame.refs.add_speaker(row.public_id, row.pk)
        self.frame.imported("speaker", row.pk)
        return "created", row.public_id, (), None

    def _add_office(self, row, office):
        made = Office.objects.create(
            speaker=row, **_values(Office, office, OFFICE_COLUMNS)
        )
        if office.get("printed_in"):
            self._point(made, "printed_in", Article, office["printed_in"])

    def _compare_speaker(self, row, record):
        outcome, changes, warnings = self._compare(row, record, SPEAKER_COLUMNS)
        names = set(row.names.values_list("name", "language"))
        offices = set(row.offices.values_list("title", "organization", "held_from"))
        added = {}
        for name in record.get("names") or ():
            values = _values(SpeakerName, name, NAME_COLUMNS)
            if (values["name"], values.get("language", "und")) not in names:
                shown = row.names.filter(
                    is_display=True, language=values.get("language", "und")
                )
                if values.get("is_display") and shown.exists():
                    values["is_display"] = False
                    warnings.append(("names", ONLY_HERE, None))
                SpeakerName.objects.create(speaker=row, **values)
                added.setdefault("names", []).append(values["name"])
        for office in record.get("offices") or ():
            values = _values(Office, office, OFFICE_COLUMNS)
            place = (
                values.get("title", ""),
                values.get("organization", ""),
                values.get("held_from"),
            )
            if place not in offices:
                self._add_office(row, office)
                added.setdefault("offices", []).append(
                    " ".join(filter(None, place[:2]))
                )
        if added:
            changes = {
                **(changes or {}),
                **{key: [None, each] for key, each in added.items()},
            }
            if outcome == "unchanged":
                outcome = "updated"
                self.frame.imported("speaker", row.pk, before={}, is_new=False)
        self.frame.refs.add_speaker(row.public_id, row.pk)
        return outcome, row.public_id, warnings, changes

    # Sources

    def _source(self, record):
        if record.get("terms", "on_record") != "on_record" and not self.frame.may(
            "approve_terms"
        ):
            raise _Refused([("terms", MAY_NOT_APPROVE, None)])
        row = self._known(Source, record)
        if row is not None:
            outcome, changes, warnings = self._compare(row, record, SOURCE_COLUMNS)
            self.frame.refs.add_source(row.public_id, row.pk)
            return outcome, row.public_id, warnings, changes
        row = self._new(Source, record, SOURCE_COLUMNS)
        row.terms_approved_by_id = self.frame.refs.person(
            record.get("terms_approved_by")
        )
        row.save()
        if record.get("relays"):
            self._point(row, "relays", Source, record["relays"])
        self.frame.refs.add_source(row.public_id, row.pk)
        self.frame.imported("source", row.pk)
        return "created", row.public_id, (), None

    # Links

    def _link(self, record):
        ends = Quote.objects.filter(public_id__in=[record["from"], record["to"]])
        keys = dict(ends.values_list("public_id", "pk"))
        wrong = [
            (field, NOT_HERE, {"kind": "quote", "value": record[field]})
            for field in ("from", "to")
            if record[field] not in keys
        ]
        if wrong:
            raise _Refused(wrong)
        place = {
            "from_quote_id": keys[record["from"]],
            "to_quote_id": keys[record["to"]],
            "kind": record["kind"],
        }
        row = QuoteLink.objects.filter(**place).first()
        if row is not None:
            return "unchanged", "", (), None
        row = QuoteLink(
            **place,
            note=record.get("note") or "",
            added_by_id=self.frame.refs.person(record.get("added_by")),
        )
        self._signed(row)
        row.save()
        self.frame.imported("link", row.pk)
        return "created", "", (), None

    # What they share

    def _known(self, model, record):
        if not record.get("id"):
            return None
        return model.objects.filter(public_id=record["id"]).first()

    def _new(self, model, record, columns):
        row = model(
            public_id=record.get("id") or new_public_id(),
            **_values(model, record, columns),
        )
        return self._signed(row)

    def _signed(self, row):
        row._history_user = self.frame.by
        row._change_reason = f"import {self.frame.run.public_id}"
        return row

    def _compare(self, row, record, columns):
        """Update a row unless somebody worked on it; return (outcome, changes, warnings)."""
        said = given(record, *columns)
        changes = {
            name: [as_text(getattr(row, name)), value]
            for name, value in said.items()
            if as_text(getattr(row, name)) != value
        }
        if not changes:
            return "unchanged", None, []
        others = row.history.exclude(history_change_reason__startswith="import ")
        if others.exists():
            wrong = [("", WORKED_ON, {"keys": ", ".join(sorted(changes))})]
            return "kept", changes, wrong
        for name, (_old, new) in changes.items():
            setattr(row, name, as_value(type(row), name, new))
        self._signed(row).save()
        before = {name: old for name, (old, _new) in changes.items()}
        self.frame.imported(
            ImportedKind(row._meta.model_name), row.pk, before=before, is_new=False
        )
        return "updated", changes, []

    def _point(self, row, column, model, public_id):
        """Let a row name another one, at the end where that comes later in the file."""
        found = model.objects.filter(public_id=public_id).first()
        if found is None:
            self._later.append((row, column, model, public_id))
            return
        setattr(row, column, found)
        if hasattr(row, "history"):
            row.skip_history_when_saving = True
        row.save(update_fields=[column])
        if hasattr(row, "history"):
            del row.skip_history_when_saving

    def finish(self):
        """Fill in what named rows that came later; return what is not there at all."""
        missing, waiting = [], self._later
        self._later = []
        for row, column, model, public_id in waiting:
            self._point(row, column, model, public_id)
        for row, column, model, public_id in self._later:
            name = model._meta.model_name
            missing.append(
                (row, column, (NOT_HERE, {"kind": name, "value": public_id}))
            )
        self._later = []
        return missing


class _Refused(Exception):
    """A record is refused; wrong is [(path, (sentence, advice), params)]."""

    def __init__(self, wrong):
        super().__init__(str(wrong))
        self.wrong = wrong


def _values(model, record, columns):
    return {
        name: as_value(model, name, value)
        for name, value in given(record, *columns).items()
    }
