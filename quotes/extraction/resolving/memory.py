"""Who has been named so far, and who of them a pronoun can stand for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from quotes.extraction.resolving.persons import Entity
from quotes.extraction.spans import Span

#: A pronoun reaches back over so many sentences, and so many names, at most.
FARTHEST = 14
_MOST = 60
#: What a sentence in between takes from an antecedent's weight.
_FADES = 0.8
#: What a new paragraph takes, and how many of them count.
_PARTS = 0.6
_PARAGRAPHS = 3
#: Below this, one whose name may be no person's is not taken.
_LEAST = 0.0
#: Takes less from the weight of a person; more, from that of what may be none.
_SURE = 0.8


class Part(Enum):
    """What somebody does in a sentence; its value is the weight as an antecedent."""

    SPEAKER = 4.3
    #: Named for the first time, with a title.
    INTRODUCED = 3.6
    SUBJECT = 3.0
    OTHER = 1.5


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Somebody at a place of the text."""

    entity: Entity
    at: int
    sentence: int
    part: Part


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a pronoun stands for; the others, where several fit equally well."""

    best: Occurrence | None
    rivals: tuple[Entity, ...] = ()
    #: All that fit, best first: the candidates where none is taken.
    fitting: tuple[Occurrence, ...] = ()


class Memory:
    """The occurrences of a text up to the place that is read."""

    def __init__(self, paragraphs: Sequence[int]) -> None:
        #: The paragraph of each sentence.
        self._paragraphs = paragraphs
        self._seen: list[Occurrence] = []
        #: What the speaker of the mention at hand says: nobody in it speaks.
        self.outside: tuple[Span, ...] = ()

    def add(self, entity: Entity, at: int, sentence: int, part: Part) -> None:
        """Keep that somebody occurs at a place."""
        self._seen.append(Occurrence(entity, at, sentence, part))

    def back(self, at: int, sentence: int) -> Iterator[Occurrence]:
        """Yield what occurs before a place, the nearest first, as far as a pronoun reaches."""
        for count, each in enumerate(reversed(self._seen)):
            if count > _MOST or sentence - each.sentence > FARTHEST:
                return
            if each.at < at and not any(
                place.start <= each.at < place.end for place in self.outside
            ):
                yield each

    def antecedent(
        self, at: int, sentence: int, fits: Callable[[Entity], float]
    ) -> Found:
        """Return whom a pronoun at a place stands for.

        fits gives what takes from the weight of somebody: below 0 where it cannot be.
        Who spoke last is preferred to the subject of a sentence, that to all others; who
        is nearer to who is farther. Two that weigh the same leave it open.
        """
        weights: dict[int, tuple[float, Occurrence]] = {}
        for each in self.back(at, sentence):
            penalty = fits(each.entity)
            if penalty < 0:
                continue
            weight = each.part.value - self._distance(each, sentence) - penalty
            known = weights.get(id(each.entity))
            if known is None or weight > known[0]:
                weights[id(each.entity)] = (weight, each)
        ranked = sorted(weights.values(), key=lambda pair: (-pair[0], -pair[1].at))
        fitting = tuple(each for _weight, each in ranked)
        if not ranked:
            return Found(None)
        top, best = ranked[0]
        if best.entity.kind == "" and top < _LEAST:
            return Found(None, (), fitting)
        rivals = tuple(
            each.entity
            for weight, each in ranked
            if weight == top and each.sentence == best.sentence
        )
        if len(rivals) > 1 and best.part is not Part.SPEAKER:
            return Found(None, rivals, fitting)
        return Found(best, (), fitting)

    def _distance(self, occurrence: Occurrence, sentence: int) -> float:
        paragraphs = self._paragraphs[sentence] - self._paragraphs[occurrence.sentence]
        return (
            _FADES * (sentence - occurrence.sentence)
            + min(paragraphs, _PARAGRAPHS) * _PARTS
        )

    def last_named(
        self, at: int, sentence: int, fits: Callable[[Entity], float]
    ) -> Occurrence | None:
        """Return whom “ce dernier” stands for: the last that fits, of this sentence or the one before.

        One whose gender the text tells is taken before one of open gender.
        """
        near = [
            each for each in self.back(at, sentence) if sentence - each.sentence < 3
        ]
        fitting = [(fits(each.entity), each) for each in near]
        for most in (_SURE, 99.0):
            for distance in (0, 1, 2):
                here = [
                    (penalty, each)
                    for penalty, each in fitting
                    if 0 <= penalty < most and sentence - each.sentence == distance
                ]
                if here:
                    least = min(penalty for penalty, _each in here)
                    return next(each for penalty, each in here if penalty == least)
        return None
