"""Definite descriptions: “le ministre”, “the company”, “la porte-parole du parti”."""

from collections.abc import Callable, Iterable, Sequence

from quotes.extraction.resolving import reasons
from quotes.extraction.resolving.folding import words_of
from quotes.extraction.resolving.memory import Memory, Part
from quotes.extraction.resolving.offices import Title
from quotes.extraction.resolving.persons import Entity
from quotes.extraction.resolving.places import nationalities
from quotes.extraction.resolving.pronouns import MOST
from quotes.extraction.resolving.roles import GENERIC
from quotes.extraction.resolving.shapes import Shape
from quotes.extraction.spans import Candidate, Resolved

#: Offices that may be called by another's name; for candidates only, never taken.
_ALIKE = {
    "minister": frozenset(
        ("secretary-of-state", "high-representative", "chancellor", "deputy-minister")
    ),
    "president": frozenset(("chairman", "king", "vice-president")),
    "chief": frozenset(("director", "president", "boss", "leader", "general")),
    "leader": frozenset(("chief", "president", "boss", "prime-minister")),
    "boss": frozenset(("director", "president", "chief", "ceo")),
    "official": frozenset(("director", "secretary", "spokesperson", "minister")),
    "adviser": frozenset(("secretary", "consultant")),
}
#: A counterpart of one of these may hold an office of the same name.
_SUMMONED = frozenset(
    ("minister", "secretary-of-state", "president", "high-representative", "chief")
)
_SYNONYMS = {
    **{"director": "director", "ceo": "director", "boss": "director"},
    **{"chief": "chief", "leader": "chief"},
}
_RECENT = 3


def by_title(
    bearing: Callable[[str], Sequence[Entity]],
    memory: Memory,
    wanted: Title,
    shape: Shape,
    at: int,
    sentence: int,
) -> tuple[Resolved, Entity | None]:
    """Return whom a title stands for: the only one in the text who bears it.

    Of several, the only one that occurs in the last sentences. A title that says more
    than the noun and that nobody in the text bears describes whom it names.
    """
    bearers = [
        each for each in bearing(wanted.head) if _bears(each, wanted, shape.gender)
    ]
    if len(bearers) == 1:
        return Resolved(bearers[0].name, "title", 80), bearers[0]
    if len(bearers) > 1:
        near = [
            each.entity
            for each in memory.back(at, sentence)
            if sentence - each.sentence < _RECENT and each.entity in bearers
        ]
        if near and all(each is near[0] for each in near):
            return Resolved(near[0].name, "title", 65), near[0]
        listed = _candidates(near + bearers, reasons.BEARS_TITLE)
        reason = reasons.SEVERAL_BEARERS
        return Resolved(None, "title", 0, candidates=listed, reason=reason), None
    if not shape.bare:
        return Resolved(None, "described", 0, reason=reasons.NO_BEARER), None
    listed = _alike(bearing, wanted, shape.gender)
    reason = reasons.NO_BEARER
    return Resolved(None, "title", 0, candidates=listed, reason=reason), None


def _bears(entity: Entity, wanted: Title, gender: str) -> bool:
    if gender and entity.gender and gender != entity.gender:
        return False
    return any(_is_title(each, wanted) for each in entity.titles)


def _is_title(borne: Title, wanted: Title) -> bool:
    if borne.head != wanted.head or borne.plural or borne.now != wanted.now:
        return False
    return _roots(wanted.words) <= _roots(borne.words)


def _roots(words: Iterable[str]) -> set[str]:
    """Return words without the endings of gender and number."""
    return {each.rstrip("s").removesuffix("e")[:8] for each in words}


def _alike(
    bearing: Callable[[str], Sequence[Entity]], wanted: Title, gender: str
) -> tuple[Candidate, ...]:
    alike = _ALIKE.get(wanted.head, frozenset())
    first: list[Entity] = []
    if wanted.head in _SUMMONED:
        first += (each for each in bearing("counterpart"))
    second = [each for head in sorted(alike) for each in bearing(head)]
    first, second = (
        [
            each
            for each in listed
            if not (gender and each.gender and gender != each.gender)
            and any(title.now for title in each.titles)
        ]
        for listed in (first, second)
    )
    return (
        _candidates(first, reasons.COUNTERPART)
        + _candidates(second, reasons.LIKE_OFFICE)
    )[:MOST]


def _candidates(entities: Iterable[Entity], reason: str) -> tuple[Candidate, ...]:
    names = dict.fromkeys(each.name for each in entities)
    return tuple(Candidate(name, reason) for name in names)[:MOST]


def by_body(
    entities: Iterable[Entity], memory: Memory, shape: Shape, at: int, sentence: int
) -> tuple[Resolved, Entity | None]:
    """Return which organization “the company” or “la fédération” stands for.

    One whose name holds the noun goes first; a noun that any body may be called by takes
    the body nearest before it, if the last sentences hold only one. A description that
    nothing in the text bears out names itself.
    """
    described = set(words_of(" ".join(each.text for each in shape.phrase)))
    known = [
        each
        for each in entities
        if each.kind in ("body", "group", "")
        and shape.head in each.folded
        and len(each.words) > 1
    ]
    named = [each for each in known if described <= {*each.folded} | nationalities()]
    if len(named) > 1:
        recent = [each.entity for each in memory.back(at, sentence)]
        named = [each for each in recent if each in named][:1] or named
    if len(named) == 1 and (shape.bare or len(named[0].words) > len(described)):
        return Resolved(named[0].name, "title", 70), named[0]
    if not shape.bare or len(named) > 1 or shape.head not in GENERIC:
        return Resolved(None, "described", 0), None
    near = [
        each
        for each in memory.back(at, sentence)
        if each.entity.could_be_body()
        and each.entity.kind != "place"
        and not each.entity.plural
        and sentence - each.sentence <= 4
    ]
    first = [each for each in near if each.part is not Part.OTHER] or near
    if first:
        best = max(
            first, key=lambda each: (each.entity.kind == "body", each.entity.named)
        )
        return Resolved(best.entity.name, "title", 55), best.entity
    return Resolved(None, "described", 0, reason=reasons.NO_BODY), None
