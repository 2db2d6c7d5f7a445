"""Whom and what records name: people, speakers, sources, by what files call them."""

from itertools import chain

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from quotes.ids import new_public_id
from quotes.models import PublicName, Source, Speaker, SpeakerName
from quotes.texts import fold, gettext_noop

#: So many rows are remembered; beyond, what is asked again is read again.
_REMEMBERED = 100_000

NOT_HERE = (
    gettext_noop("There is no %(kind)s “%(value)s” here, nor earlier in this file."),
    gettext_noop("Import it first, or put it before what names it."),
)
SEVERAL = (
    gettext_noop("%(count)d speakers are called “%(name)s”: %(ids)s."),
    gettext_noop("Give the id of the one that is meant."),
)


class Refs:
    """Keys of what is named, looked up for a batch at a time.

    Accounts that are not here are made: inactive, without a password and in no group,
    so that a review can say who decided. `made` has their names.
    """

    def __init__(self, writer):
        self.writer = writer
        self.made = []
        self.deferred = []
        self._people = {}
        self._speakers = {}
        self._sources = {}
        self._names = {}
        self._described = {}
        self._published = set()

    def load(self, records):
        """Look up the speakers and sources that full records of quotes name."""
        if len(self._speakers) + len(self._sources) > _REMEMBERED:
            self._speakers.clear()
            self._sources.clear()
        speakers, sources = set(), set()
        for record in records:
            for kind, value, _path in named_in(record):
                (speakers if kind == "speaker" else sources).add(value)
        self._look_up(self._speakers, Speaker, speakers)
        self._look_up(self._sources, Source, sources)

    def _look_up(self, known, model, wanted):
        wanted = {value for value in wanted if value not in known}
        if wanted:
            rows = model.objects.filter(public_id__in=wanted)
            known.update(rows.values_list("public_id", "pk"))

    def faults_of(self, record):
        """Return what a full record names that is not here."""
        known = {"speaker": self._speakers, "source": self._sources}
        return [
            (path, NOT_HERE, {"kind": kind, "value": value})
            for kind, value, path in named_in(record)
            if value not in known[kind]
        ]

    def speaker(self, public_id):
        """Return the key of a speaker that was loaded, None for none."""
        return self._speakers[public_id] if public_id else None

    def source(self, public_id):
        """Return the key of a source that was loaded, None for none."""
        return self._sources[public_id] if public_id else None

    def add_speaker(self, public_id, key):
        """Remember a speaker that was just written."""
        self._speakers[public_id] = key
        self._names.clear()

    def add_source(self, public_id, key):
        """Remember a source that was just written."""
        self._sources[public_id] = key

    def person(self, username):
        """Return the key of an account by its username; it is made if it is not here."""
        if not username:
            return None
        if username not in self._people:
            users = get_user_model().objects
            row = users.filter(username=username).only("pk").first()
            if row is None:
                row = users.create(
                    username=username, is_active=False, password=make_password(None)
                )
                self.made.append(username)
            self._people[username] = row.pk
        return self._people[username]

    def later(self, model, key, columns):
        """Note columns of a row that name what may come later in the file."""
        self.deferred.append((model, key, columns))

    def named(self, speakers):
        """Note speakers, by key, whom a publication names."""
        self._published.update(speakers)

    def write_public_names(self):
        """Write the names that the published speakers can be found by."""
        keys = sorted(self._published)
        self._published.clear()
        for start in range(0, len(keys), 500):
            rows = Speaker.objects.filter(pk__in=keys[start : start + 500])
            rows = rows.select_related("merged_into__merged_into__merged_into")
            survivors = {row.resolved() for row in rows}
            names = {}
            found = SpeakerName.objects.filter(speaker__in=survivors).order_by()
            for speaker_id, name in found.values_list("speaker_id", "name"):
                names.setdefault(speaker_id, []).append(name)
            PublicName.objects.bulk_create(
                (
                    PublicName(speaker=speaker, folded=folded)
                    for speaker in sorted(survivors, key=lambda each: each.pk)
                    for folded in sorted(
                        {
                            fold(name)[:200]
                            for name in (speaker.name, *names.get(speaker.pk, ()))
                        }
                        - {""}
                    )
                ),
                ignore_conflicts=True,
            )

    # What short records say of speakers and sources

    def speaker_said(self, said):
        """Return (public id, fault or None) of a speaker by id, Wikidata id or name.

        A name that nobody has makes a new speaker, a person unless its kind is said; one
        that several have names nobody: the fault is a warning that lists them.
        """
        if said.get("id"):
            self._look_up(self._speakers, Speaker, {said["id"]})
            if said["id"] in self._speakers:
                return said["id"], None
            if not said.get("name"):
                return None, (NOT_HERE, {"kind": "speaker", "value": said["id"]})
        place = (said.get("id"), said.get("wikidata_id") or "", said.get("name") or "")
        if place not in self._names:
            self._names[place] = self._found(said) or (self._new_speaker(said), None)
        return self._names[place]

    def _found(self, said):
        if said.get("wikidata_id"):
            row = Speaker.objects.filter(
                wikidata_id=said["wikidata_id"], merged_into=None
            ).first()
            if row:
                self._speakers[row.public_id] = row.pk
                return row.public_id, None
        name = said.get("name") or ""
        if not name or said.get("id"):
            return None
        rows = chain(
            Speaker.objects.filter(name=name),
            Speaker.objects.filter(names__name=name),
        )
        found = {row.resolved() for row in rows}
        if len(found) == 1:
            (row,) = found
            self._speakers[row.public_id] = row.pk
            return row.public_id, None
        if found:
            ids = ", ".join(sorted(row.public_id for row in found))
            return None, (SEVERAL, {"count": len(found), "name": name, "ids": ids})
        return None

    def _new_speaker(self, said):
        row = Speaker.objects.create(
            public_id=said.get("id") or new_public_id(),
            name=said.get("name") or said["wikidata_id"],
            kind=said.get("kind") or "person",
            description=said.get("description") or "",
            wikidata_id=said.get("wikidata_id") or "",
        )
        self._speakers[row.public_id] = row.pk
        self.on_new("speaker", row.pk)
        return row.public_id

    def source_said(self, said):
        """Return (public id, fault or None) of a source by id or by what it is."""
        if isinstance(said, str):
            said = {"id": said}
        if said.get("id"):
            self._look_up(self._sources, Source, {said["id"]})
            if said["id"] in self._sources:
                return said["id"], None
            if not said.get("name"):
                return None, (NOT_HERE, {"kind": "source", "value": said["id"]})
        columns = {
            name: said.get(name) or default
            for name, default in (
                *(("kind", "statement"), ("name", ""), ("language", "und")),
                *(("publisher", ""), ("dated_on", None), ("url", "")),
            )
        }
        place = (said.get("id"), *columns.values())
        if place not in self._described:
            row = None
            if not said.get("id"):
                row = Source.objects.filter(**columns).order_by("pk").first()
            if row is None:
                new = {"public_id": said["id"]} if said.get("id") else {}
                row = Source.objects.create(**columns, **new)
                self.on_new("source", row.pk)
            self._described[place] = row.public_id
            self._sources[row.public_id] = row.pk
        return self._described[place], None

    def on_new(self, kind, key):
        """Called for each speaker and source that a short record brought in."""


def named_in(record):
    """Yield (kind, public id, path) of the speakers and sources that a record names."""
    if record.get("source"):
        yield "source", record["source"], "source"
    for index, row in enumerate(record.get("attributions") or ()):
        if row.get("speaker"):
            yield "speaker", row["speaker"], f"attributions[{index}].speaker"
    for index, row in enumerate(record.get("publications") or ()):
        for each in row.get("speakers") or ():
            yield "speaker", each["speaker"], f"publications[{index}].speakers"
        for each in row.get("sources") or ():
            yield "source", each["source"], f"publications[{index}].sources"
