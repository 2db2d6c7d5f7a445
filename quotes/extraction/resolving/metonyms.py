"""Capitals and seats that stand for who governs from there."""

from collections.abc import Mapping

from quotes.extraction.resolving.folding import fold
from quotes.extraction.resolving.persons import Entity
from quotes.extraction.resolving.places import government_of, seats_of
from quotes.extraction.spans import Resolved

#: Buildings whose name is the body's own: no other name is meant by theirs.
_BUILDINGS = frozenset(
    (
        *("kremlin", "maison blanche", "white house", "elysee", "matignon"),
        *("downing street", "quai d'orsay", "pentagone", "pentagon", "palais bourbon"),
        *("capitol hill", "bercy", "hotel de ville", "queen's park", "hôtel matignon"),
        *("quai d’orsay", "parliament hill", "rideau hall", "berlaymont", "vatican"),
    )
)


def by_place(
    name: str, actors: Mapping[str, Entity], language: str
) -> tuple[Resolved, Entity | None] | None:
    """Return whom a capital stands for as a speaker, None where the name is no capital.

    actors are those who spoke or were the subject of a sentence so far, by folded name: where the seat
    of the same government is among them, it is that; else the government, in the words
    of the text's language.
    """
    folded = fold(name)
    if folded in _BUILDINGS:
        return Resolved(name, "name", 90), None
    government = government_of(name, language)
    if not government:
        return None
    for seat in seats_of(name):
        actor = actors.get(seat)
        if actor is not None:
            return Resolved(actor.name, "metonymy", 80, metonym=True), actor
    return Resolved(government, "metonymy", 70, metonym=True), None
