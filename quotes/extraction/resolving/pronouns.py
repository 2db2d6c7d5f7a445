"""Pronouns, “ce dernier” and “the latter”: whom they stand for."""

from collections.abc import Callable

from quotes.extraction.resolving import reasons
from quotes.extraction.resolving.memory import Found, Memory, Occurrence, Part
from quotes.extraction.resolving.persons import Entity
from quotes.extraction.resolving.shapes import Shape
from quotes.extraction.spans import Candidate, Resolved

#: No more candidates are handed over.
MOST = 5


def fitting(shape: Shape, language: str) -> Callable[[Entity], float]:
    """Return how well an entity fits a pronoun: what takes from its weight, or -1."""

    def penalty(entity: Entity) -> float:
        if shape.plural:
            return _as_plural(entity)
        if shape.thing:
            if entity.plural or not (entity.could_be_body() or entity.kind == "group"):
                return -1.0
            return {"body": 0.0, "place": 0.8, "group": 0.4}.get(entity.kind, 0.2)
        if entity.plural:
            return -1.0
        if entity.could_be_person():
            if shape.gender and entity.gender and entity.gender != shape.gender:
                return -1.0
            open_kind = 0.0
            if entity.kind == "":
                acted = entity.acted and len(entity.words) > 1
                spoke = 0.6 if len(entity.words) > 1 else 1.5
                open_kind = spoke if entity.spoke else 1.0 if acted else 2.0
            return open_kind + (0.3 if shape.gender and not entity.gender else 0.0)
        if language == "fr" and entity.kind in ("body", "group") and not shape.stressed:
            agrees = not entity.gender or entity.gender == shape.gender
            return 1.0 if agrees else -1.0
        # “A friend said …, she added”: nobody tells what the one described is.
        return 2.5 if entity.kind == "group" else -1.0

    return penalty


def _as_plural(entity: Entity) -> float:
    if entity.plural:
        return 0.0
    return 1.2 if entity.kind in ("body", "group") else -1.0


def by_pronoun(
    memory: Memory, shape: Shape, at: int, sentence: int, language: str
) -> tuple[Resolved, Entity | None]:
    """Return whom a pronoun stands for, and the entity where it is settled."""
    found = memory.antecedent(at, sentence, fitting(shape, language))
    if found.best is None:
        return _open(found), None
    entity = found.best.entity
    if shape.gender and not shape.plural and entity.kind == "person":
        entity.learn(shape.gender)
    return Resolved(entity.name, "pronoun", _confidence(found.best, sentence)), entity


def _confidence(best: Occurrence, sentence: int) -> int:
    base = 55 if best.part is Part.OTHER else 78
    return max(30, base - 5 * (sentence - best.sentence))


def _open(found: Found) -> Resolved:
    names = found.rivals or tuple(each.entity for each in found.fitting[:MOST])
    spoke = {id(each.entity) for each in found.fitting if each.part is Part.SPEAKER}
    candidates = tuple(
        Candidate(
            each.name,
            reasons.SPOKE_BEFORE if id(each) in spoke else reasons.NAMED_BEFORE,
        )
        for each in names[:MOST]
    )
    reason = reasons.SEVERAL_PERSONS if found.rivals else reasons.DOUBTFUL
    reason = reason if candidates else reasons.NO_ANTECEDENT
    return Resolved(None, "pronoun", 0, candidates=candidates, reason=reason)


def by_latter(
    memory: Memory, shape: Shape, at: int, sentence: int, language: str
) -> tuple[Resolved, Entity | None]:
    """Return whom “ce dernier” stands for, and the entity where it is settled."""
    found: Occurrence | None = memory.last_named(at, sentence, fitting(shape, language))
    if found is None:
        return Resolved(None, "latter", 0, reason=reasons.NO_ANTECEDENT), None
    entity = found.entity
    if shape.gender and not shape.plural and entity.kind == "person":
        entity.learn(shape.gender)
    return Resolved(entity.name, "latter", 75), entity
