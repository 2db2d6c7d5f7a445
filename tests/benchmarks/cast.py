"""Who speaks in the corpus, and where the newsroom has their words from."""

# ruff: noqa: S311 - rows for a measurement, not secrets

import random
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from quotes.ids import ALPHABET, LENGTH
from quotes.models import Office, PublicName, Source, Speaker, SpeakerName
from quotes.texts import fold
from tests.benchmarks.frozen import source_part, speaker_part
from tests.benchmarks.invented import Ranked, Tongue, body, names
from tests.benchmarks.lives import CONTRIBUTOR, EDITOR, STANDARDS, VERIFIER

AGENCIES = 200
FIRST_DAY, LAST_DAY = date(2009, 1, 1), date(2024, 12, 31)

TITLES = {
    "fr": "ministre|porte-parole|président|directrice|secrétaire général|députée|maire",
    "en": "minister|spokesperson|president|director|secretary-general|senator|mayor",
}
KINDS = ("organization", "government", "group", "publication")
SOURCE_KINDS = (
    *("press_conference", "interview", "statement", "report"),
    *("hearing", "document", "post"),
)


class Person(NamedTuple):
    """Somebody of the newsroom: the key and the name to log in with."""

    pk: int
    username: str


#: How many people the newsroom has in each role.
STAFF = {CONTRIBUTOR: 2, EDITOR: 6, VERIFIER: 3, STANDARDS: 1}


def staff():
    """Return {role: [Person]} as long as no database says which keys they have."""
    found, key = {}, 0
    for role, count in STAFF.items():
        found[role] = []
        for number in range(1, count + 1):
            key += 1
            name = role.replace(" ", "-") + (f"-{number}" if number > 1 else "")
            found[role].append(Person(key, name))
    return found


def public_id(rng):
    """Return a public id that the seed decides."""
    bits = rng.getrandbits(5 * LENGTH)
    return "".join([ALPHABET[bits >> shift & 31] for shift in _SHIFTS])


_SHIFTS = range(0, 5 * LENGTH, 5)


class Cast:
    """Speakers with their names and offices, sources, and the two languages.

    Everything has its key, so that whoever makes quotes needs no database.
    """

    def __init__(self, seed, articles, speakers):
        self.people = staff()
        #: What a corpus says of the length of statements.
        self.words = 15
        rng = random.Random(f"{seed} cast")
        self.tongues = {code: Tongue(code, seed) for code in ("fr", "en")}
        self.speakers, self.names, self.offices = [], {}, {}
        for key, (given, family) in enumerate(names(speakers, seed), start=1):
            self._add_speaker(rng, key, given, family)
        for table in (self.names, self.offices):
            for key, row in enumerate(_all(table), start=1):
                row.pk = key
        self.ranked = Ranked(self.speakers, shift=5, slope=1)
        self.by_public_id = {each.public_id: each for each in self.speakers}
        self.bylines = [f"{body(rng)} {body(rng)}" for _number in range(300)]
        self._folded = {}
        # Made once for each row of this cast; another one has the same keys.
        self.speaker_part, self.source_part = cache(speaker_part), cache(source_part)
        self.chain_of = cache(lambda source: tuple(source.chain()) if source else ())
        self.chain_search = cache(
            lambda source: fold(" · ".join(step.name for step in self.chain_of(source)))
        )
        self.agencies = [
            self._source(rng, key, "wire") for key in range(1, AGENCIES + 1)
        ]
        self.sources = [
            self._source(rng, key, rng.choice(SOURCE_KINDS), rng.choice(self.agencies))
            for key in range(AGENCIES + 1, AGENCIES + 1 + max(articles // 3, 10))
        ]

    def rows(self):
        """Return all rows as unsaved instances, in an order in which foreign keys hold."""
        return [
            *(*self.speakers, *_all(self.names), *_all(self.offices)),
            *(*self.agencies, *self.sources),
        ]

    def public_names(self, keys):
        """Return the unsaved names that readers may search these speakers by."""
        rows = [
            PublicName(speaker_id=key, folded=folded)
            for key in sorted(keys)
            for folded in sorted(
                {fold(name) for name in self.names_of(self.speakers[key - 1])}
            )
        ]
        for key, row in enumerate(rows, start=1):
            row.pk = key
        return rows

    def names_of(self, speaker):
        return [speaker.name, *(row.name for row in self.names[speaker.pk])]

    def names_in(self, speakers):
        """Return the names of speakers, then all their other names."""
        others = [row.name for each in speakers for row in self.names[each.pk]]
        return [*(each.name for each in speakers), *others]

    def folded_names_in(self, speakers):
        """Return names_in() folded, as publications keep it in speaker_search."""
        key = tuple(each.pk for each in speakers)
        if key not in self._folded:
            self._folded[key] = fold(" · ".join(self.names_in(speakers)))
        return self._folded[key]

    def other_than(self, rng, speakers):
        """Return a speaker who is none of these."""
        while (other := self.ranked.one(rng)) in speakers:
            pass
        return other

    def office_of(self, speaker, day):
        """Return the first office that a speaker held on a day, or None."""
        return next(
            (row for row in self.offices[speaker.pk] if row.was_held(day, None)), None
        )

    def _add_speaker(self, rng, key, given, family):
        is_person = rng.random() < 0.9
        name = f"{given} {family}" if is_person else f"{family} {body(rng)}"
        speaker = Speaker(
            pk=key,
            public_id=public_id(rng),
            kind="person" if is_person else rng.choice(KINDS),
            name=name,
            sort_name=f"{family}, {given}" if is_person else "",
            description=body(rng) if rng.random() < 0.3 else "",
        )
        self.speakers.append(speaker)
        self.names[key] = []
        if rng.random() < 0.4:
            short = f"M. {family}" if is_person else family
            self.names[key].append(
                SpeakerName(speaker_id=key, name=short, kind="short", language="fr")
            )
        self.offices[key] = list(self._offices(rng, key)) if is_person else []

    def _offices(self, rng, key):
        day = FIRST_DAY + timedelta(days=rng.randrange(2000))
        for _number in range(rng.choice((0, 1, 1, 2, 3))):
            language = rng.choice(("fr", "fr", "en"))
            until = day + timedelta(days=rng.randrange(500, 3000))
            yield Office(
                speaker_id=key,
                title=rng.choice(TITLES[language].split("|")),
                organization=body(rng),
                language=language,
                held_from=day,
                held_to=until,
            )
            day = until + timedelta(days=1)

    def _source(self, rng, key, kind, relays=None):
        return Source(
            pk=key,
            public_id=public_id(rng),
            kind=kind,
            name=f"{body(rng)} {key}",
            language=rng.choice(("fr", "fr", "en")),
            publisher=body(rng),
            relays=relays,
        )


def _all(rows_by_speaker):
    return [row for rows in rows_by_speaker.values() for row in rows]
