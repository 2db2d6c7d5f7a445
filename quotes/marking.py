"""Marking stretches of a text that may overlap: one flat list of runs.

Pure: positions are Unicode code points into the text given, end exclusive.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """Anything with a place in the text; what else it carries is the caller's."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Placed)


@dataclass(frozen=True, slots=True)
class Run(Generic[S]):
    """text[start:end], and the stretches that cover all of it, longest first."""

    text: str
    start: int
    end: int
    stretches: tuple[S, ...]


def runs(text: str, stretches: Sequence[S]) -> list[Run[S]]:
    """Return text cut at every start and end of a stretch, in order, without gaps.

    Joined, the runs are the text again. Raises ValueError for a stretch that is not
    inside the text.
    """
    for stretch in stretches:
        if not 0 <= stretch.start < stretch.end <= len(text):
            raise ValueError(f"{stretch.start}–{stretch.end} is outside the text.")
    ordered = sorted(stretches, key=lambda each: (each.start, -each.end))
    edges = sorted(
        {0, len(text)}.union(*({each.start, each.end} for each in stretches))
    )
    return [
        Run(
            text[start:end],
            start,
            end,
            tuple(s for s in ordered if s.start <= start and end <= s.end),
        )
        for start, end in pairwise(edges)
    ]
