"""What the newsroom knows of speakers, as the engine asks for it: by name and by office.

Pure, and sent as it is to processes that have no database: keys are public ids, and a
merged speaker is the one it was merged into.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from quotes.checks.reading import word_set
from quotes.extraction import Identity, Known
from quotes.offices import was_held
from quotes.texts import fold

_ARTICLE = re.compile(r"(?:le|la|les|l'|the|un|une|an?)(?:\s+|(?<='))")
_WORD = re.compile(r"[^\W_]+")
#: Words that join a title to a body: they tell no two bodies apart.
_JOINS = word_set("a au aux d de des du et en for in l la le les of and the to")


@dataclass(frozen=True, slots=True)
class Held:
    """An office of a speaker, by keys of the database; title and body as words."""

    speaker: int
    title: tuple[str, ...]
    body: tuple[str, ...]
    held_from: date | None
    held_to: date | None
    printed_in: int | None

    def is_called(self, asked: Sequence[str]) -> bool:
        """Tell whether words of a title can mean it.

        “le ministre” can be every minister; “ministre des Affaires étrangères” is also
        the title “ministre” at the body “Affaires étrangères”.
        """
        title, body = list(self.title), list(self.body)
        asked = list(asked)
        if not title:
            return asked == body
        if asked == title[: len(asked)]:
            return True
        rest = [word for word in asked[len(title) :] if word not in _JOINS]
        return asked[: len(title)] == title and bool(rest) and set(rest) <= set(body)


class Knowledge:
    """All names and offices, in memory."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._merged: dict[int, int] = {}
        self._identities: dict[int, Identity] = {}
        self._by_name: dict[str, list[int]] = {}
        self._offices: dict[str, list[Held]] = {}

    def add_speaker(
        self, key: int, public_id: str, name: str, merged_into: int | None
    ) -> None:
        """Take in a speaker, by its key, and the one it was merged into, if any."""
        self._identities[key] = Identity(public_id, name)
        if merged_into:
            self._merged[key] = merged_into
        self.add_name(name, key)

    def add_name(self, name: str, key: int) -> None:
        """Take in one more name of a speaker."""
        self._by_name.setdefault(fold(name), []).append(key)

    def add_office(
        self, speaker: int, title: str, organization: str, **when: date | int | None
    ) -> None:
        """Take in an office; when is held_from, held_to and printed_in."""
        held = Held(speaker, _words(title), _words(organization), **when)  # type: ignore[arg-type]
        words = _words(title or organization)
        if words:
            self._offices.setdefault(words[0], []).append(held)

    def on(self, day: date | None, article: int | None = None) -> Known:
        """Return the Known of a text: its day, and the key of its article if any.

        The day decides who holds an office; one without dates counts in the article
        that prints it alone.
        """

        def holding(title: str) -> list[Identity]:
            asked = _words(_without_article(fold(title)))
            rows = self._offices.get(asked[0], []) if asked else []
            return self._who(
                each.speaker
                for each in rows
                if each.is_called(asked)
                and was_held(
                    each.held_from,
                    each.held_to,
                    each.printed_in,
                    day=day,
                    article=article,
                )
            )

        return Known(named=self._named, holding=holding)

    def _named(self, name: str) -> list[Identity]:
        folded = fold(name)
        found = self._by_name.get(folded)
        if found is None:
            found = self._by_name.get(_without_article(folded), [])
        return self._who(found)

    def _who(self, keys: Iterable[int]) -> list[Identity]:
        """Return the identities of speakers, each survivor once, in the order given."""
        survivors = dict.fromkeys(self._survivor(key) for key in keys)
        return [self._identities[key] for key in survivors]

    def _survivor(self, key: int) -> int:
        """Return who stands at the end of the merges; a circle ends the walk."""
        seen = {key}
        while key in self._merged and self._merged[key] not in seen:
            key = self._merged[key]
            seen.add(key)
        return key


def _without_article(folded: str) -> str:
    found = _ARTICLE.match(folded)
    return folded[found.end() :] if found else folded


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))
